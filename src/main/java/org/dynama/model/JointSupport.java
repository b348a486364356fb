package org.dynama.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.refusal.Entries;
import org.jspecify.annotations.Nullable;

/**
 * All profiles of agents with finitely many types each, who draw independently: profile {@code b} in {@code 0..B-1}, the last
 * agent's type fastest.
 *
 * @param values for each agent, her {@code K_i} types, each of shape {@code [d_i]}, all distinct
 * @param probabilities for each agent, shape {@code [K_i]}, sum 1
 */
public record JointSupport(List<List<Reals>> values, List<Reals> probabilities) {
    public JointSupport {
        values = values.stream().map(List::copyOf).toList();
        probabilities = List.copyOf(probabilities);
    }

    /** The support of agents' types; null where some agent has infinitely many. Equal types are one, where the first stands. */
    public static @Nullable JointSupport of(List<Agent> agents) {
        List<List<Reals>> values = new ArrayList<>();
        List<Reals> probabilities = new ArrayList<>();
        for (Agent agent : agents) {
            Map<Reals, Double> odds = odds(agent.types());
            if (odds.isEmpty()) {
                return null;
            }
            double sum = odds.values().stream().mapToDouble(weight -> weight).sum();
            values.add(List.copyOf(odds.keySet()));
            probabilities.add(Reals.of(
                    odds.values().stream().mapToDouble(weight -> weight / sum).toArray()));
        }
        return new JointSupport(values, probabilities);
    }

    /** What is proportional to the probability of each type; empty where they are not finite. */
    private static Map<Reals, Double> odds(TypeDistribution distribution) {
        Map<Reals, Double> odds = new LinkedHashMap<>();
        if (distribution instanceof DiscreteTypes discrete) {
            for (int k = 0; k < discrete.values().size(); k++) {
                odds.merge(discrete.values().get(k), discrete.weights().get(k), Double::sum);
            }
        } else if (distribution instanceof EmpiricalTypes empirical) {
            for (int row = 0; row < empirical.rows().size(); row += empirical.dimension()) {
                double[] type = new double[empirical.dimension()];
                for (int k = 0; k < type.length; k++) {
                    type[k] = empirical.rows().get(row + k);
                }
                odds.merge(Reals.of(type), 1.0, Double::sum);
            }
        }
        return odds;
    }

    /** The number of profiles {@code B}, which need not fit a table. */
    public double count() {
        return values.stream().mapToDouble(List::size).reduce(1, (one, other) -> one * other);
    }

    /**
     * The types of agents in all profiles; shape {@code [n, d, B]}.
     *
     * @throws org.dynama.refusal.Refusal if there are too many for a table
     */
    public Profiles profiles() {
        int d = values.stream().mapToInt(types -> types.get(0).size()).max().orElse(0);
        int count = size();
        double[] table = new double[Entries.of("a table of types", "Maybe fewer types.", values.size(), d, count)];
        int stride = count;
        for (int i = 0; i < values.size(); i++) {
            List<Reals> types = values.get(i);
            stride /= types.size();
            for (int b = 0; b < count; b++) {
                Reals type = types.get(b / stride % types.size());
                for (int k = 0; k < type.size(); k++) {
                    table[(i * d + k) * count + b] = type.get(k);
                }
            }
        }
        return Profiles.of(values.size(), d, count, table);
    }

    /** The probability of each profile; shape {@code [B]}. */
    public Reals weights() {
        double[] weights = new double[size()];
        int stride = weights.length;
        Arrays.fill(weights, 1);
        for (Reals row : probabilities) {
            stride /= row.size();
            for (int b = 0; b < weights.length; b++) {
                weights[b] *= row.get(b / stride % row.size());
            }
        }
        return Reals.of(weights);
    }

    private int size() {
        return Entries.of(
                "a table of joint types",
                "Maybe fewer agents or types.",
                values.stream().mapToLong(List::size).toArray());
    }
}
