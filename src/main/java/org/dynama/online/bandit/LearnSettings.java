package org.dynama.online.bandit;

import org.dynama.refusal.Refusal;

/**
 * The choices that VCG-Learn leaves open.
 *
 * @param data {@code zeta}: whose realisations count
 * @param pricing how prices are made
 * @param sigma of the agents' sub-Gaussian noise, as the mechanism believes; finite and more than 0
 * @param designer whether the designer's own values are known
 * @param widths whether etc's confidence widths stay as they are at the beginning of a bracket's exploitation
 * @param ties how equally good outcomes are told apart; clipped means make many of them
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Algorithm 1</a>
 */
public record LearnSettings(Data data, Pricing pricing, double sigma, Designer designer, Widths widths, Ties ties) {

    /** Realisations of the exploration phases alone, or of all rounds. */
    public enum Data {
        ETC,
        OPT
    }

    /**
     * Prices: what the others could have without the agent, less what they have.
     *
     * @param f the bound that stands for a value in the first half
     * @param g the bound in the second half
     * @param charged who pays
     */
    public record Pricing(Bound f, Bound g, Charged charged) {}

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

    /**
     * What the designer knows of her own values.
     *
     * @param isLearned whether she must learn them, too; else they are known
     * @param sigma of their sub-Gaussian noise, as she believes, where they are learned; finite and more than 0
     */
    public record Designer(boolean isLearned, double sigma) {
        /** She knows them. */
        public static final Designer KNOWN = new Designer(false, 1);

        public Designer {
            requireSigma("designer's sigma", sigma);
        }
    }

    /** Eq. 4 lets widths grow with the round; the text says that etc's prices do not change within a bracket. */
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
        requireSigma("sigma", sigma);
    }

    private static void requireSigma(String name, double sigma) {
        if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new Refusal(
                    name, sigma, "must be finite and more than 0", "Maybe the standard deviation of the noise.");
        }
    }

    /** Whether what is realised while prices are charged is learned from, too. */
    boolean isLearningAlways() {
        return switch (data) {
            case ETC -> false;
            case OPT -> true;
        };
    }

    /** Whether outcome and prices may change within a bracket's exploitation. */
    boolean isDecidingAlways() {
        return switch (widths) {
            case FROZEN -> isLearningAlways();
            case MOVING -> true;
        };
    }
}
