package org.dynama.learned.training;

import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A training met a number that is not finite; what was stored before is still good. */
public final class TrainingStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal why;

    /** Says at which step. */
    public TrainingStopped(int step) {
        this(
                Refusal.of(
                        "step " + step + " of the training met a number that is not finite",
                        "Maybe smaller steps (training.step, training.policyStep) or weights (training.alpha,"
                                + " training.beta); the last good checkpoint is kept."),
                null);
    }

    /** Says that the training for one good was stopped, which chooses weights and most lengths of steps by itself. */
    public TrainingStopped(TrainingStopped oneGood) {
        this(
                Refusal.of(
                        "The training for one good, which comes before: " + oneGood.why.sentence(),
                        "Maybe a smaller training.policyStep, or training.oneGood: 0."),
                oneGood);
    }

    private TrainingStopped(Refusal why, @Nullable Throwable cause) {
        super(why.getMessage(), cause);
        this.why = why;
    }

    /** What was met, and what to do. */
    public Refusal why() {
        return why;
    }
}
