package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * Several different items sold at once: the case of one stage, where an affine maximizer is that of the static
 * literature.
 *
 * <p>One state; every allocation of the items to agents or nobody is an action, action 0 keeps all. An agent's type is
 * her value of each item, {@code d = items}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 3</a>
 * @see <a href="https://doi.org/10.1287/opre.2015.1398">Sandholm and Likhodedov (2015), Automated Design of
 *     Revenue-Maximizing Combinatorial Auctions</a>
 */
public final class StaticAuction {
    /** Allocations beyond this many are more than a boost table should hold. */
    private static final int LARGEST = 1_000_000;

    /** What a bundle is worth to an agent. */
    public enum Valuation {
        /** The sum of its items: {@code (n + 1)^items} allocations. */
        ADDITIVE,
        /**
         * Its best item. An agent then never needs two, so the allocations are those that give each at most one, and
         * rewards stay linear in the type.
         */
        UNIT_DEMAND
    }

    private StaticAuction() {}

    /**
     * Values U[0, high[i]], independent over items.
     *
     * @param high shape {@code [n]}; each finite and positive
     * @param items at least 1
     * @throws IllegalArgumentException on anything else, or if there are more than a million allocations
     */
    public static Environment of(Reals high, int items, Valuation valuation) {
        requireSome(high.size(), items);
        SequentialSales.agents(high);
        return of(
                high.stream()
                        .mapToObj(
                                each -> new TypeDistribution.Uniform(Reals.filled(items, 0), Reals.filled(items, each)))
                        .toList(),
                items,
                valuation);
    }

    private static void requireSome(int agents, int items) {
        if (agents < 1 || items < 1) {
            throw Refusal.of(
                    "agents = " + agents + " and items = " + items + " must each be at least 1",
                    "Maybe 2 agents and 2 items.");
        }
    }

    /**
     * Values of any distribution.
     *
     * @param types of each agent, a number for each item
     * @param items at least 1
     * @throws IllegalArgumentException on anything else, or if there are more than a million allocations
     */
    public static Environment of(List<? extends TypeDistribution> types, int items, Valuation valuation) {
        int n = types.size();
        requireSome(n, items);
        List<Agent> agents = SequentialSales.named(types);
        List<int[]> allocations = allocations(n, items, valuation);
        Transitions.Builder transitions = new Transitions.Builder(1, allocations.size());
        RewardMap.Builder rewards = new RewardMap.Builder(n, allocations.size());
        for (int a = 0; a < allocations.size(); a++) {
            transitions.end(0, a);
            for (int k = 0; k < items; k++) {
                int winner = allocations.get(a)[k];
                if (winner > 0) {
                    rewards.add(a, winner - 1, k, 1);
                }
            }
        }
        Mdp mdp = new Mdp(
                List.of("auction"),
                allocations.stream().map(StaticAuction::describe).toList(),
                transitions.build(),
                Reals.of(1),
                new Horizon.Finite());
        String name = "auction of " + items + (items == 1 ? " item" : " items") + " to " + n
                + (n == 1 ? " agent" : " agents") + ", "
                + (valuation == Valuation.ADDITIVE ? "additive values" : "unit demand");
        return new Environment(name, mdp, agents, rewards.build(), Reals.filled(mdp.pairCount(), 0));
    }

    /** The winner of each item, 1 to n or 0 for nobody, in lexicographic order. */
    private static List<int[]> allocations(int agents, int items, Valuation valuation) {
        List<int[]> allocations = List.of(new int[0]);
        for (int k = 0; k < items; k++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] first : allocations) {
                for (int winner = 0; winner <= agents; winner++) {
                    if (valuation == Valuation.ADDITIVE || winner == 0 || !contains(first, winner)) {
                        int[] extended = Arrays.copyOf(first, k + 1);
                        extended[k] = winner;
                        longer.add(extended);
                    }
                }
                if (longer.size() > LARGEST) {
                    throw Refusal.of(
                            "agents = " + agents + " and items = " + items + " make more than " + LARGEST
                                    + " allocations: too many",
                            "Maybe fewer items.");
                }
            }
            allocations = longer;
        }
        return allocations;
    }

    private static boolean contains(int[] winners, int winner) {
        return Arrays.stream(winners).anyMatch(past -> past == winner);
    }

    private static String describe(int[] winners) {
        List<String> sales = new ArrayList<>();
        for (int k = 0; k < winners.length; k++) {
            if (winners[k] > 0) {
                sales.add("item " + (k + 1) + " to agent " + winners[k]);
            }
        }
        return sales.isEmpty() ? "keep all" : String.join(", ", sales);
    }
}
