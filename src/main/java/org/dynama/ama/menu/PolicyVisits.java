package org.dynama.ama.menu;

import java.util.function.Supplier;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How often each entry of a menu is expected to visit each of its pairs, visits {@code t} periods ahead counting
 * {@code discount^t}; for an average reward, what share of all periods it visits each in the long run ({@link LongRunVisits}).
 *
 * <p>One sweep forward over the states that all runs have left for good, and one elimination over those on cycles; of an entry
 * that reaches {@code R} states, {@code C} of them on cycles or behind them, it costs {@code O(R + C^3)}.
 */
public final class PolicyVisits {
    private final Menu menu;
    private final Supplier<double[]> count;
    private double @Nullable [] visits;

    PolicyVisits(Menu menu, double[] visits) {
        this.menu = menu;
        this.visits = visits;
        count = () -> visits;
    }

    private PolicyVisits(Menu menu, Supplier<double[]> count) {
        this.menu = menu;
        this.count = count;
    }

    /**
     * The visits of a menu's entries.
     *
     * @throws Refusal if the menu is of another MDP, an entry never ends, or an average reward depends on chance
     */
    public static PolicyVisits of(Mdp mdp, Menu menu) {
        PolicyVisits all = later(mdp, menu);
        all.visits();
        return all;
    }

    /** The same, counted when something asks for them. */
    static PolicyVisits later(Mdp mdp, Menu menu) {
        menu.requireFits(mdp);
        return new PolicyVisits(menu, () -> counted(mdp, menu));
    }

    private static double[] counted(Mdp mdp, Menu menu) {
        double[] visits = new double[menu.pairCount()];
        MenuShares shares = new MenuShares(mdp, menu);
        boolean isLongRun = mdp.horizon() instanceof Horizon.AverageReward;
        StateVisits of = new StateVisits(mdp, menu, shares);
        double[] longRun = new double[isLongRun ? mdp.stateCount() : 0];
        for (int k = 0; k < menu.size(); k++) {
            if (isLongRun) {
                EntryChain chain = new EntryChain(mdp, menu, k, shares);
                spread(chain, LongRunVisits.of(chain, menu.name(k)), longRun);
            }
            double[] states = isLongRun ? longRun : of.entry(k);
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                visits[m] = states[mdp.stateOf(menu.pair(m))] * shares.action(m);
            }
        }
        return visits;
    }

    /** Puts what is known of a chain's states in their places. */
    static void spread(EntryChain chain, double[] shares, double[] states) {
        for (int j = 0; j < shares.length; j++) {
            states[chain.states[j]] = shares[j];
        }
    }

    private double[] visits() {
        double[] known = visits;
        return known == null ? countVisits() : known;
    }

    private synchronized double[] countVisits() {
        double[] known = visits == null ? count.get() : visits;
        visits = known;
        return known;
    }

    /** Expected discounted visits of the menu's pair at a place. */
    public double visits(int m) {
        return visits()[m];
    }

    /**
     * What an entry comes to where each visit has a value.
     *
     * @param perVisit shape {@code [P]}
     */
    public double inner(int k, double[] perVisit) {
        double sum = 0;
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            sum += visits()[m] * perVisit[menu.pair(m)];
        }
        return sum;
    }

    /**
     * The visits of a lottery over entries.
     *
     * @param odds shape {@code [K]}
     * @param pairs {@code S * A}
     * @return shape {@code [P]}
     */
    public Reals mixed(Reals odds, int pairs) {
        double[] mixed = new double[pairs];
        for (int k = 0; k < menu.size(); k++) {
            for (int m = menu.begin(k); odds.get(k) != 0 && m < menu.end(k); m++) {
                mixed[menu.pair(m)] += odds.get(k) * visits()[m];
            }
        }
        return Reals.of(mixed);
    }
}
