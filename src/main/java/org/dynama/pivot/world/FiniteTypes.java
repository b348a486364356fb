package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Payoff;

/**
 * An agent's types as the pivot mechanism has them: finitely many. Numbers from a continuous distribution become a grid.
 *
 * @param agent with the names of her types and their first distribution
 * @param values of her {@code K} types as numbers; empty where they are names only
 * @param isGrid whether a continuous distribution was put on a grid
 */
record FiniteTypes(FiniteAgent agent, List<Reals> values, boolean isGrid) {

    /**
     * The types of an agent.
     *
     * @param cells of equal probability for each number of a continuous type, at least 1
     */
    static FiniteTypes of(MarketAgent agent, int cells) {
        if (agent.types() instanceof Listed listed) {
            FiniteAgent named = new FiniteAgent(
                    agent.name(),
                    listed.names(),
                    Reals.of(Probabilities.normalized(listed.initial().toArray())));
            return new FiniteTypes(named, listed.values(), false);
        }
        TypeDistribution distribution = ((MarketAgent.Drawn) agent.types()).distribution();
        Map<Reals, Double> odds = odds(distribution, cells);
        List<Reals> values = List.copyOf(odds.keySet());
        double sum = odds.values().stream().mapToDouble(weight -> weight).sum();
        List<String> names = values.stream().map(FiniteTypes::name).toList();
        Reals prior = Reals.of(values.stream()
                .mapToDouble(value -> odds.getOrDefault(value, 0.0) / sum)
                .toArray());
        return new FiniteTypes(new FiniteAgent(agent.name(), names, prior), values, isGridded(agent));
    }

    /** Whether an agent's types are put on a grid: those of a continuous distribution. */
    static boolean isGridded(MarketAgent agent) {
        return agent.types() instanceof MarketAgent.Drawn drawn
                && !(drawn.distribution() instanceof DiscreteTypes)
                && !(drawn.distribution() instanceof EmpiricalTypes);
    }

    /** How many types an agent has at most, known before any of them is made; as many as a long holds where there are more. */
    static long count(MarketAgent agent, int cells) {
        if (agent.types() instanceof Listed listed) {
            return listed.names().size();
        }
        TypeDistribution distribution = ((MarketAgent.Drawn) agent.types()).distribution();
        if (distribution instanceof DiscreteTypes discrete) {
            return discrete.values().size();
        } else if (distribution instanceof EmpiricalTypes empirical) {
            return empirical.rows().size() / empirical.dimension();
        }
        long open = IntStream.range(0, distribution.dimension())
                .filter(k -> distribution.low(k) < distribution.high(k))
                .count();
        double count = distribution instanceof TypeDistribution.OneComponent
                ? (double) open * cells
                : Math.pow(cells, (double) open);
        return (long) count;
    }

    /** Values in order, with what is proportional to their probabilities; equal ones are one. */
    private static Map<Reals, Double> odds(TypeDistribution distribution, int cells) {
        Map<Reals, Double> odds = new LinkedHashMap<>();
        int dimension = distribution.dimension();
        if (distribution instanceof DiscreteTypes discrete) {
            for (int k = 0; k < discrete.values().size(); k++) {
                odds.merge(discrete.values().get(k), discrete.weights().get(k), Double::sum);
            }
        } else if (distribution instanceof EmpiricalTypes empirical) {
            for (int at = 0; at < empirical.rows().size(); at += dimension) {
                int first = at;
                odds.merge(row(dimension, k -> empirical.rows().get(first + k)), 1.0, Double::sum);
            }
        } else if (distribution instanceof TypeDistribution.OneComponent one) {
            for (int k = 0; k < dimension; k++) {
                for (double value : TypeCells.uniform(0, one.high(k), cells)) {
                    int here = k;
                    if (one.high(k) > 0) {
                        odds.merge(row(dimension, other -> other == here ? value : 0), 1.0, Double::sum);
                    }
                }
            }
        } else {
            grid(distribution, cells).forEach(value -> odds.put(value, 1.0));
        }
        return odds;
    }

    private static Reals row(int dimension, IntToDoubleFunction component) {
        return Reals.of(IntStream.range(0, dimension).mapToDouble(component).toArray());
    }

    /** All combinations of the medians of independent components. */
    private static List<Reals> grid(TypeDistribution distribution, int cells) {
        List<double[]> medians = new ArrayList<>();
        for (int k = 0; k < distribution.dimension(); k++) {
            medians.add(
                    distribution instanceof IndependentTypes independent
                            ? TypeCells.of(independent.components().get(k), cells)
                            : TypeCells.uniform(distribution.low(k), distribution.high(k), cells));
        }
        int count = medians.stream().mapToInt(row -> row.length).reduce(1, Math::multiplyExact);
        List<Reals> grid = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            double[] value = new double[medians.size()];
            int rest = number;
            for (int k = value.length - 1; k >= 0; k--) {
                value[k] = medians.get(k)[rest % medians.get(k).length];
                rest /= medians.get(k).length;
            }
            grid.add(Reals.of(value));
        }
        return grid;
    }

    private static String name(Reals value) {
        String numbers = value.stream().mapToObj(Brewery::shown).collect(Collectors.joining(", "));
        return value.size() == 1 ? numbers : "(" + numbers + ")";
    }

    /** What a payoff is at each type, shape {@code [K]}. */
    Reals amounts(Payoff payoff) {
        if (payoff instanceof Payoff.Table table) {
            return table.amounts();
        }
        Payoff.Linear linear = (Payoff.Linear) payoff;
        return linear.coefficients().size() == 0
                ? Reals.filled(agent.types().size(), linear.constant())
                : Reals.of(values.stream().mapToDouble(linear::at).toArray());
    }
}
