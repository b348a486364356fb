package org.dynama.online.mdp;

import java.util.List;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;

/** The curves of one run in a market that moves: regrets, expected and realised, and prices. */
final class MarketBooks {
    private final OfflineVcg baseline;
    private final RoundGrid grid;
    private final int n;
    private final double[] means;
    private final List<String> agents;
    final Regrets expected;
    final Regrets realised;
    final Curves prices;
    /** Shape {@code [n]}: what each agent has been charged since the first round. */
    final double[] charged;

    private int point;

    MarketBooks(Market market, OfflineVcg baseline, RoundGrid grid) {
        this.baseline = baseline;
        this.grid = grid;
        n = market.agents();
        means = market.allRewards();
        agents = Regrets.agents(n);
        expected = new Regrets(n, grid);
        realised = new Regrets(n, grid);
        prices = new Curves(agents, grid);
        charged = new double[n];
    }

    /** The first round that is written down next. */
    long nextPoint() {
        return grid.round(point);
    }

    /**
     * Writes down the round of {@link #nextPoint}.
     *
     * @param visits shape {@code [S * A]}: rounds at each pair so far, or what is expected of them
     * @param earned shape {@code [n + 1]}: what each party has realised so far
     * @param price shape {@code [n]}
     */
    void writeDown(double[] visits, double[] earned, double[] price) {
        double[] worth = new double[n + 1];
        for (int party = 0; party <= n; party++) {
            for (int pair = 0; pair < visits.length; pair++) {
                worth[party] += visits[pair] * means[party * visits.length + pair];
            }
        }
        long t = nextPoint();
        write(expected, t, worth);
        write(realised, t, earned);
        for (int i = 0; i < n; i++) {
            prices.set(agents.get(i), point, price[i]);
        }
        point++;
    }

    private void write(Regrets regrets, long t, double[] earned) {
        double welfare = earned[0];
        double income = earned[0];
        double[] each = new double[n];
        for (int i = 0; i < n; i++) {
            welfare += earned[i + 1];
            income += charged[i];
            each[i] = t * baseline.utilities().get(i + 1) - (earned[i + 1] - charged[i]);
        }
        regrets.write(
                point,
                t * baseline.welfare() - welfare,
                t * baseline.utilities().get(0) - income,
                each);
    }
}
