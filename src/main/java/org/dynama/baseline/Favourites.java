package org.dynama.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/**
 * Virtual types of an agent of several numbers of whom only the favourite is private: the one with the largest score. Where a
 * number is the favourite it stays so as it grows, so what she keeps is at least what she gains by feigning less of it, as far
 * down as it is the favourite. The bound sums, over goods of an additive auction, the most of an agent's virtual value where the
 * good is her favourite, and else of her value.
 *
 * <p>Whatever is enjoyed must be of no negative coefficient: ironing over all of a number's range then bounds ironing over the part
 * in which it is the favourite.
 *
 * @see <a href="https://doi.org/10.1145/2897518.2897645">Cai, Devanur and Weinberg (2016), the canonical flow</a>
 */
final class Favourites {
    private Favourites() {}

    /** The ways of agent {@code i}, by score; empty where she has one number or can bear costs. */
    static List<VirtualTypes> of(Environment environment, int i, double welfare) {
        Agent agent = environment.agents().get(i);
        TypeDistribution types = agent.types();
        if (BudgetWays.isKnown(types)) {
            return BudgetWays.favourite(environment, i, welfare);
        }
        int[] goods = Goods.of(environment, i);
        if (goods.length < 2 || types instanceof TypeDistribution.OneComponent) {
            return List.of();
        }
        Optional<DiscreteTypes> finite = ProfileGrid.finite(types);
        DoubleUnaryOperator[] plain = new DoubleUnaryOperator[types.dimension()];
        DoubleUnaryOperator[] relative = plain.clone();
        DoubleUnaryOperator[] virtual = plain.clone();
        boolean isAlike = true;
        for (int k : goods) {
            double low = types.low(k);
            double width = types.high(k) - low;
            plain[k] = t -> t;
            relative[k] = t -> (t - low) / width;
            virtual[k] = finite.isPresent() ? plain[k] : VirtualTypes.virtual(types, k, 0, welfare);
            isAlike &= low == types.low(goods[0]) && types.high(k) == types.high(goods[0]);
        }
        List<VirtualTypes> ways = new ArrayList<>();
        String favourite = agent.name() + "'s favourite by ";
        ways.add(way(favourite + "value", types, goods, plain, virtual, welfare));
        if (!isAlike && IntStream.of(goods).allMatch(k -> isWide(types, k))) {
            ways.add(way(favourite + "place in its range", types, goods, relative, virtual, welfare));
        }
        if (!isAlike && finite.isEmpty()) {
            ways.add(way(favourite + "virtual value", types, goods, virtual, virtual, welfare));
        }
        return ways;
    }

    private static boolean isWide(TypeDistribution types, int k) {
        double width = types.high(k) - types.low(k);
        return width > 0 && Double.isFinite(width);
    }

    private static VirtualTypes way(
            String label,
            TypeDistribution types,
            int[] goods,
            DoubleUnaryOperator[] score,
            DoubleUnaryOperator[] virtual,
            double welfare) {
        Optional<DiscreteTypes> finite = ProfileGrid.finite(types);
        if (finite.isPresent()) {
            Map<Reals, double[]> listed = listed(finite.orElseThrow(), goods, score, welfare);
            return new VirtualTypes(
                    label, type -> Objects.requireNonNull(listed.get(Reals.of(type)), "a type of the distribution"));
        }
        return new VirtualTypes(label, type -> {
            int k = favourite(type, goods, score);
            return VirtualTypes.replaced(type, k, virtual[k].applyAsDouble(type[k]));
        });
    }

    private static int favourite(double[] type, int[] goods, DoubleUnaryOperator[] score) {
        int best = goods[0];
        for (int k : goods) {
            best = score[k].applyAsDouble(type[k]) > score[best].applyAsDouble(type[best]) ? k : best;
        }
        return best;
    }

    /** Of finitely many types: for each number, a distribution of those types whose favourite it is. */
    private static Map<Reals, double[]> listed(
            DiscreteTypes types, int[] goods, DoubleUnaryOperator[] score, double welfare) {
        Map<Reals, double[]> virtual = new HashMap<>();
        for (int k : goods) {
            int[] fans = IntStream.range(0, types.values().size())
                    .filter(v -> favourite(types.values().get(v).toArray(), goods, score) == k)
                    .toArray();
            if (fans.length > 0) {
                DiscreteTypes some = new DiscreteTypes(
                        IntStream.of(fans).mapToObj(types.values()::get).toList(),
                        Reals.of(IntStream.of(fans)
                                .mapToDouble(types.weights()::get)
                                .toArray()));
                VirtualValues.discrete(some, k, 0, welfare)
                        .forEach((type, value) ->
                                virtual.put(type, VirtualTypes.replaced(type.toArray(), k, value / (1 + welfare))));
            }
        }
        return virtual;
    }
}
