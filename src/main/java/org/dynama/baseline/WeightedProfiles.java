package org.dynama.baseline;

import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * Type profiles over which expectations are taken: all there are, with their probabilities, or a sample.
 *
 * @param profiles {@code B} of them
 * @param weights shape {@code [B]}; sum 1
 * @param isEnumerated whether these are all, so that a mean has no sampling error
 */
public record WeightedProfiles(Profiles profiles, Reals weights, boolean isEnumerated) {
    /** No more than this many are enumerated. */
    public static final int MOST = 100_000;

    public WeightedProfiles {
        if (weights.size() != profiles.count() || profiles.count() == 0) {
            throw new Refusal(
                    "weights",
                    weights.size(),
                    "must be one for each of the " + profiles.count() + " profiles, at least one",
                    "");
        }
    }

    /**
     * All profiles where types are finite and there are at most {@link #MOST}, else a sample.
     *
     * @param count of a sample, at least 2
     */
    public static WeightedProfiles of(Environment environment, RandomStream stream, int count) {
        return of(environment, stream, count, MOST);
    }

    /**
     * All profiles where types are finite and there are few, else a sample.
     *
     * @param count of a sample, at least 2
     * @param most that are enumerated; never more than {@link #MOST}
     */
    public static WeightedProfiles of(Environment environment, RandomStream stream, int count, int most) {
        return ProfileGrid.profiles(environment) <= Math.min(MOST, most)
                ? enumerated(environment)
                : drawn(environment, stream, count);
    }

    /**
     * All profiles, the first agent's types changing fastest.
     *
     * @throws Refusal if somebody has infinitely many types, or there are more than {@link #MOST} profiles
     */
    public static WeightedProfiles enumerated(Environment environment) {
        ProfileGrid grid = ProfileGrid.of(environment, MOST);
        return new WeightedProfiles(grid.all(), grid.probabilities(), true);
    }

    /**
     * A sample.
     *
     * @param stream whose first profiles these are
     * @param count at least 2
     */
    public static WeightedProfiles drawn(Environment environment, RandomStream stream, int count) {
        if (count < 2) {
            throw new Refusal("profiles", count, "must be at least 2", "");
        }
        return new WeightedProfiles(
                Profiles.draw(environment.agents(), stream, 0, count), Reals.filled(count, 1.0 / count), false);
    }

    /** The first of them, as a sample. */
    public WeightedProfiles first(int count) {
        return new WeightedProfiles(profiles.slice(0, count), Reals.filled(count, 1.0 / count), false);
    }

    /** The weighted mean, summed in order. */
    public double mean(double[] values) {
        double sum = 0;
        for (int b = 0; b < values.length; b++) {
            sum += weights.get(b) * values[b];
        }
        return sum;
    }

    /** The standard error of that mean; 0 where all profiles are here. */
    public double standardError(double[] values) {
        if (isEnumerated) {
            return 0;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1.0) / values.length);
    }
}
