package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
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
public record VirtualTypeBound(double welfare, double designer, int threads) implements FlowBaseline {
    /** Ways to keep numbers private that are tried one by one; of more, the best is sought agent by agent. */
    private static final int MOST_WAYS = 64;

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

    /** {@code Myerson} where each agent has one number. */
    @Override
    public String name(Environment environment) {
        boolean isMyerson = environment.agents().stream().map(Agent::types).allMatch(types -> types.dimension() == 1);
        return isMyerson ? "Myerson" : name();
    }

    /** Whether some mechanism attains it: one number each, and nothing it is multiplied by of mixed sign. */
    boolean isAttained(Environment environment) {
        return IntStream.range(0, environment.agentCount())
                .allMatch(i -> environment.agents().get(i).types().dimension() == 1
                        && !BudgetWays.isKnown(environment.agents().get(i).types())
                        && VirtualTypes.of(environment, i, welfare).size() == 1);
    }

    @Override
    public List<VirtualTypes> chosen(Environment environment) {
        List<List<VirtualTypes>> ways = IntStream.range(0, environment.agentCount())
                .mapToObj(i -> VirtualTypes.of(environment, i, welfare))
                .toList();
        int[] best = best(environment, ways);
        return chosen(ways, best);
    }

    /** Which way to keep each agent's number private gives the least bound. */
    private int[] best(Environment environment, List<List<VirtualTypes>> ways) {
        int[] best = new int[ways.size()];
        double count = ways.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        if (count == 1) {
            return best;
        }
        WeightedProfiles few = ChoiceSample.of(environment);
        double least = mean(environment, few, ways, best);
        for (int[] trial : count <= MOST_WAYS ? products(ways) : List.<int[]>of()) {
            double bound = mean(environment, few, ways, trial);
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
                    double bound = mean(environment, few, ways, trial);
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

    private double mean(Environment environment, WeightedProfiles few, List<List<VirtualTypes>> ways, int... chosen) {
        return few.mean(virtual(environment).values(few.profiles(), chosen(ways, chosen)));
    }

    private static List<VirtualTypes> chosen(List<List<VirtualTypes>> ways, int... chosen) {
        return IntStream.range(0, chosen.length)
                .mapToObj(i -> ways.get(i).get(chosen[i]))
                .toList();
    }
}
