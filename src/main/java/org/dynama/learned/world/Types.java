package org.dynama.learned.world;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/** What each component of an agent's type may be, and how it starts; all components start independently. */
public sealed interface Types {

    /** Lowest value. */
    double low();

    /** Highest value. */
    double high();

    /** The same types with values counted in a unit of money. */
    Types in(double unit);

    /** Whether an agent's own types are among these: the same values, or an interval within. */
    default boolean hold(Types own) {
        return match(
                discrete -> own instanceof Discrete other && other.values.equals(discrete.values),
                interval -> own instanceof Interval && own.low() >= low() && own.high() <= high());
    }

    /** Whether an agent's own types are an interval, this one, and as likely anywhere in it. */
    default boolean isEvenly(Types own) {
        return equals(own) && own instanceof Interval interval && interval.isUniform();
    }

    /** The first value at a quantile in (0, 1). */
    double quantile(double q);

    /** What belongs to a kind; there is one function for each, so that no kind is forgotten. */
    <T> T match(Function<? super Discrete, ? extends T> discrete, Function<? super Interval, ? extends T> interval);

    /**
     * Finitely many values.
     *
     * @param values strictly increasing, at least two, finite
     * @param initial probability of each in the first period; not negative, summing to 1
     */
    record Discrete(Reals values, Reals initial) implements Types {
        public Discrete {
            requireIncreasing(values);
            double sum = initial.stream().sum();
            if (initial.size() != values.size()
                    || Math.abs(sum - 1) > 1e-9
                    || initial.stream().anyMatch(p -> !(p >= 0))) {
                throw new Refusal(
                        "initial",
                        initial,
                        "must be " + values.size() + " probabilities that sum to 1",
                        "Maybe leave it out: uniform.");
            }
        }

        /** All values equally likely at first. */
        public static Discrete uniform(double... values) {
            return new Discrete(Reals.of(values), Reals.filled(Math.max(1, values.length), 1.0 / values.length));
        }

        /** The mean difference of neighbouring values. */
        public double step() {
            return (high() - low()) / (values.size() - 1);
        }

        /** Numbers closer than this stand for the same value: a quarter of the smallest difference of two. */
        public double near() {
            return IntStream.range(1, values.size())
                    .mapToDouble(g -> (values.get(g) - values.get(g - 1)) / 4)
                    .min()
                    .orElseThrow();
        }

        @Override
        public Types in(double unit) {
            return new Discrete(
                    Reals.of(values.stream().map(value -> value / unit).toArray()), initial);
        }

        private static void requireIncreasing(Reals values) {
            boolean increasing = values.size() >= 2 && values.firstNotFinite() < 0;
            for (int g = 1; g < values.size(); g++) {
                increasing &= values.get(g) > values.get(g - 1);
            }
            if (!increasing) {
                throw new Refusal("values", values, "must be at least two finite, strictly increasing numbers", "");
            }
        }

        @Override
        public <T> T match(
                Function<? super Discrete, ? extends T> discrete, Function<? super Interval, ? extends T> interval) {
            return discrete.apply(this);
        }

        @Override
        public double quantile(double q) {
            double sum = 0;
            for (int g = 0; g < values.size() - 1; g++) {
                sum += initial.get(g);
                if (q < sum) {
                    return values.get(g);
                }
            }
            return high();
        }

        @Override
        public double low() {
            return values.get(0);
        }

        @Override
        public double high() {
            return values.get(values.size() - 1);
        }
    }

    /**
     * An interval.
     *
     * @param mean of a normal first value, cut to the interval; NaN for a uniform one
     * @param deviation standard deviation of that normal
     */
    record Interval(double low, double high, double mean, double deviation) implements Types {
        public Interval {
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new Refusal("low", low, "must be below high = " + high + ", both finite", "");
            }
            if (!Double.isNaN(mean) && !(mean > low && mean < high && deviation > 0)) {
                throw Refusal.of(
                        "mean = " + mean + ", deviation = " + deviation + " must lie inside (" + low + ", " + high
                                + ") and be positive",
                        "");
            }
        }

        @Override
        public <T> T match(
                Function<? super Discrete, ? extends T> discrete, Function<? super Interval, ? extends T> interval) {
            return interval.apply(this);
        }

        @Override
        public Types in(double unit) {
            return new Interval(low / unit, high / unit, mean / unit, deviation / unit);
        }

        /** Uniform at first. */
        public static Interval uniform(double low, double high) {
            return new Interval(low, high, Double.NaN, 0);
        }

        /** Whether the first value is uniform. */
        public boolean isUniform() {
            return Double.isNaN(mean);
        }

        @Override
        public double quantile(double q) {
            if (isUniform()) {
                return low + q * (high - low);
            }
            double from = Normal.cumulative((low - mean) / deviation);
            double to = Normal.cumulative((high - mean) / deviation);
            return mean + deviation * Normal.quantile(from + q * (to - from));
        }
    }
}
