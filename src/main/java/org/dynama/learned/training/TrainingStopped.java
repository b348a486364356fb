package org.dynama.learned.training;

import org.dynama.refusal.Failure;

/** A training met a number that is not finite; what was stored before is still good. */
public final class TrainingStopped extends Failure {
    private static final long serialVersionUID = 1L;

    /** Says at which step. */
    public TrainingStopped(int step) {
        super(
                "step " + step + " of the training met a number that is not finite",
                "Maybe smaller steps (training.step, training.policyStep) or weights (training.alpha, training.beta);"
                        + " the last good checkpoint is kept.");
    }

    /** Says that the training for one good was stopped, which chooses weights and most lengths of steps by itself. */
    public TrainingStopped(TrainingStopped oneGood) {
        super(
                "The training for one good, which comes before: " + oneGood.sentence(),
                "Maybe a smaller training.policyStep, or training.oneGood: 0.");
        initCause(oneGood);
    }
}
