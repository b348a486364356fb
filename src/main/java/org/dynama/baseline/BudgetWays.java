package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dynama.model.BudgetTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/**
 * Ways to make the bundle values of an agent with a budget virtual. Her value of item {@code j} stays private, the rest of her type
 * is revealed; what a bundle is worth to her, {@code v_S}, rises with it by one where the bundle has the item and leaves some of
 * the budget, and else by nothing. By the envelope theorem truth leaves her at least the integral of that over lower values of the
 * item, so that in expectation she pays at most {@code v_S - (1 - F_j) / f_j} where the bundle rises, and {@code v_S} elsewhere.
 *
 * <p>The favourite's way keeps the item private that is worth most to her, as far down as it is: it is worth more to her the more it
 * is worth.
 *
 * @see <a href="https://doi.org/10.1111/1468-0262.00296">Milgrom and Segal (2002), Envelope theorems for arbitrary choice sets</a>
 * @see <a href="https://doi.org/10.1145/2897518.2897645">Cai, Devanur and Weinberg (2016), the canonical flow</a>
 */
final class BudgetWays {
    private final BudgetTypes types;
    private final List<Marginal> items;
    private final double welfare;

    private BudgetWays(BudgetTypes types, double welfare) {
        this.types = types;
        this.welfare = welfare;
        items = IntStream.range(0, types.items().dimension())
                .mapToObj(j -> marginal(types.items(), j))
                .toList();
    }

    /** Whether values of items are independent, of densities that are written down. */
    static boolean isKnown(TypeDistribution types) {
        return types instanceof BudgetTypes budget
                && (budget.items() instanceof TypeDistribution.Uniform || budget.items() instanceof IndependentTypes)
                && ProfileGrid.finite(budget.items()).isEmpty();
    }

    private static Marginal marginal(TypeDistribution items, int j) {
        return items instanceof IndependentTypes independent
                ? Marginal.of(independent.components().get(j))
                : new Marginal.Even(items.low(j), items.high(j));
    }

    /** One way for each item; empty for types that are not {@link #isKnown}. */
    static List<VirtualTypes> of(Environment environment, int i, double welfare) {
        TypeDistribution types = environment.agents().get(i).types();
        List<VirtualTypes> ways = new ArrayList<>();
        if (isKnown(types)) {
            BudgetWays all = new BudgetWays((BudgetTypes) types, welfare);
            for (int j = 0; j < all.items.size(); j++) {
                int item = j;
                String label = environment.agents().get(i).name() + "'s value of item " + (j + 1);
                ways.add(new VirtualTypes(label, type -> all.virtual(type, item)));
            }
        }
        return ways;
    }

    /** The favourite's way; empty for one item, and for types that are not {@link #isKnown}. */
    static List<VirtualTypes> favourite(Environment environment, int i, double welfare) {
        TypeDistribution types = environment.agents().get(i).types();
        if (!isKnown(types) || ((BudgetTypes) types).items().dimension() < 2) {
            return List.of();
        }
        BudgetWays all = new BudgetWays((BudgetTypes) types, welfare);
        String label = environment.agents().get(i).name() + "'s favourite item";
        return List.of(new VirtualTypes(label, type -> all.virtual(type, all.favourite(type))));
    }

    private int favourite(double... type) {
        int best = 0;
        for (int j = 1; j < items.size(); j++) {
            best = type[(1 << j) - 1] > type[(1 << best) - 1] ? j : best;
        }
        return best;
    }

    /** In units in which what is revealed counts once. */
    private double[] virtual(double[] type, int item) {
        double[] other = type.clone();
        double value = type[(1 << item) - 1];
        // An item that the budget hides changes no bundle that has it.
        if (value < types.budget() && types.items().low(item) < types.items().high(item)) {
            IntToDoubleFunction alone = j -> type[(1 << j) - 1];
            double kept = items.get(item).above(value) / (1 + welfare);
            for (int k = 0; k < other.length; k++) {
                boolean rises = ((k + 1) >> item & 1) != 0 && sum(k, alone) < types.budget();
                other[k] -= rises ? kept : 0;
            }
        }
        return other;
    }

    private double sum(int k, IntToDoubleFunction alone) {
        return IntStream.range(0, items.size())
                .filter(j -> ((k + 1) >> j & 1) != 0)
                .mapToDouble(alone)
                .sum();
    }
}
