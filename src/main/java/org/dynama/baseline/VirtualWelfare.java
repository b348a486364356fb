package org.dynama.baseline;

import java.util.List;
import java.util.stream.Collectors;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.world.Environment;

/**
 * What policies are worth at virtual types: {@code max sum_i (phi_i x_i + (1 + welfare) c_i) + (designer) r_0}, profile by profile.
 *
 * @param welfare the weight of agents' rewards beside that of payments, which is 1
 * @param designer the weight of the designer's own reward
 * @param threads 0 for one per processor; no number depends on it
 */
record VirtualWelfare(Environment environment, double welfare, double designer, int threads) {

    /** Profiles of virtual types, each agent's by her own way. */
    Profiles virtual(Profiles profiles, List<VirtualTypes> ways) {
        int count = profiles.count();
        int d = profiles.dimension();
        double[] virtual = profiles.toArray();
        for (int i = 0; i < ways.size(); i++) {
            int dimension = environment.agents().get(i).types().dimension();
            for (int b = 0; b < count; b++) {
                double[] type = new double[dimension];
                for (int k = 0; k < dimension; k++) {
                    type[k] = profiles.type(i, k, b);
                }
                double[] other = ways.get(i).of(type);
                for (int k = 0; k < other.length; k++) {
                    virtual[(i * d + k) * count + b] = other[k];
                }
            }
        }
        return Profiles.of(ways.size(), d, count, virtual);
    }

    /** The largest virtual welfare, shape {@code [B]}; NaN where a virtual type is not finite. */
    double[] values(Profiles profiles, List<VirtualTypes> ways) {
        return BatchOptima.values(
                environment,
                Reals.filled(ways.size(), 1 + welfare),
                environment.designer().times(designer),
                profiles,
                part -> virtual(part, ways),
                threads);
    }

    /**
     * The bound that a way for each agent makes.
     *
     * @throws Failure if a virtual type is not finite
     */
    BaselineValue value(String name, WeightedProfiles profiles, List<VirtualTypes> ways) {
        double[] each = values(profiles.profiles(), ways);
        if (!(Math.abs(profiles.mean(each)) < Double.POSITIVE_INFINITY)) {
            throw new Failure(
                    "a virtual type is not finite: some type lies where its density is next to nothing",
                    "Maybe a distribution that is cut off nearer to its mean.");
        }
        return BaselineValue.of(
                name,
                BaselineValue.Promise.UPPER_BOUND,
                profiles,
                each,
                "virtual welfare by dynamic programming, " + "private: " + labels(ways));
    }

    private static String labels(List<VirtualTypes> ways) {
        return ways.stream().map(VirtualTypes::label).distinct().collect(Collectors.joining("; "));
    }
}
