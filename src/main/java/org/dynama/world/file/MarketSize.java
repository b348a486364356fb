package org.dynama.world.file;

import org.dynama.refusal.Refusal;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** How large a market is as a file, held against what can be read again. */
public final class MarketSize {
    private static final int MOST_ACTIONS = 1_000_000;
    private static final long MOST_VALUES = 40_000_000;
    private static final long MANY_VALUES = 100_000;
    private static final String HINT =
            "Maybe fewer states or successors: fold states that have the same future into one.";

    private MarketSize() {}

    /**
     * Refuses what no file holds.
     *
     * @throws Refusal if {@link MarketplaceFile#read} would refuse it for its size
     */
    public static void require(Marketplace market) {
        int actions = market.actions().size();
        long values = values(market);
        if (actions > MOST_ACTIONS || values > MOST_VALUES) {
            throw Refusal.of(
                    "the market has " + actions + " actions in its states, which take " + values
                            + " values to write, and a market's file holds at most " + MOST_ACTIONS + " actions and "
                            + MOST_VALUES + " values",
                    HINT);
        }
    }

    /** Whether a market takes so many values to write that its text is not held in memory. */
    static boolean isLarge(Marketplace market) {
        return values(market) > MANY_VALUES;
    }

    private static long values(Marketplace market) {
        return market.actions().stream().mapToLong(MarketSize::values).sum();
    }

    /** The map, its state, name and map of successors, and what is in these and in the rewards. */
    private static long values(MarketAction action) {
        long values = 4L + action.effect().next().size();
        for (Payoff payoff : action.effect().rewards().values()) {
            values += payoff instanceof Payoff.Linear linear
                    ? 3 + linear.coefficients().size()
                    : 2;
        }
        return values;
    }
}
