package org.dynama.learned.training;

import org.dynama.refusal.Failure;

/** A training met a number that is not finite; what was good last is stored. */
public final class TrainingStopped extends Failure {
    private static final long serialVersionUID = 1L;

    private static final String HINT =
            "Maybe smaller steps (training.step, training.policyStep) or weights (training.alpha, training.beta);"
                    + " mechanism.json holds the last good network.";

    /** Says at which step. */
    public TrainingStopped(int step) {
        this("step " + step + " of the training met a number that is not finite");
    }

    /** Says it of the mechanism that a training ended with. */
    public static TrainingStopped measured() {
        return new TrainingStopped("the mechanism that the training ended with yields numbers that are not finite");
    }

    private TrainingStopped(String sentence) {
        super(sentence, HINT);
    }

    /** Says that the training for one good was stopped, which chooses weights and most lengths of steps by itself. */
    public TrainingStopped(TrainingStopped oneGood) {
        super(
                "The training for one good, which comes before: " + oneGood.sentence(),
                "Maybe a smaller training.policyStep, or training.oneGood: 0; mechanism.json holds copies of the last good"
                        + " network.");
        initCause(oneGood);
    }
}
