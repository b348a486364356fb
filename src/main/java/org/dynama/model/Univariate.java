package org.dynama.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.dynama.refusal.Refusal;

/** The distribution of one number. */
public interface Univariate {
    /** How many standard deviations, or means of an exponential, a number seldom exceeds. */
    double SELDOM = 4;

    /** The smallest value; may be minus infinity. */
    double low();

    /** The largest value; may be infinite. */
    double high();

    /** A finite size that is seldom exceeded; by default of the larger end, where both are finite. */
    default double reach() {
        return Math.max(Math.abs(low()), Math.abs(high()));
    }

    double sample(UniformRandomProvider random);

    /**
     * A normal distribution, cut off outside {@code [low, high]}.
     *
     * @param deviation standard deviation before it is cut off; positive
     * @param low may be minus infinity
     * @param high may be infinite
     */
    record Normal(double mean, double deviation, double low, double high) implements Univariate {
        public Normal {
            requireRange(low, high);
            if (!Double.isFinite(mean) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
                throw Refusal.of(
                        "mean = " + mean + ", deviation = " + deviation + " must be finite and the second positive",
                        "");
            }
        }

        @Override
        public double reach() {
            double below = Math.max(low, mean - SELDOM * deviation);
            double above = Math.min(high, mean + SELDOM * deviation);
            return Math.max(Math.abs(below), Math.abs(above));
        }

        @Override
        public double sample(UniformRandomProvider random) {
            double from = (low - mean) / deviation;
            double to = (high - mean) / deviation;
            double standard =
                    from >= 0 ? tail(random, from, to) : to <= 0 ? -tail(random, -to, -from) : middle(random, from, to);
            return Math.min(high, Math.max(low, mean + deviation * standard));
        }

        /** Around zero: what falls outside is drawn again, unless the range is narrow. */
        private static double middle(UniformRandomProvider random, double from, double to) {
            if (to - from < 2) {
                return uniformly(random, from, to, 0);
            }
            var normal = ZigguratSampler.NormalizedGaussian.of(random);
            double x = normal.sample();
            while (x < from || x > to) {
                x = normal.sample();
            }
            return x;
        }

        /** Uniform proposals; the density's peak in the range is at {@code peak}. */
        private static double uniformly(UniformRandomProvider random, double from, double to, double peak) {
            double x;
            do {
                x = from + (to - from) * random.nextDouble();
            } while (random.nextDouble() > Math.exp((peak * peak - x * x) / 2));
            return x;
        }

        /** For {@code 0 <= from < to}: exponential proposals, Robert (1995), Simulation of truncated normal variables. */
        private static double tail(UniformRandomProvider random, double from, double to) {
            if (to - from < 1 / Math.max(from, 1)) {
                return uniformly(random, from, to, from);
            }
            double rate = (from + Math.sqrt(from * from + 4)) / 2;
            double x;
            do {
                x = from - Math.log1p(-random.nextDouble()) / rate;
            } while (x > to || random.nextDouble() > Math.exp(-(x - rate) * (x - rate) / 2));
            return x;
        }
    }

    /**
     * An exponential distribution, cut off outside {@code [low, high]}.
     *
     * @param mean before it is cut off; positive
     * @param low at least 0
     * @param high may be infinite
     */
    record Exponential(double mean, double low, double high) implements Univariate {
        public Exponential {
            requireRange(low, high);
            if (!(mean > 0 && mean < Double.POSITIVE_INFINITY) || low < 0) {
                throw Refusal.of(
                        "mean = " + mean + ", low = " + low + " must be finite, positive and not negative", "");
            }
        }

        @Override
        public double reach() {
            return Math.min(high, low + SELDOM * mean);
        }

        @Override
        public double sample(UniformRandomProvider random) {
            double mass = -Math.expm1((low - high) / mean);
            return Math.min(high, low - mean * Math.log1p(-random.nextDouble() * mass));
        }
    }

    /**
     * A beta distribution, stretched from [0, 1] to {@code [low, high]}.
     *
     * @param alpha positive
     * @param beta positive
     */
    record Beta(double alpha, double beta, double low, double high) implements Univariate {
        public Beta {
            requireRange(low, high);
            if (!(alpha > 0 && beta > 0 && alpha + beta < Double.POSITIVE_INFINITY && Double.isFinite(high - low))) {
                throw Refusal.of(
                        "alpha = " + alpha + ", beta = " + beta + ", low = " + low + ", high = " + high
                                + " must be finite, the first two positive",
                        "");
            }
        }

        @Override
        public double sample(UniformRandomProvider random) {
            return low + (high - low) * ChengBetaSampler.of(random, alpha, beta).sample();
        }
    }

    /**
     * A uniform distribution; a single number where both ends are the same.
     *
     * @param low finite
     * @param high finite, at least {@code low}
     */
    record Uniform(double low, double high) implements Univariate {
        public Uniform {
            if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= high)) {
                throw Refusal.of("low = " + low + ", high = " + high + " must be finite and in order", "");
            }
        }

        @Override
        public double sample(UniformRandomProvider random) {
            return low + (high - low) * random.nextDouble();
        }
    }

    /**
     * Finitely many values.
     *
     * @param values finite, at least one
     * @param weights as many, each positive and finite; proportional to the probabilities
     */
    record Discrete(Reals values, Reals weights) implements Univariate {
        public Discrete {
            if (values.size() == 0 || values.size() != weights.size() || values.firstNotFinite() >= 0) {
                throw new Refusal("values", values, "must be finite, at least one, with as many weights", "");
            }
            if (weights.stream().anyMatch(weight -> !(weight > 0 && weight < Double.POSITIVE_INFINITY))) {
                throw new Refusal("weights", weights, "must be finite and positive", "");
            }
        }

        @Override
        public double low() {
            return values.stream().min().orElseThrow();
        }

        @Override
        public double high() {
            return values.stream().max().orElseThrow();
        }

        @Override
        public double sample(UniformRandomProvider random) {
            double rest = random.nextDouble() * weights.stream().sum();
            int k = 0;
            while (k < weights.size() - 1 && rest >= weights.get(k)) {
                rest -= weights.get(k);
                k++;
            }
            return values.get(k);
        }
    }

    private static void requireRange(double low, double high) {
        if (!(low < high)) {
            throw new Refusal("low", low, "must be less than high = " + high, "");
        }
    }
}
