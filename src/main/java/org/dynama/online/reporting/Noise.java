package org.dynama.online.reporting;

import org.dynama.model.Draws;
import org.dynama.refusal.Refusal;

/** How the value that somebody realises in a round differs from her expected one. */
public sealed interface Noise {

    /**
     * Realises a value.
     *
     * @param mean its expectation, in {@code [0, most]}
     * @param most the end of its range
     */
    double realise(double mean, double most, Draws draws);

    /** How far from its mean a value may be and lie in the midst of its range; 0 where only the ends are realised. */
    double spread();

    /**
     * A standard deviation for which the noise is sub-Gaussian.
     *
     * @param most the end of the range
     */
    double sigma(double most);

    /** All or nothing by the toss of a coin, as a click: {@code most} with probability {@code mean / most}, else 0. */
    record Coin() implements Noise {
        @Override
        public double realise(double mean, double most, Draws draws) {
            return draws.uniform() * most < mean ? most : 0;
        }

        @Override
        public double spread() {
            return 0;
        }

        @Override
        public double sigma(double most) {
            return most / 2;
        }
    }

    /**
     * Uniform around the mean.
     *
     * @param spread half the width; finite and not negative
     */
    record Uniform(double spread) implements Noise {
        public Uniform {
            requireSize("spread", spread);
        }

        @Override
        public double realise(double mean, double most, Draws draws) {
            return mean + 2 * spread * (draws.uniform() - 0.5);
        }

        @Override
        public double sigma(double most) {
            return spread;
        }
    }

    /**
     * Normal around the mean, without bounds.
     *
     * @param deviation standard deviation; finite and not negative
     */
    record Gaussian(double deviation) implements Noise {
        public Gaussian {
            requireSize("deviation", deviation);
        }

        @Override
        public double realise(double mean, double most, Draws draws) {
            return mean + deviation * draws.normal();
        }

        @Override
        public double spread() {
            return deviation == 0 ? 0 : Double.POSITIVE_INFINITY;
        }

        @Override
        public double sigma(double most) {
            return deviation;
        }
    }

    private static void requireSize(String name, double size) {
        if (!(size >= 0 && size < Double.POSITIVE_INFINITY)) {
            throw new Refusal(name, size, "must be finite and not negative", "");
        }
    }
}
