package org.dynama.online.bandit;

import java.util.List;
import java.util.function.IntConsumer;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.RoundMechanism.Known;
import org.dynama.online.bandit.RoundMechanism.Rule;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;
import org.dynama.refusal.Refusal;

/**
 * Plays a mechanism in a market, round by round: it decides, agents realise and report, the books are kept. Any number of
 * runs, in any number of threads; a run's memory does not depend on its rounds.
 */
public final class BanditSimulation {
    private final BanditMarket market;
    private final RoundMechanism mechanism;
    private final List<BanditAgent> participation;
    private final StaticVcg baseline;

    /**
     * A mechanism in a market.
     *
     * @param participation one for each agent
     * @throws Refusal if there are more or fewer
     */
    public BanditSimulation(BanditMarket market, RoundMechanism mechanism, List<BanditAgent> participation) {
        this.market = market;
        this.mechanism = mechanism;
        this.participation = List.copyOf(participation);
        if (participation.size() != market.agents()) {
            throw Refusal.of(
                    "participation has " + participation.size() + " entries and must have one for each of "
                            + market.agents() + " agents",
                    "");
        }
        baseline = StaticVcg.of(market);
    }

    /** What regrets are measured against. */
    public StaticVcg baseline() {
        return baseline;
    }

    /** A run; the same stream, seed and grid give the same run to the last bit. */
    public BanditRun run(RandomStream stream, long seed, RoundGrid grid) {
        Hearing hearing =
                new Hearing(participation.stream().map(BanditAgent::reporting).toList(), false, stream, seed);
        Draws draws = stream.draws(seed);
        Feedback feedback = new Feedback(market, participation, hearing, draws);
        Rule rule = mechanism.begin(new Known(market.outcomes(), told(hearing), market.designer(), grid.last(), draws));
        BanditLedger ledger = new BanditLedger(market, baseline, grid);
        int n = market.agents();
        Turn turn = new Turn(n);
        int[] outcome = turn.outcome();
        double[] prices = turn.prices();
        // Made once: rounds allocate nothing.
        IntConsumer designerHears = component -> rule.hearDesigner(component, feedback.designer(component));
        for (long t = 1; t <= grid.last(); t++) {
            rule.decide(t, turn);
            if (turn.takeUpdate()) {
                ledger.check(rule);
            }
            for (int i = 0; i < n; i++) {
                int s = outcome[i];
                if (feedback.isInformative(i, s) && rule.asks(i, s)) {
                    rule.hear(i, s, feedback.report(i, s, turn.episode(), t, prices[i]));
                }
            }
            if (rule.asksDesigner()) {
                market.outcomes().components(outcome, designerHears);
            }
            ledger.enter(t, outcome, prices, turn.isCharged());
            grid.played(t - 1, t);
        }
        return ledger.close(seed, turn.episode(), hearing);
    }

    /** What everybody knows of values before the first round; eq. 5: a bid stands for the mean and for both bounds. */
    private Reals told(Hearing hearing) {
        double[] told = market.values().toArray();
        for (int k = 0; k < told.length; k++) {
            int i = k / market.allocations();
            int s = k % market.allocations();
            if (!market.known().get(s)) {
                told[k] = participation.get(i).byBids() ? hearing.bid(i, told[k], s) : Double.NaN;
            }
        }
        return Reals.of(told);
    }
}
