package org.dynama.baseline;

import org.dynama.model.Univariate;
import org.dynama.refusal.Refusal;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** The distribution of one number by its distribution function {@code F} and density {@code f}: quantiles and inverse hazard rates. */
public interface Marginal {

    /** The smallest number whose {@code F} is at least a share; in [0, 1]. */
    double quantile(double share);

    /** {@code (1 - F) / f} at a number of the support: what a buyer who could feign a little less keeps. */
    double above(double number);

    /** {@code F / f} at a number of the support: what a worker who could feign a little more keeps. */
    double below(double number);

    /**
     * Of a distribution.
     *
     * @throws Refusal if nobody has written down its functions
     */
    static Marginal of(Univariate distribution) {
        if (distribution instanceof Univariate.Normal normal) {
            RealDistribution whole = new NormalDistribution(normal.mean(), normal.deviation());
            return new Cut(whole, normal.low(), normal.high(), 0, 1, 2 * normal.mean());
        } else if (distribution instanceof Univariate.Beta beta) {
            RealDistribution whole = new BetaDistribution(beta.alpha(), beta.beta());
            return new Cut(whole, 0, 1, beta.low(), beta.high() - beta.low(), Double.NaN);
        } else if (distribution instanceof Univariate.Exponential tail) {
            return new Tail(tail.mean(), tail.low(), tail.high());
        } else if (distribution instanceof Univariate.Uniform even) {
            return new Even(even.low(), even.high());
        }
        throw Refusal.of(
                "the quantiles and hazard rates of the distribution " + distribution + " are not known",
                "Maybe a list of types with their probabilities.");
    }

    /** Uniform between two numbers in order. */
    record Even(double low, double high) implements Marginal {
        @Override
        public double quantile(double share) {
            return low + share * (high - low);
        }

        @Override
        public double above(double number) {
            return high - number;
        }

        @Override
        public double below(double number) {
            return number - low;
        }
    }

    /** Exponential between two numbers in order, the second maybe infinite. */
    record Tail(double mean, double low, double high) implements Marginal {
        @Override
        public double quantile(double share) {
            double mass = -Math.expm1((low - high) / mean);
            return low - mean * Math.log1p(-share * mass);
        }

        @Override
        public double above(double number) {
            return -mean * Math.expm1((number - high) / mean);
        }

        @Override
        public double below(double number) {
            return mean * Math.expm1((number - low) / mean);
        }
    }

    /**
     * A distribution that is cut off outside of a range, then stretched and moved.
     *
     * @param whole before it is cut off
     * @param low of the range, maybe minus infinity
     * @param high of the range, maybe infinite
     * @param start where 0 moves to
     * @param width where 1 moves to, less that
     * @param mirror the sum of a number and its mirror image where the whole is symmetric, so that upper tails keep their digits
     */
    record Cut(RealDistribution whole, double low, double high, double start, double width, double mirror)
            implements Marginal {
        @Override
        public double quantile(double share) {
            double below = whole.cumulativeProbability(low);
            double mass = whole.cumulativeProbability(high) - below;
            double number = whole.inverseCumulativeProbability(below + share * mass);
            return start + Math.min(high, Math.max(low, number)) * width;
        }

        /** Never at the very ends, where that of a beta distribution may be infinite. */
        private double density(double at) {
            return whole.density(Double.isNaN(mirror) ? Math.min(Math.max(at, Double.MIN_NORMAL), 1 - 0x1p-53) : at);
        }

        @Override
        public double above(double number) {
            double at = (number - start) / width;
            double mass = Double.isNaN(mirror)
                    ? whole.cumulativeProbability(high) - whole.cumulativeProbability(at)
                    : whole.cumulativeProbability(mirror - at) - whole.cumulativeProbability(mirror - high);
            return width * Math.max(0, mass) / density(at);
        }

        @Override
        public double below(double number) {
            double at = (number - start) / width;
            double mass = whole.cumulativeProbability(at) - whole.cumulativeProbability(low);
            return width * Math.max(0, mass) / density(at);
        }
    }
}
