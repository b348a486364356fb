package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.world.Environment;

/**
 * The least bound by mixtures of all ways to make types virtual that are known here: one number private, the favourite, rays,
 * lines and chains. What an agent must be left is at least what each way says, so at least their mean with any weights, and the bound with the
 * mean of her virtual types is a convex function of the weights. They are sought by mirror descent on profiles drawn for it.
 *
 * @param welfare the weight of agents' rewards beside that of payments, which is 1; not negative
 * @param threads 0 for one per processor; no number depends on it
 */
public record MixedFlows(double welfare, int threads) implements FlowBaseline {

    /** The bound on profit. */
    public MixedFlows(int threads) {
        this(0, threads);
    }

    @Override
    public String name() {
        return "mixed flows";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        Optional<String> obstacle = VirtualTypes.obstacle(environment);
        boolean isAny = obstacle.isEmpty()
                && IntStream.range(0, environment.agentCount())
                        .anyMatch(i -> ways(environment, i).size() > 1);
        return obstacle.isPresent() || isAny
                ? obstacle
                : Optional.of(
                        "there is nothing to mix: one number of each agent's is multiplied by nothing of mixed sign");
    }

    @Override
    public List<VirtualTypes> chosen(Environment environment) {
        List<List<VirtualTypes>> ways = IntStream.range(0, environment.agentCount())
                .mapToObj(i -> ways(environment, i))
                .toList();
        double[][] weights;
        try (FlowSearch search = new FlowSearch(environment, welfare, ways, threads)) {
            weights = search.best();
        }
        return IntStream.range(0, ways.size())
                .mapToObj(i -> mixture(ways.get(i), weights[i]))
                .toList();
    }

    private List<VirtualTypes> ways(Environment environment, int i) {
        List<VirtualTypes> ways = new ArrayList<>(VirtualTypes.of(environment, i, welfare));
        ways.addAll(Favourites.of(environment, i, welfare));
        ways.addAll(Rays.of(environment, i, welfare));
        ways.addAll(Chains.of(environment, i, welfare));
        return ways;
    }

    /** The mean of ways with weights that sum to 1. */
    static VirtualTypes mixture(List<VirtualTypes> ways, double... weights) {
        int[] used =
                IntStream.range(0, weights.length).filter(w -> weights[w] > 0).toArray();
        if (used.length == 1) {
            return ways.get(used[0]);
        }
        List<String> labels = IntStream.of(used)
                .mapToObj(w -> String.format(
                        Locale.ROOT, "%.1f %% %s", 100 * weights[w], ways.get(w).label()))
                .toList();
        return new VirtualTypes(String.join(" + ", labels), type -> {
            double[] mean = new double[type.length];
            for (int w : used) {
                double[] virtual = ways.get(w).of(type);
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += weights[w] * virtual[k];
                }
            }
            return mean;
        });
    }
}
