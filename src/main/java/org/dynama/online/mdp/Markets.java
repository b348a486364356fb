package org.dynama.online.mdp;

import java.util.Locale;
import java.util.stream.IntStream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;

/**
 * Markets to try a mechanism in: the paper's three kinds of auctions, over a market state that moves by a random kernel
 * or through a cycle of demand.
 */
public final class Markets {
    private static final String FEWER = "Maybe fewer states, agents or items.";

    private final MarketPlan plan;
    private final Allocations allocations;
    private final Draws draws;
    private final int states;
    private final int actions;

    private Markets(MarketPlan plan, Draws draws) {
        this.plan = plan;
        this.draws = draws;
        allocations = new Allocations(plan.sale(), plan.counts());
        states = plan.counts().states();
        actions = allocations.size();
    }

    /** The market that a plan and the {@code index}-th generator of a stream make. */
    public static Market of(MarketPlan plan, RandomStream stream, long index) {
        String sale = plan.sale().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Markets(plan, stream.draws(index)).market(sale + " " + (index + 1));
    }

    private Market market(String name) {
        double[] kernel = switch (plan.motion()) {
            case RANDOM -> drawn();
            case DEMAND_CYCLE ->
                DemandCycle.kernel(IntStream.range(0, actions)
                        .mapToDouble(allocations::share)
                        .toArray());
        };
        MarketChain chain = new MarketChain(
                IntStream.range(0, states).mapToObj(this::state).toList(),
                IntStream.range(0, actions).mapToObj(allocations::name).toList(),
                Reals.of(kernel),
                plan.alpha());
        return new Market(
                name,
                chain,
                new MarketRewards(plan.counts().agents(), Reals.of(rewards()), plan.ceiling(), plan.noise()));
    }

    private String state(int s) {
        return switch (plan.motion()) {
            case RANDOM -> "state " + (s + 1);
            case DEMAND_CYCLE -> DemandCycle.NAMES.get(s);
        };
    }

    private double[] drawn() {
        double[] kernel = new double[Entries.of("a kernel", FEWER, states, actions, states)];
        for (int pair = 0; pair < states * actions; pair++) {
            double sum = 0;
            for (int k = pair * states; k < (pair + 1) * states; k++) {
                kernel[k] = draws.exponential();
                sum += kernel[k];
            }
            for (int k = pair * states; k < (pair + 1) * states; k++) {
                kernel[k] = plan.alpha() + (1 - plan.alpha() * states) * kernel[k] / sum;
            }
        }
        return kernel;
    }

    /** Everybody's expected rewards, with room for noise on either side. */
    private double[] rewards() {
        int parties = plan.counts().agents() + 1;
        double[] rewards = new double[Entries.of("a table of rewards", FEWER, parties, states, actions)];
        double margin = plan.noise().spread();
        for (int party = 0; party < parties; party++) {
            double most = party == 0 ? plan.ceiling() : 1;
            double[] worth = worth(party);
            for (int k = 0; k < worth.length; k++) {
                rewards[party * worth.length + k] = margin + (most - 2 * margin) * worth[k];
            }
        }
        return rewards;
    }

    /** A party's expected rewards as shares of the most that she may have; shape {@code [S * A]}. */
    private double[] worth(int party) {
        double[] worth = new double[states * actions];
        double[] base = new double[plan.counts().items()];
        for (int s = 0; s < states; s++) {
            if (s == 0 || isDrawnAnew()) {
                for (int j = 0; j < base.length; j++) {
                    base[j] = draws.uniform();
                }
            }
            for (int a = 0; a < actions; a++) {
                worth[s * actions + a] = level(s) * worth(party, a, base);
            }
        }
        return worth;
    }

    /** Whether each state has values of its own; a demand cycle scales what was drawn once. */
    private boolean isDrawnAnew() {
        return switch (plan.motion()) {
            case RANDOM -> true;
            case DEMAND_CYCLE -> false;
        };
    }

    private double level(int s) {
        return switch (plan.motion()) {
            case RANDOM -> 1;
            case DEMAND_CYCLE -> DemandCycle.level(s);
        };
    }

    private double worth(int party, int a, double[] base) {
        return switch (plan.sale()) {
            case ANYTHING -> draws.uniform();
            case SINGLE_ITEM, MULTI_UNIT, COMBINATORIAL ->
                party == 0 ? base[0] * allocations.share(a) : allocations.worth(a, party, base);
        };
    }
}
