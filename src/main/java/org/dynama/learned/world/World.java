package org.dynama.learned.world;

import java.util.Arrays;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A designer, {@code n} agents, {@code m} goods each period, {@code T} periods; types are private, move with what is
 * consumed, and are reported every period.
 *
 * @param agents n, at least 1
 * @param goods m, offered in each period anew, at least 1
 * @param periods T, at least 1
 * @param discount in (0, 1]; what the next period counts beside this one
 * @param types of every component
 * @param dynamics of types
 * @param allocation what an allocation probability means for the future
 * @param costs shape {@code [n, m]}; what the designer pays for giving a whole good to an agent; finite
 */
public record World(
        int agents,
        int goods,
        int periods,
        double discount,
        Types types,
        Dynamics dynamics,
        Allocation allocation,
        Reals costs) {

    /** What an allocation probability {@code x} means for memory and the movement of types. */
    public enum Allocation {
        /** The outcome is {@code x} itself, as the paper's formulas read: a share. */
        SHARE,
        /** Each good is drawn by {@code x}; what was drawn is public and moves types. */
        LOTTERY
    }

    public World {
        requirePositive("agents", agents);
        requirePositive("goods", goods);
        requirePositive("periods", periods);
        if (!(discount > 0 && discount <= 1)) {
            throw new Refusal("discount", discount, "must be more than 0 and at most 1", "");
        }
        if (costs.size() != agents * goods || costs.firstNotFinite() >= 0) {
            throw new Refusal(
                    "costs",
                    costs,
                    "must be " + agents + " * " + goods + " finite numbers, a row for each agent",
                    "Maybe leave them out: zero.");
        }
        if (dynamics instanceof Dynamics.FixedSales && goods != 1) {
            throw new Refusal(
                    "goods",
                    goods,
                    "must be 1: sales offer one identical good a period",
                    "Maybe more periods instead.");
        }
        if (allocation == Allocation.LOTTERY && types instanceof Types.Interval) {
            throw new Refusal(
                    "allocation",
                    "lottery",
                    "needs discrete types: draws cut the gradient",
                    "Maybe allocation: share.");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new Refusal(name, value, "must be at least 1", "");
        }
    }

    /** A world without costs and discount. */
    public static World of(int agents, int goods, int periods, Types types, Dynamics dynamics, Allocation allocation) {
        return new World(
                agents, goods, periods, 1, types, dynamics, allocation, Reals.filled(Math.max(1, agents * goods), 0));
    }

    /** Whether goods move apart from one another and cost the same. */
    public boolean goodsAreAlike() {
        boolean alike = dynamics instanceof Dynamics.Bandit;
        for (int k = 0; k < costs.size(); k++) {
            alike &= costs.get(k) == costs.get(k / goods * goods);
        }
        return alike;
    }

    /**
     * The same world with one of its goods.
     *
     * @throws Refusal unless {@link #goodsAreAlike}
     */
    public World oneGood() {
        if (!goodsAreAlike()) {
            throw Refusal.of(
                    "goods must cost the same, and move apart from one another as those of a bandit-auction do", "");
        }
        double[] first = new double[agents];
        Arrays.setAll(first, i -> costs.get(i * goods));
        return new World(agents, 1, periods, discount, types, dynamics, allocation, Reals.of(first));
    }

    /** Type components d of an agent. */
    public int components() {
        return dynamics.components(goods);
    }

    /** In words. */
    public String name() {
        String what = dynamics.kind().replace('-', ' ');
        String values = types instanceof Types.Discrete discrete
                ? discrete.values().size() + " values"
                : "[" + types.low() + ", " + types.high() + "]";
        return what + ": " + agents + (agents == 1 ? " agent, " : " agents, ") + goods
                + (goods == 1 ? " good, " : " goods, ") + periods + (periods == 1 ? " period, " : " periods, ")
                + "types in " + values;
    }
}
