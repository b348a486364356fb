package org.dynama.compare.market;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * The first types of all agents on which mechanisms are compared: all there are, with their probabilities, or a sample.
 *
 * @param weights shape {@code [B]}, sum 1; probability of each, or {@code 1 / B}
 * @param isEnumerated whether these are all there are, so that means are exact
 * @param profiles as an environment has them; null where types move, or are no numbers of a search
 * @param joint the number of each as the pivot mechanism has them; empty where types are sampled
 */
public record Cases(
        Reals weights, boolean isEnumerated, @Nullable Profiles profiles, List<Integer> joint) {

    /** No case at all. */
    static final Cases NONE = new Cases(Reals.of(), true, null, List.of());

    public Cases {
        joint = List.copyOf(joint);
    }

    /** Cases that an environment has, and the pivot mechanism has not. */
    Cases(WeightedProfiles profiles) {
        this(profiles.weights(), profiles.isEnumerated(), profiles.profiles(), List.of());
    }

    /** The cases as an environment has them; empty where it does not. */
    public Optional<WeightedProfiles> weighted() {
        return Optional.ofNullable(profiles).map(known -> new WeightedProfiles(known, weights, isEnumerated));
    }

    /** The number of cases {@code B}. */
    public int count() {
        return weights.size();
    }

    /** The expectation of a number that is known in each case. */
    public MeanAmount mean(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(b -> weights.get(b) * values[b])
                .sum();
        return new MeanAmount(mean, isEnumerated ? 0 : weighted().orElseThrow().standardError(values));
    }
}
