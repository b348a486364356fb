package org.dynama.online.bandit;

import org.dynama.refusal.Refusal;

/**
 * The choices that VCG-Learn leaves open.
 *
 * @param data whose realisations count
 * @param first the bound {@code f} in the first half of the price, the others' best without the agent
 * @param second the bound {@code g} in the second half, what the others have now
 * @param sigma of the agents' sub-Gaussian noise, as the mechanism believes; more than 0
 * @param designerSigma the same for the designer's components; used where they are learned
 * @param learnDesigner whether the designer's values must be learned, too; else they are known
 * @param charged who pays
 * @param widths whether ETC's confidence widths stay as they are at the beginning of a bracket's exploitation
 * @param ties how equally good outcomes are told apart; clipped means make many of them
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Algorithm 1</a>
 */
public record LearnSettings(
        Data data,
        Bound first,
        Bound second,
        double sigma,
        double designerSigma,
        boolean learnDesigner,
        Charged charged,
        Widths widths,
        Ties ties) {

    /** Realisations of the exploration phases alone, or of all rounds. */
    public enum Data {
        ETC,
        OPT
    }

    /** Which end of a confidence interval stands for a value. */
    public enum Bound {
        LOWER(-1),
        MEAN(0),
        UPPER(1);

        private final int sign;

        Bound(int sign) {
            this.sign = sign;
        }

        int sign() {
            return sign;
        }
    }

    /** Line 8 of the algorithm charges everyone, losers too where the bounds differ; or only those who are not left out. */
    public enum Charged {
        EVERYONE,
        SERVED
    }

    /** Eq. 4 lets widths grow with the round; the text says that ETC's prices do not change within a bracket. */
    public enum Widths {
        FROZEN,
        MOVING
    }

    /** At random, once a bracket, or the one that is found first. */
    public enum Ties {
        RANDOM,
        FIRST
    }

    public LearnSettings {
        if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)
                || !(designerSigma > 0 && designerSigma < Double.POSITIVE_INFINITY)) {
            throw Refusal.of(
                    "sigma = " + sigma + " and designerSigma = " + designerSigma + " must be finite and more than 0",
                    "Maybe the standard deviation of the noise.");
        }
    }
}
