package org.dynama.online.mdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.online.mdp.MarketMechanism.Known;
import org.dynama.online.mdp.MarketMechanism.Rule;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.dynama.refusal.Refusal;

/**
 * Plays a mechanism in a market that moves, round by round. Any number of runs, in any number of threads; a run's memory does
 * not depend on its rounds.
 *
 * @param baseline what regrets are measured against
 * @param reporting one for each agent
 */
public record MarketSimulation(
        Market market, OfflineVcg baseline, MarketMechanism mechanism, List<Reporting> reporting) {
    /** Prices above a value by less than this are rounding. */
    private static final double ROUNDING = 1e-12;

    public MarketSimulation {
        reporting = List.copyOf(reporting);
    }

    /**
     * A run; the same stream, seed and grid give the same run to the last bit.
     *
     * @throws Refusal if the mechanism does what is no action, or charges what is no amount
     */
    public MarketRun run(RandomStream stream, long seed, RoundGrid grid) {
        int n = market.agents();
        int states = market.stateCount();
        int actions = market.actionCount();
        int pairs = market.pairs();
        Hearing hearing = new Hearing(reporting, true, stream, seed);
        Draws draws = stream.draws(seed);
        Draws own = stream.child("mechanism").draws(seed);
        Noise noise = market.rewards().noise();
        Rule rule =
                mechanism.begin(new Known(states, actions, n, market.rewards().ceiling(), grid.last(), own));
        MarketBooks books = new MarketBooks(market, baseline, grid);
        double[] moves = market.kernel().toArray();
        DynamicAuctions.accumulate(moves, states);
        double[] means = market.allRewards();
        double[] prices = new double[n];
        double[] reports = new double[n + 1];
        double[] realised = new double[n + 1];
        double[] visits = new double[pairs];
        double[] before = new double[n];
        long since = 0;
        long belowZero = 0;
        int state = 0;
        for (long t = 1; t <= grid.last(); t++) {
            int action = rule.decide(t, state, prices);
            require(action, actions, prices);
            int pair = state * actions + action;
            visits[pair]++;
            int next = draws.index(moves, pair * states, states);
            for (int party = 0; party <= n; party++) {
                double mean = means[party * pairs + pair];
                double reward = noise.realise(mean, market.rewards().ceiling(party), draws);
                realised[party] += reward;
                reports[party] = reward;
                if (party > 0) {
                    double price = prices[party - 1];
                    reports[party] = hearing.hear(party - 1, reward, pair, rule.episode(), t, price);
                    books.charged[party - 1] += price;
                    belowZero += price > mean + ROUNDING ? 1 : 0;
                }
            }
            rule.hear(state, action, reports, next);
            state = next;
            grid.played(t - 1, t);
            if (t == books.nextPoint()) {
                double[] mean = new double[n];
                for (int i = 0; i < n; i++) {
                    mean[i] = (books.charged[i] - before[i]) / (t - since);
                }
                books.writeDown(visits, realised, mean);
                System.arraycopy(books.charged, 0, before, 0, n);
                since = t;
            }
        }
        Map<String, Double> more = new LinkedHashMap<>(rule.facts());
        more.putAll(hearing.facts());
        Charges charges = new Charges(books.prices, grid.last(), (double) belowZero / (grid.last() * n));
        return new MarketRun(seed, books.expected.curves(), books.realised.curves(), charges, rule.episode(), more);
    }

    private static void require(int action, int actions, double[] prices) {
        if (!(action >= 0 && action < actions)) {
            throw new Refusal("action", action, "of a mechanism must be one of " + actions + ", from 0", "");
        }
        for (double price : prices) {
            if (!(Math.abs(price) < Double.POSITIVE_INFINITY)) {
                throw new Refusal("price", price, "of a mechanism must be finite", "");
            }
        }
    }
}
