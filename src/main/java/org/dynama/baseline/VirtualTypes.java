package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/**
 * One way to make an agent's types virtual: which number of hers is kept private, and which type of it is left nothing.
 *
 * @param label in words
 * @param map from her type, shape {@code [d]}, to the virtual one, in units in which what is revealed counts once
 */
record VirtualTypes(String label, UnaryOperator<double[]> map) {
    private static final double LEAST = 0;
    private static final double MEDIAN = 0.5;
    private static final double LARGEST = 1;

    /**
     * Her virtual type.
     *
     * @param type shape {@code [d]}
     */
    double[] of(double[] type) {
        return map.apply(type);
    }

    /**
     * All ways that may be best for agent {@code i}; one at least.
     *
     * @param welfare the weight of welfare beside that of payments, 1
     */
    static List<VirtualTypes> of(Environment environment, int i, double welfare) {
        Agent agent = environment.agents().get(i);
        TypeDistribution types = agent.types();
        List<VirtualTypes> ways = new ArrayList<>();
        if (types instanceof TypeDistribution.OneComponent one) {
            int[] all = new int[one.dimension()];
            Arrays.setAll(all, k -> k);
            for (double anchor : anchors(environment, i, 0, 1, all)) {
                ways.add(new VirtualTypes(
                        agent.name() + "'s one number, " + nothing(anchor), one(one, anchor, welfare)));
            }
            return orRevealed(agent, ways);
        }
        if (BudgetWays.isKnown(types)) {
            return orRevealed(agent, new ArrayList<>(BudgetWays.of(environment, i, welfare)));
        }
        Optional<DiscreteTypes> finite = ProfileGrid.finite(types);
        for (int k = 0; k < types.dimension(); k++) {
            for (double anchor : anchors(environment, i, types.low(k), types.high(k), k)) {
                UnaryOperator<double[]> map = finite.isPresent()
                        ? listed(VirtualValues.discrete(finite.orElseThrow(), k, anchor, welfare), k, welfare)
                        : drawn(types, k, anchor, welfare);
                ways.add(new VirtualTypes(
                        String.format(Locale.ROOT, "%s's number %d, %s", agent.name(), k + 1, nothing(anchor)), map));
            }
        }
        return orRevealed(agent, ways);
    }

    /** Where signs are mixed, or nothing she knows matters, her whole type may as well be known. */
    private static List<VirtualTypes> orRevealed(Agent agent, List<VirtualTypes> ways) {
        if (ways.size() != 1) {
            ways.add(new VirtualTypes("nothing of " + agent.name() + "'s", type -> type));
        }
        return ways;
    }

    /** Why there are none, in one sentence; empty where there are. */
    static Optional<String> obstacle(Environment environment) {
        if (environment.rewards().isRanked()) {
            return Optional.of("virtual types must know who earns what, and these rewards go by rank");
        }
        return environment.agents().stream()
                .filter(agent -> !VirtualTypes.isKnown(agent.types()))
                .map(agent -> "virtual types need a density, and that of " + agent.name() + "'s types is not known")
                .findFirst();
    }

    private static String nothing(double anchor) {
        return anchor == LEAST
                ? "the least left nothing"
                : anchor == LARGEST ? "the largest left nothing" : "the median left nothing";
    }

    /** The anchors that may be best, by the signs of what her numbers are multiplied by. */
    private static double[] anchors(Environment environment, int i, double low, double high, int... components) {
        RewardMap rewards = environment.rewards();
        boolean up = false;
        boolean down = false;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            int component = rewards.component(m);
            if (rewards.agent(m) == i && Arrays.stream(components).anyMatch(k -> k == component)) {
                up |= rewards.coefficient(m) > 0;
                down |= rewards.coefficient(m) < 0;
            }
        }
        if (!up || !down) {
            return up ? new double[] {LEAST} : down ? new double[] {LARGEST} : new double[0];
        }
        // Where signs are mixed, an end that is infinite is left infinitely much, and says nothing.
        return Arrays.stream(new double[] {LEAST, MEDIAN, LARGEST})
                .filter(anchor -> Double.isFinite(anchor == LEAST ? low : anchor == LARGEST ? high : 0))
                .toArray();
    }

    private static UnaryOperator<double[]> listed(Map<Reals, Double> values, int k, double welfare) {
        return type -> replaced(type, k, VirtualValues.at(values, Reals.of(type)) / (1 + welfare));
    }

    private static UnaryOperator<double[]> drawn(TypeDistribution types, int k, double anchor, double welfare) {
        DoubleUnaryOperator virtual = virtual(types, k, anchor, welfare);
        return type -> replaced(type, k, virtual.applyAsDouble(type[k]));
    }

    /** The virtual value of one of independent components, in units in which what is revealed counts once. */
    static DoubleUnaryOperator virtual(TypeDistribution types, int k, double anchor, double welfare) {
        if (types.low(k) == types.high(k)) {
            return t -> t;
        }
        Marginal marginal = types instanceof IndependentTypes independent
                ? Marginal.of(independent.components().get(k))
                : new Marginal.Even(types.low(k), types.high(k));
        DoubleUnaryOperator whole = VirtualValues.continuous(marginal, anchor, welfare);
        return t -> whole.applyAsDouble(t) / (1 + welfare);
    }

    /** Which of her numbers is not zero is revealed; that one is uniform from zero. */
    private static UnaryOperator<double[]> one(TypeDistribution.OneComponent types, double anchor, double welfare) {
        List<DoubleUnaryOperator> virtual = types.highs().stream()
                .mapToObj(high -> VirtualValues.continuous(new Marginal.Even(0, high), anchor, welfare))
                .toList();
        return type -> {
            double[] other = type.clone();
            for (int k = 0; k < type.length; k++) {
                other[k] = type[k] == 0 ? 0 : virtual.get(k).applyAsDouble(type[k]) / (1 + welfare);
            }
            return other;
        };
    }

    static double[] replaced(double[] type, int k, double value) {
        double[] other = type.clone();
        other[k] = value;
        return other;
    }

    /** Whether virtual values of a distribution are known; those of finitely many and of built-in ones are. */
    static boolean isKnown(TypeDistribution types) {
        return types instanceof TypeDistribution.OneComponent
                || types instanceof TypeDistribution.Uniform
                || ProfileGrid.finite(types).isPresent()
                || types instanceof IndependentTypes
                || BudgetWays.isKnown(types);
    }
}
