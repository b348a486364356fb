package org.dynama.learned.world;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A designer, {@code n} agents, {@code m} goods each period, {@code T} periods; types are private, move with what is
 * consumed, and are reported every period.
 *
 * @param size n, m and T
 * @param discount in (0, 1]; what the next period counts beside this one
 * @param types of every component
 * @param dynamics of types
 * @param allocation what an allocation probability means for the future
 * @param costs shape {@code [n, m]}; what the designer pays for giving a whole good to an agent; finite
 * @param own of each agent, where they differ: types among those of the world, and movements of the world's kind; else empty
 * @param disclosed what all agents hear after each period
 */
public record World(
        Size size,
        double discount,
        Types types,
        Dynamics dynamics,
        Allocation allocation,
        Reals costs,
        List<Own> own,
        Disclosed disclosed) {

    /**
     * What an agent has of her own.
     *
     * @param types the world's values with other chances at first, or an interval within the world's
     * @param dynamics of the world's kind
     */
    public record Own(Types types, Dynamics dynamics) {}

    /**
     * How many there are of each.
     *
     * @param agents n, at least 1
     * @param goods m, offered in each period anew, at least 1
     * @param periods T, at least 1
     */
    public record Size(int agents, int goods, int periods) {
        public Size {
            requirePositive("agents", agents);
            requirePositive("goods", goods);
            requirePositive("periods", periods);
        }

        private static void requirePositive(String name, int value) {
            if (value < 1) {
                throw new Refusal(name, value, "must be at least 1", "");
            }
        }
    }

    /** What an allocation probability {@code x} means for memory and the movement of types. */
    public enum Allocation {
        /** The outcome is {@code x} itself, as the paper's formulas read: a share. */
        SHARE,
        /** Each good is drawn by {@code x}; what was drawn is public and moves types. */
        LOTTERY;

        /** Whether goods are drawn. */
        public boolean isDrawn() {
            return switch (this) {
                case SHARE -> false;
                case LOTTERY -> true;
            };
        }
    }

    /** What all agents hear after each period; what each is to pay that is not disclosed she hears in the end. */
    public enum Disclosed {
        /** All reports, and who got what. */
        REPORTS,
        /** Who got what, the outcome of the paper's public encoder; reports are sealed. */
        ALLOCATIONS,
        /** Who got what, and what each pays; reports are sealed. */
        PAYMENTS
    }

    /** A world of agents who are alike. */
    public World(Size size, double discount, Types types, Dynamics dynamics, Allocation allocation, Reals costs) {
        this(size, discount, types, dynamics, allocation, costs, List.of());
    }

    /** A world in which all reports are disclosed. */
    public World(
            Size size,
            double discount,
            Types types,
            Dynamics dynamics,
            Allocation allocation,
            Reals costs,
            List<Own> own) {
        this(size, discount, types, dynamics, allocation, costs, own, Disclosed.REPORTS);
    }

    public World {
        own = List.copyOf(own);
        requireKind(own, size.agents, types, dynamics);
        if (!(discount > 0 && discount <= 1)) {
            throw new Refusal("discount", discount, "must be more than 0 and at most 1", "");
        }
        if (costs.size() != size.agents * size.goods || costs.firstNotFinite() >= 0) {
            throw new Refusal(
                    "costs",
                    costs,
                    "must be " + size.agents + " * " + size.goods + " finite numbers, a row for each agent",
                    "Maybe leave them out: zero.");
        }
        boolean sales = dynamics.match(bandit -> false, fixedSales -> true, habit -> false);
        if (sales && size.goods != 1) {
            throw new Refusal(
                    "goods",
                    size.goods,
                    "must be 1: sales offer one identical good a period",
                    "Maybe more periods instead.");
        }
        if (allocation.isDrawn() && types instanceof Types.Interval) {
            throw new Refusal(
                    "allocation",
                    "lottery",
                    "needs discrete types: draws cut the gradient",
                    "Maybe allocation: share.");
        }
    }

    private static void requireKind(List<Own> own, int agents, Types types, Dynamics dynamics) {
        boolean fits = own.isEmpty() || own.size() == agents;
        for (Own one : own) {
            fits &= types.hold(one.types) && one.dynamics.kind().equals(dynamics.kind());
        }
        if (!fits) {
            throw new Refusal(
                    "own",
                    own.size() + " agents",
                    "must be one for each of " + agents + " agents, with types among the world's",
                    "Maybe {} for those who have nothing of their own.");
        }
    }

    /** A world without costs and discount. */
    public static World of(Size size, Types types, Dynamics dynamics, Allocation allocation) {
        return new World(size, 1, types, dynamics, allocation, Reals.filled(size.agents * size.goods, 0));
    }

    /** Of an agent. */
    public Types types(int agent) {
        return own.isEmpty() ? types : own.get(agent).types;
    }

    /** Of an agent. */
    public Dynamics dynamics(int agent) {
        return own.isEmpty() ? dynamics : own.get(agent).dynamics;
    }

    /** The number of agents, n. */
    public int agents() {
        return size.agents;
    }

    /** The number of goods in each period, m. */
    public int goods() {
        return size.goods;
    }

    /** The number of periods, T. */
    public int periods() {
        return size.periods;
    }

    /** Whether goods move apart from one another and cost the same. */
    public boolean goodsAreAlike() {
        boolean alike = dynamics.goodsApart();
        for (int k = 0; k < costs.size(); k++) {
            alike &= costs.get(k) == costs.get(k / goods() * goods());
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
        double[] first = new double[agents()];
        Arrays.setAll(first, i -> costs.get(i * goods()));
        return new World(new Size(agents(), 1, periods()), discount, types, dynamics, allocation, Reals.of(first), own)
                .disclosing(disclosed);
    }

    /** The same world, in which agents hear something else. */
    public World disclosing(Disclosed other) {
        return new World(size, discount, types, dynamics, allocation, costs, own, other);
    }

    /** Whether agents know all that others reported: reports are disclosed, or there are no others, or no later period. */
    public boolean reportsAreKnown() {
        return disclosed == Disclosed.REPORTS || agents() == 1 || periods() == 1;
    }

    /** The highest value of a good, in absolute terms: what amounts are large or small beside. */
    public double scale() {
        return Math.max(Math.abs(types.low()), Math.abs(types.high()));
    }

    /** A power of two near the scale, which lies in [2, 4) of it: one for the values 1, 2, 3. */
    public double unit() {
        return Math.scalb(0.5, Math.getExponent(scale()));
    }

    /** The scale beside that of the values 1, 2, 3: what gradients are divided by, so that they are of one size in any money. */
    public double money() {
        return scale() / 3;
    }

    /** The same world with amounts of money counted in a unit; exact for a power of two. */
    public World in(double unit) {
        double[] each = costs.stream().map(cost -> cost / unit).toArray();
        List<Own> counted = own.stream()
                .map(one -> new Own(one.types.in(unit), one.dynamics))
                .toList();
        return new World(size, discount, types.in(unit), dynamics, allocation, Reals.of(each), counted)
                .disclosing(disclosed);
    }

    /** Type components d of an agent. */
    public int components() {
        return dynamics.components(goods());
    }

    /** In words. */
    public String name() {
        String values = types.match(
                discrete -> discrete.values().size() + " values",
                interval -> "[" + interval.low() + ", " + interval.high() + "]");
        return dynamics.kind().replace('-', ' ') + ": " + counted(agents(), "agent") + counted(goods(), "good")
                + counted(periods(), "period") + (own.isEmpty() ? "types in " : "types of their own in ") + values
                + switch (disclosed) {
                    case REPORTS -> "";
                    case ALLOCATIONS -> ", reports sealed";
                    case PAYMENTS -> ", reports sealed, payments not";
                };
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? ", " : "s, ");
    }
}
