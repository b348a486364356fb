package org.dynama.online.bandit;

import java.util.List;
import org.dynama.online.bandit.RoundMechanism.Rule;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;

/** The books of one run: expected regrets, prices, and what went wrong. Nothing is allocated in use. */
final class BanditLedger {
    /** Prices above a value by less than this are rounding. */
    private static final double ROUNDING = 1e-12;

    private final BanditMarket market;
    private final StaticVcg baseline;
    private final RoundGrid grid;
    private final double[] values;
    private final double[] designer;

    private final Regrets regrets;
    private final Curves prices;
    private final List<String> names;
    private final double[] agentRegret;
    private final double[] paid;
    private double welfareRegret;
    private double designerRegret;
    private double lowestUtility;
    private double worstDeviation;
    private long updates;
    private long charged;
    private long belowZero;
    private int point;

    BanditLedger(BanditMarket market, StaticVcg baseline, RoundGrid grid) {
        this.market = market;
        this.baseline = baseline;
        this.grid = grid;
        values = market.values().toArray();
        designer = market.designer().toArray();
        int n = market.agents();
        regrets = new Regrets(n, grid);
        names = Regrets.agents(n);
        prices = new Curves(names, grid);
        agentRegret = new double[n];
        paid = new double[n];
    }

    /**
     * Enters a round: expectations over its own realisations, given what was decided.
     *
     * @param t from 1, one more than before
     * @param price shape {@code [n]}
     * @param isCharged whether the round is one of exploitation
     */
    void enter(long t, int[] outcome, double[] price, boolean isCharged) {
        double own = market.outcomes().designer(designer, outcome);
        double welfare = own;
        double income = own;
        for (int i = 0; i < paid.length; i++) {
            double value = values[i * market.allocations() + outcome[i]];
            double utility = value - price[i];
            welfare += value;
            income += price[i];
            paid[i] += price[i];
            agentRegret[i] += baseline.utilities().get(i) - utility;
            if (utility < 0) {
                lowestUtility = Math.min(lowestUtility, utility);
                belowZero += isCharged && utility < -ROUNDING ? 1 : 0;
            }
        }
        charged += isCharged ? 1 : 0;
        welfareRegret += baseline.welfare() - welfare;
        designerRegret += baseline.designerUtility() - income;
        if (t == grid.round(point)) {
            writeDown(t);
        }
    }

    /** Enters how far from the truth a mechanism's estimates are where it has updated its confidence sets. */
    void check(Rule rule) {
        updates++;
        worstDeviation = Math.max(worstDeviation, rule.worstDeviation(values));
    }

    private void writeDown(long t) {
        long before = point == 0 ? 0 : grid.round(point - 1);
        regrets.write(point, welfareRegret, designerRegret, agentRegret);
        for (int i = 0; i < paid.length; i++) {
            prices.set(names.get(i), point, paid[i] / (t - before));
            paid[i] = 0;
        }
        point++;
    }

    /** The books at the end. */
    BanditRun close(long seed, long brackets, Hearing hearing) {
        return new BanditRun(
                seed,
                regrets.curves(),
                new Charges(prices, charged, charged == 0 ? 0 : (double) belowZero / (charged * paid.length)),
                lowestUtility,
                worstDeviation,
                brackets,
                updates,
                hearing.facts());
    }
}
