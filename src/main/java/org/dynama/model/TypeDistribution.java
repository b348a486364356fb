package org.dynama.model;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Refusal;

/** The distribution of one agent's type; agents draw independently. */
public interface TypeDistribution {

    /** The number of components of a type. */
    int dimension();

    /** The largest value that component {@code k} can take; may be infinite. */
    double high(int k);

    /** The smallest value that component {@code k} can take; may be minus infinity. */
    double low(int k);

    /** The size that component {@code k} seldom exceeds: finite, for scales. */
    default double reach(int k) {
        return Math.max(Math.abs(low(k)), Math.abs(high(k)));
    }

    /** Something that is equal for components that are distributed alike, whoever's they are. */
    default Object likeness(int k) {
        return List.of(this, low(k), high(k));
    }

    /**
     * Whether a type lies in the support.
     *
     * @param type shape {@code [d]} or longer
     */
    default boolean supports(double... type) {
        for (int k = 0; k < dimension(); k++) {
            if (!(type[k] >= low(k) && type[k] <= high(k))) {
                return false;
            }
        }
        return true;
    }

    /** Draws one type into {@code out[0..dimension)}. */
    void sample(UniformRandomProvider random, double[] out);

    /**
     * Independent uniform components.
     *
     * @param lows shape {@code [d]}
     * @param highs shape {@code [d]}; each finite and at least its low
     */
    record Uniform(Reals lows, Reals highs) implements TypeDistribution {
        public Uniform {
            if (lows.size() != highs.size() || lows.size() == 0) {
                throw Refusal.of(
                        "low has " + lows.size() + " components and high " + highs.size()
                                + ": they must have the same number, at least one",
                        "");
            }
            for (int k = 0; k < lows.size(); k++) {
                if (!Double.isFinite(lows.get(k)) || !Double.isFinite(highs.get(k)) || !(lows.get(k) <= highs.get(k))) {
                    throw Refusal.of(
                            "low = " + lows.get(k) + ", high = " + highs.get(k) + " must be finite and in order", "");
                }
            }
        }

        /** One component in {@code [low, high]}. */
        public static Uniform of(double low, double high) {
            return new Uniform(Reals.of(low), Reals.of(high));
        }

        @Override
        public int dimension() {
            return lows.size();
        }

        @Override
        public double high(int k) {
            return highs.get(k);
        }

        @Override
        public double low(int k) {
            return lows.get(k);
        }

        @Override
        public Object likeness(int k) {
            return List.of(lows.get(k), highs.get(k));
        }

        @Override
        public void sample(UniformRandomProvider random, double[] out) {
            for (int k = 0; k < lows.size(); k++) {
                out[k] = lows.get(k) + (highs.get(k) - lows.get(k)) * random.nextDouble();
            }
        }
    }

    /**
     * One component, drawn with equal odds from those that can be positive, is uniform on {@code [0, high]}; the others
     * are zero.
     *
     * @param highs shape {@code [d]}; each finite and not negative, at least one positive
     */
    record OneComponent(Reals highs) implements TypeDistribution {
        public OneComponent {
            for (int k = 0; k < highs.size(); k++) {
                if (!(highs.get(k) >= 0 && Double.isFinite(highs.get(k)))) {
                    throw new Refusal("highs[" + k + "]", highs.get(k), "must be finite and not negative", "");
                }
            }
            if (highs.stream().noneMatch(high -> high > 0)) {
                throw new Refusal("highs", highs, "must have a positive component", "");
            }
        }

        @Override
        public int dimension() {
            return highs.size();
        }

        @Override
        public double high(int k) {
            return highs.get(k);
        }

        @Override
        public double low(int k) {
            return 0;
        }

        @Override
        public boolean supports(double... type) {
            int nonzero = 0;
            for (int k = 0; k < dimension(); k++) {
                nonzero += type[k] == 0 ? 0 : 1;
            }
            return nonzero <= 1 && TypeDistribution.super.supports(type);
        }

        @Override
        public void sample(UniformRandomProvider random, double[] out) {
            int open = (int) highs.stream().filter(high -> high > 0).count();
            int chosen = random.nextInt(open);
            double share = random.nextDouble();
            for (int k = 0; k < highs.size(); k++) {
                boolean here = highs.get(k) > 0 && chosen-- == 0;
                out[k] = here ? share * highs.get(k) : 0;
            }
        }
    }
}
