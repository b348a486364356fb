package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dynama.model.BudgetTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * Several different items sold at once, where an affine maximizer is that of the static literature. An agent's type is her
 * value of each item, {@code d = items}.
 *
 * <p>It has several forms ({@link Form}), which differ in the boosts that they have room for: values and payments of VCG are
 * the same in all.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 3</a>
 * @see <a href="https://doi.org/10.1287/opre.2015.1398">Sandholm and Likhodedov (2015), Automated Design of
 *     Revenue-Maximizing Combinatorial Auctions</a>
 */
public final class StaticAuction {
    /** Allocations beyond this many are more than a boost table should hold. */
    private static final int LARGEST = 1_000_000;

    /** State-action pairs of counts beyond this many: as many as exact arithmetic still settles. */
    private static final int MOST_COUNTS = 200_000;

    /** How an auction is written down. */
    public enum Form {
        /**
         * By counts where these need fewer state-action pairs than there are allocations, such as 3 agents and 3 items, else by
         * allocations; where both are too many by winners, and else by totals.
         */
        AUTO,
        /** One state; every allocation of the items to agents or nobody is an action, action 0 keeps all. */
        ALLOCATIONS,
        /**
         * A stage an item: action 0 keeps it, action {@code i} gives it to agent {@code i}. States are how many items each agent
         * has, of each kind where items differ in distribution; with unit demand, who has one.
         */
        COUNTS,
        /** The same with which agents have any item in the place of counts, for additive values of many items. */
        WINNERS,
        /** The same with how many items are sold in the place of counts, for additive values of many agents. */
        TOTALS
    }

    /** What a bundle is worth to an agent. */
    public enum Valuation {
        /** The sum of its items: {@code (n + 1)^items} allocations. */
        ADDITIVE,
        /**
         * Its best item. An agent then never needs two, so the allocations are those that give each at most one, and
         * rewards stay linear in the type.
         */
        UNIT_DEMAND,
        /** The sum of its items, and a budget at most: types are values of bundles, {@link BudgetTypes}. */
        BUDGET_ADDITIVE;

        private String words() {
            return this == UNIT_DEMAND
                    ? "unit demand"
                    : name().toLowerCase(Locale.ROOT).replace('_', '-') + " values";
        }
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
        return of(uniform(high, items), items, valuation);
    }

    /**
     * Distributions U[0, high[i]] of each item's value.
     *
     * @param high shape {@code [n]}; each finite and positive
     * @param items at least 1
     */
    public static List<TypeDistribution> uniform(Reals high, int items) {
        requireSome(high.size(), items);
        SequentialSales.agents(high);
        return high.stream()
                .<TypeDistribution>mapToObj(
                        each -> new TypeDistribution.Uniform(Reals.filled(items, 0), Reals.filled(items, each)))
                .toList();
    }

    private static void requireSome(int agents, int items) {
        if (agents < 1 || items < 1) {
            throw Refusal.of(
                    "agents = " + agents + " and items = " + items + " must each be at least 1",
                    "Maybe 2 agents and 2 items.");
        }
    }

    /**
     * Values of any distribution, by allocations.
     *
     * @param types of each agent, a number for each item
     * @param items at least 1
     * @throws IllegalArgumentException on anything else, or if there are more than a million allocations
     */
    public static Environment of(List<? extends TypeDistribution> types, int items, Valuation valuation) {
        return of(types, items, valuation, Form.ALLOCATIONS);
    }

    /**
     * Values of any distribution, in a form.
     *
     * @param types of each agent, a number for each item
     * @param items at least 1
     * @throws IllegalArgumentException on anything else, or if the form is too large
     */
    public static Environment of(List<? extends TypeDistribution> types, int items, Valuation valuation, Form form) {
        requireSome(types.size(), items);
        boolean isSingle = valuation == Valuation.UNIT_DEMAND;
        if (valuation == Valuation.BUDGET_ADDITIVE) {
            throw Refusal.of("valuation = budget-additive needs a budget", "Maybe StaticAuction.budgeted.");
        }
        AuctionLattice lattice = switch (form) {
            case AUTO -> AuctionForms.chosen(types, items, isSingle, MOST_COUNTS, LARGEST);
            case ALLOCATIONS -> null;
            case COUNTS -> AuctionForms.counts(types, items, isSingle, MOST_COUNTS);
            case WINNERS -> AuctionForms.winners(types.size(), items, isSingle, MOST_COUNTS);
            case TOTALS -> AuctionForms.totals(types.size(), items, isSingle);
        };
        Mdp mdp;
        RewardMap rewards;
        if (lattice == null) {
            List<int[]> allocations = allocations(types.size(), items, valuation);
            mdp = oneStage(allocations);
            rewards = rewards(allocations, types.size());
        } else {
            mdp = lattice.mdp();
            rewards = lattice.rewards(mdp);
        }
        return new Environment(
                name(types.size(), items, valuation),
                mdp,
                SequentialSales.named(types),
                rewards,
                Reals.filled(mdp.pairCount(), 0));
    }

    /**
     * Values of any distribution, of which a bundle is worth the sum, and a budget at most; by allocations. Reports are values of
     * bundles.
     *
     * @param types of each agent, a number for each item
     * @param items from 1 to {@link BudgetTypes#MOST}
     * @param budget the same for all; positive
     * @throws IllegalArgumentException on anything else, or if there are more than a million allocations
     */
    public static Environment budgeted(List<? extends TypeDistribution> types, int items, double budget) {
        requireSome(types.size(), items);
        List<int[]> allocations = allocations(types.size(), items, Valuation.BUDGET_ADDITIVE);
        RewardMap.Builder rewards = new RewardMap.Builder(types.size(), allocations.size());
        for (int a = 0; a < allocations.size(); a++) {
            int[] bundles = new int[types.size() + 1];
            for (int k = 0; k < items; k++) {
                bundles[allocations.get(a)[k]] |= 1 << k;
            }
            for (int i = 1; i < bundles.length; i++) {
                if (bundles[i] > 0) {
                    rewards.add(a, i - 1, bundles[i] - 1, 1);
                }
            }
        }
        Mdp mdp = oneStage(allocations);
        return new Environment(
                name(types.size(), items, Valuation.BUDGET_ADDITIVE),
                mdp,
                SequentialSales.named(types.stream()
                        .map(each -> new BudgetTypes(each, budget))
                        .toList()),
                rewards.build(),
                Reals.filled(mdp.pairCount(), 0));
    }

    private static String name(int agents, int items, Valuation valuation) {
        return "auction of " + items + (items == 1 ? " item" : " items") + " to " + agents
                + (agents == 1 ? " agent" : " agents") + ", "
                + valuation.words();
    }

    private static Mdp oneStage(List<int[]> allocations) {
        Transitions.Builder transitions = new Transitions.Builder(1, allocations.size());
        for (int a = 0; a < allocations.size(); a++) {
            transitions.end(0, a);
        }
        return new Mdp(
                List.of("auction"),
                allocations.stream().map(StaticAuction::describe).toList(),
                transitions.build(),
                Reals.of(1),
                new Horizon.Finite());
    }

    private static RewardMap rewards(List<int[]> allocations, int agents) {
        RewardMap.Builder rewards = new RewardMap.Builder(agents, allocations.size());
        for (int a = 0; a < allocations.size(); a++) {
            for (int k = 0; k < allocations.get(a).length; k++) {
                int winner = allocations.get(a)[k];
                if (winner > 0) {
                    rewards.add(a, winner - 1, k, 1);
                }
            }
        }
        return rewards.build();
    }

    /** The winner of each item, 1 to n or 0 for nobody, in lexicographic order. */
    private static List<int[]> allocations(int agents, int items, Valuation valuation) {
        List<int[]> allocations = List.of(new int[0]);
        for (int k = 0; k < items; k++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] first : allocations) {
                for (int winner = 0; winner <= agents; winner++) {
                    if (valuation != Valuation.UNIT_DEMAND || winner == 0 || !contains(first, winner)) {
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
