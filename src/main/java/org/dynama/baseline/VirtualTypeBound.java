package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * A bound on what any Bayesian incentive compatible, interim individually rational mechanism reaches, by virtual types:
 * {@code E max over policies of sum_i (phi_i x_i + (1 + welfare) c_i) + (designer) r_0}, where one number {@code t_i} of each
 * agent stays private, {@code x_i} is what it is multiplied by, {@code c_i} the rest of her reward, which is taken as known, and
 * {@code phi_i} her virtual value ({@code t - (1 - F) / f} for values, {@code t + F / f} for costs, plus {@code welfare * t},
 * ironed). To reveal the rest is a relaxation, so the least over what stays private is a bound, too.
 *
 * <p>With one number each it is Myerson's, which some mechanism attains where what is multiplied is never of mixed sign; it
 * belongs to worlds whose types stay and are independent between agents, of any distribution that is built in.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 * @see <a href="https://doi.org/10.2139/ssrn.64468">Krishna and Perry (1998)</a>
 * @param welfare the weight of agents' rewards beside that of payments, which is 1; not negative
 * @param designer the weight of the designer's own reward; 1 for profit
 * @param threads 0 for one per processor; no number depends on it
 */
public record VirtualTypeBound(double welfare, double designer, int threads) implements Baseline {
    /** Ways to keep numbers private that are tried one by one; of more, the best is sought agent by agent. */
    private static final int MOST_WAYS = 64;
    /** Of the profiles, on which the best way is chosen. */
    private static final int CHOSEN_ON = 2048;

    public VirtualTypeBound {
        if (!(welfare >= 0 && Double.isFinite(welfare) && Double.isFinite(designer))) {
            throw Refusal.of(
                    "welfare = " + welfare + ", designer = " + designer + " must be finite and the first not negative",
                    "");
        }
    }

    /** The bound on profit. */
    public VirtualTypeBound(int threads) {
        this(0, 1, threads);
    }

    @Override
    public String name() {
        return "virtual types";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        if (environment.rewards().isRanked()) {
            return Optional.of("virtual types must know who earns what, and these rewards go by rank");
        }
        return environment.agents().stream()
                .filter(agent -> !VirtualTypes.isKnown(agent.types()))
                .map(agent -> "virtual types need a density, and that of " + agent.name() + "'s types is not known")
                .findFirst();
    }

    @Override
    public BaselineValue of(Environment environment, WeightedProfiles profiles) {
        misfit(environment).ifPresent(sentence -> {
            throw Refusal.of(sentence, "");
        });
        List<List<VirtualTypes>> ways = IntStream.range(0, environment.agentCount())
                .mapToObj(i -> VirtualTypes.of(environment, i, welfare))
                .toList();
        int[] best = best(environment, profiles, ways);
        double[] each = values(environment, profiles.profiles(), ways, best);
        if (!(Math.abs(profiles.mean(each)) < Double.POSITIVE_INFINITY)) {
            throw new Failure(
                    "a virtual type is not finite: some type lies where its density is next to nothing",
                    "Maybe a distribution that is cut off nearer to its mean.");
        }
        boolean isMyerson = environment.agents().stream().map(Agent::types).allMatch(types -> types.dimension() == 1);
        String kept = IntStream.range(0, best.length)
                .mapToObj(i -> ways.get(i).get(best[i]).label())
                .distinct()
                .collect(Collectors.joining("; "));
        return BaselineValue.of(
                isMyerson ? "Myerson" : name(),
                BaselineValue.Promise.UPPER_BOUND,
                profiles,
                each,
                "virtual welfare by dynamic programming, private: " + kept);
    }

    /** Which way to keep each agent's number private gives the least bound, chosen on the first profiles. */
    private int[] best(Environment environment, WeightedProfiles all, List<List<VirtualTypes>> ways) {
        int[] best = new int[ways.size()];
        double count = ways.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        if (count == 1) {
            return best;
        }
        int few = all.isEnumerated()
                ? all.profiles().count()
                : Math.min(CHOSEN_ON, all.profiles().count());
        Profiles some = all.profiles().slice(0, few);
        double least = mean(environment, all, some, ways, best);
        for (int[] trial : count <= MOST_WAYS ? products(ways) : List.<int[]>of()) {
            double bound = mean(environment, all, some, ways, trial);
            if (bound < least) {
                least = bound;
                best = trial;
            }
        }
        boolean changed = count > MOST_WAYS;
        while (changed) {
            changed = false;
            for (int i = 0; i < best.length; i++) {
                for (int way = 0; way < ways.get(i).size(); way++) {
                    int[] trial = best.clone();
                    trial[i] = way;
                    double bound = mean(environment, all, some, ways, trial);
                    if (bound < least) {
                        least = bound;
                        best = trial;
                        changed = true;
                    }
                }
            }
        }
        return best;
    }

    private static List<int[]> products(List<List<VirtualTypes>> ways) {
        List<int[]> products = new ArrayList<>(List.of(new int[ways.size()]));
        for (int i = 0; i < ways.size(); i++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] product : products) {
                for (int way = 0; way < ways.get(i).size(); way++) {
                    int[] other = product.clone();
                    other[i] = way;
                    longer.add(other);
                }
            }
            products = longer;
        }
        return products;
    }

    private double mean(
            Environment environment, WeightedProfiles all, Profiles some, List<List<VirtualTypes>> ways, int[] chosen) {
        return all.mean(values(environment, some, ways, chosen));
    }

    private double[] values(Environment environment, Profiles profiles, List<List<VirtualTypes>> ways, int[] chosen) {
        int count = profiles.count();
        int d = profiles.dimension();
        double[] virtual = profiles.toArray();
        for (int i = 0; i < chosen.length; i++) {
            TypeDistribution types = environment.agents().get(i).types();
            for (int b = 0; b < count; b++) {
                double[] type = new double[types.dimension()];
                for (int k = 0; k < type.length; k++) {
                    type[k] = profiles.type(i, k, b);
                }
                double[] other = ways.get(i).get(chosen[i]).map().apply(type);
                for (int k = 0; k < type.length; k++) {
                    virtual[(i * d + k) * count + b] = other[k];
                }
            }
        }
        if (!Arrays.stream(virtual).allMatch(Double::isFinite)) {
            return new double[] {Double.NaN};
        }
        return BatchOptima.values(
                environment,
                Reals.filled(chosen.length, 1 + welfare),
                environment.designer().times(designer),
                Profiles.of(chosen.length, d, count, virtual),
                threads);
    }
}
