package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * Virtual types of an agent of finitely many types of several numbers, by what she keeps because each type could feign the one before
 * it in an order: {@code u(t_k) >= u(t_k-1) + (t_k - t_k-1) . x(t_k-1)}, so that {@code t_k-1} is worth
 * {@code t_k-1 - P(later) / P(t_k-1) (t_k - t_k-1)}. Any order gives a bound; tried are those by the sum of a type's numbers, up and
 * down. Types on a line, as tables write them, are then the one number that they are, but for ironing.
 */
final class Chains {
    private Chains() {}

    /** The ways of agent {@code i}; empty where she has one number, or types that fill an interval. */
    static List<VirtualTypes> of(Environment environment, int i, double welfare) {
        Agent agent = environment.agents().get(i);
        Optional<DiscreteTypes> finite = ProfileGrid.finite(agent.types());
        if (finite.isEmpty() || agent.types().dimension() < 2) {
            return List.of();
        }
        Comparator<Reals> bySum =
                Comparator.comparingDouble(type -> type.stream().sum());
        return List.of(
                way(agent.name() + "'s types in order", finite.orElseThrow(), bySum, welfare),
                way(agent.name() + "'s types in falling order", finite.orElseThrow(), bySum.reversed(), welfare));
    }

    private static VirtualTypes way(String label, DiscreteTypes types, Comparator<Reals> order, double welfare) {
        Map<Reals, Double> odds = new HashMap<>();
        double later = 0;
        for (int v = 0; v < types.values().size(); v++) {
            odds.put(types.values().get(v), types.weights().get(v));
            later += types.weights().get(v);
        }
        List<Reals> chain = new ArrayList<>(types.values());
        chain.sort(order);
        Map<Reals, double[]> virtual = new HashMap<>();
        for (int at = 0; at < chain.size(); at++) {
            double[] other = chain.get(at).toArray();
            double here = Objects.requireNonNull(odds.get(chain.get(at)));
            later = Math.max(0, later - here);
            for (int k = 0; at + 1 < chain.size() && k < other.length; k++) {
                double more = chain.get(at + 1).get(k) - chain.get(at).get(k);
                other[k] -= later / here * more / (1 + welfare);
            }
            virtual.put(chain.get(at), other);
        }
        return new VirtualTypes(
                label, type -> Objects.requireNonNull(virtual.get(Reals.of(type)), "a type of the distribution"));
    }
}
