package org.dynama.learned.study;

import org.dynama.learned.world.Types;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has of her own, as a spec's key {@code world.own} lists it; what is absent is the world's.
 *
 * @param initial probability of each of the world's values in the first period
 * @param low of an interval within the world's, with {@code high}
 * @param mean of a normal first value, with {@code deviation}
 * @param rate how fast use moves her types
 * @param noise of her types in an interval
 */
record LearnOwnKeys(
        @Nullable Reals initial,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double rate,
        @Nullable Double noise) {

    /** Her types among those of all. */
    Types types(Types all) {
        return all.match(this::finite, this::interval);
    }

    private Types finite(Types.Discrete all) {
        if (low != null || mean != null) {
            throw Refusal.of("own: values are finite, and own chances of them are initial", "Maybe initial: [...].");
        }
        return initial == null ? all : new Types.Discrete(all.values(), initial);
    }

    private Types interval(Types.Interval all) {
        if (initial != null) {
            throw Refusal.of(
                    "own: initial belongs to finite values, and types fill an interval",
                    "Maybe low and high, or mean and deviation.");
        }
        double from = low == null ? all.low() : low;
        double to = high == null ? all.high() : high;
        if (mean != null && deviation != null) {
            return new Types.Interval(from, to, mean, deviation);
        }
        return low == null ? all : Types.Interval.uniform(from, to);
    }

    double rate(double all) {
        return rate == null ? all : rate;
    }

    double noise(double all) {
        return noise == null ? all : noise;
    }
}
