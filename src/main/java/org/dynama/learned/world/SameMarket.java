package org.dynama.learned.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * Whether two markets are the same but for names, for actions that do the same, and for what a state remembers that nothing
 * depends on. Every action leads to one state for sure.
 *
 * <p>Two states are the same with so many periods to come if each has for every action of the other one that earns everybody
 * the same, moves types in the same way, and leads to the same.
 */
final class SameMarket {
    /** Relative to the amounts: a file may give decimals. */
    private static final double NEAR = 1e-9;

    private final Marketplace given;
    private final Marketplace made;
    private final int last;
    private final double unit;
    private final Map<List<Integer>, Boolean> known = new HashMap<>();

    private SameMarket(Marketplace given, Marketplace made) {
        this.given = given;
        this.made = made;
        last = made.periods() - 1;
        unit = amounts(made);
    }

    /** Whether a market is the same as one that was made, whose types have the same numbers in the same order. */
    static boolean is(Marketplace given, Marketplace made) {
        SameMarket both = new SameMarket(given, made);
        int first = sure(given.initial());
        return first >= 0 && both.startAlike() && both.same(first, sure(made.initial()), 0);
    }

    /** Whether all agents' first types are as likely in both. */
    private boolean startAlike() {
        for (int i = 0; i < made.agents().size(); i++) {
            MarketAgent.Types here = given.agents().get(i).types();
            MarketAgent.Types there = made.agents().get(i).types();
            boolean alike = (here instanceof Listed x && there instanceof Listed y)
                    ? near(x.initial(), y.initial(), 1)
                    : here instanceof Drawn a
                            && there instanceof Drawn b
                            && a.distribution().equals(b.distribution());
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    /** The one state in which runs start; -1 where there are several. */
    static int sure(Reals initial) {
        int[] possible = IntStream.range(0, initial.size())
                .filter(s -> initial.get(s) > 0)
                .toArray();
        return possible.length == 1 ? possible[0] : -1;
    }

    private static double amounts(Marketplace market) {
        return market.actions().stream()
                .flatMap(action -> action.effect().rewards().entrySet().stream()
                        .map(entry -> earned(market, action, entry.getKey())))
                .flatMap(row -> row.stream().boxed())
                .mapToDouble(Math::abs)
                .max()
                .orElse(1);
    }

    private boolean same(int a, int b, int period) {
        List<Integer> key = List.of(a, b, period);
        Boolean before = known.get(key);
        if (before == null) {
            List<MarketAction> here = actions(given, a, period);
            List<MarketAction> there = actions(made, b, period);
            before = here.stream().allMatch(x -> there.stream().anyMatch(y -> same(x, y, period)))
                    && there.stream().allMatch(y -> here.stream().anyMatch(x -> same(x, y, period)))
                    && !here.isEmpty();
            known.put(key, before);
        }
        return before;
    }

    /** What can be done in a public state in a period, from 0. */
    static List<MarketAction> actions(Marketplace market, int state, int period) {
        int counted = market.periods() > 0 ? period : 0;
        return market.actions().stream()
                .filter(action ->
                        action.state() == state && action.condition().periods().get(counted))
                .toList();
    }

    private boolean same(MarketAction x, MarketAction y, int period) {
        if (!near(x.effect().designer(), y.effect().designer(), unit)) {
            return false;
        }
        for (int i = 0; i < made.agents().size(); i++) {
            Reals own = earned(made, y, i);
            if (!near(earned(given, x, i), own, unit)
                    || (x.condition().needs().get(i) && own.stream().allMatch(amount -> amount == 0))) {
                return false;
            }
        }
        for (int i = 0; i < made.agents().size() && period < last; i++) {
            if (!near(drift(given, x, i), drift(made, y, i), 1)) {
                return false;
            }
        }
        if (period == last) {
            return given.periods() > 0 || x.effect().ends();
        }
        return x.effect().next().size() == 1 && same(next(x), next(y), period + 1);
    }

    /** Where an action leads for sure. */
    static int next(MarketAction action) {
        return action.effect().next().keySet().iterator().next();
    }

    /** What an agent earns at each named type, or the coefficients and the constant of numbers that are drawn. */
    static Reals earned(Marketplace market, MarketAction action, int i) {
        Payoff payoff = action.effect().rewards().getOrDefault(i, Payoff.Linear.of(0));
        MarketAgent agent = market.agents().get(i);
        if (payoff instanceof Payoff.Table table) {
            return table.amounts();
        }
        Payoff.Linear linear = (Payoff.Linear) payoff;
        if (agent.types() instanceof Listed listed) {
            return linear.coefficients().size() == 0
                    ? Reals.filled(listed.names().size(), linear.constant())
                    : Reals.of(listed.values().stream().mapToDouble(linear::at).toArray());
        }
        double[] row = new double[agent.dimension() + 1];
        for (int k = 0; k < linear.coefficients().size(); k++) {
            row[k] = linear.coefficients().get(k);
        }
        row[agent.dimension()] = linear.constant();
        return Reals.of(row);
    }

    /** How an action moves an agent's types. */
    static Reals drift(Marketplace market, MarketAction action, int i) {
        return market.agents().get(i).types() instanceof Listed listed
                ? action.effect().drift().getOrDefault(i, listed.drift())
                : Reals.of();
    }

    static boolean near(double a, double b, double unit) {
        return Math.abs(a - b) <= NEAR * unit;
    }

    static boolean near(Reals a, Reals b, double unit) {
        boolean near = a.size() == b.size();
        for (int k = 0; k < a.size() && near; k++) {
            near = near(a.get(k), b.get(k), unit);
        }
        return near;
    }
}
