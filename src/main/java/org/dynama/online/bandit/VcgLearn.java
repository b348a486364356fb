package org.dynama.online.bandit;

import java.util.List;
import java.util.function.IntConsumer;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.reporting.Reporting;
import org.dynama.refusal.Refusal;

/**
 * VCG-Learn: brackets of one exploration phase, free of charge, in which every agent has every allocation, and
 * {@code floor(5/6 K sqrt(q))} rounds of exploitation, in which the outcome of the largest upper confidence bound is
 * chosen and prices are the differences of two bounds.
 *
 * <p>One object serves one thread and any number of runs. A run allocates nothing after its beginning; its memory does
 * not depend on its rounds.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Algorithm 1</a>
 */
public final class VcgLearn {
    /** Far below any difference that matters, far above rounding. */
    private static final double JITTER = 1e-12;

    private final BanditMarket market;
    private final LearnSettings settings;
    private final List<Participation> participation;
    private final StaticVcg baseline;
    private final Outcomes.Maximizer maximizer;
    private final int[][] exploration;
    private final int n;

    /**
     * How one agent takes part.
     *
     * @param byBids whether she bids for every allocation in advance; else she reports what she realises
     * @param reporting how she reports; where she bids it is applied to her expected values
     */
    public record Participation(boolean byBids, Reporting reporting) {}

    /**
     * The mechanism in a market.
     *
     * @param participation one for each agent
     * @throws Refusal if there are more or fewer
     */
    public VcgLearn(BanditMarket market, LearnSettings settings, List<Participation> participation) {
        this.market = market;
        this.settings = settings;
        this.participation = List.copyOf(participation);
        n = market.agents();
        if (participation.size() != n) {
            throw Refusal.of(
                    "participation has " + participation.size() + " entries and must have one for each of " + n
                            + " agents",
                    "");
        }
        baseline = StaticVcg.of(market);
        maximizer = market.outcomes().maximizer();
        exploration = market.outcomes().exploration(settings.designer().isLearned());
    }

    /** What regrets are measured against. */
    public StaticVcg baseline() {
        return baseline;
    }

    /** Rounds {@code K} of an exploration phase. */
    public int explorationRounds() {
        return exploration.length;
    }

    /** A run; the same stream, seed and grid give the same run to the last bit. */
    public BanditRun run(RandomStream stream, long seed, RoundGrid grid) {
        Hearing hearing =
                new Hearing(participation.stream().map(Participation::reporting).toList(), false, stream, seed);
        return new Algorithm(stream.draws(seed), hearing, grid).run(seed);
    }

    /** One run of Algorithm 1; its comments name the lines and equations of the paper. */
    private final class Algorithm {
        private final Draws draws;
        private final RoundGrid grid;
        private final Hearing hearing;
        private final Feedback feedback;
        private final Beliefs beliefs;
        private final BanditLedger ledger;

        private final int[] outcome = new int[n + 1];
        private final double[] price = new double[n];
        private final double[] free = new double[n];
        private final double[] chosen = new double[n * market.allocations()];
        private final double[] jitter = new double[chosen.length];
        /** The bracket in which an agent's allocation was last seen in exploration. */
        private final long[] seen = new long[chosen.length];
        /** Made once: rounds allocate nothing. */
        private final IntConsumer designerHears = this::hearDesigner;

        private long t; // Line 1.
        private long q;

        Algorithm(Draws draws, Hearing hearing, RoundGrid grid) {
            this.hearing = hearing;
            this.draws = draws;
            this.grid = grid;
            feedback = new Feedback(market, participation, hearing, draws);
            beliefs = new Beliefs(market, settings, participation, hearing);
            ledger = new BanditLedger(market, baseline, grid);
        }

        BanditRun run(long seed) {
            int k = exploration.length;
            while (t < grid.last()) { // Line 2.
                q++;
                for (int round = 0; round < k && t < grid.last(); round++) {
                    explore(exploration[round]); // Lines 3 and 4.
                }
                breakTies();
                long rounds = (long) Math.floor(5.0 / 6 * k * Math.sqrt((double) q));
                for (long r = 1; r <= rounds && t < grid.last(); r++) { // Line 5.
                    exploit(q * k, r == 1); // Lines 6 to 10.
                }
            }
            return ledger.close(seed, q, hearing);
        }

        /** Lines 3 and 4, a round of the phase: of an agent who has an allocation twice, etc counts one report. */
        private void explore(int[] assigned) {
            t++;
            System.arraycopy(assigned, 0, outcome, 0, n + 1);
            for (int i = 0; i < n; i++) {
                int at = i * market.allocations() + outcome[i];
                if (settings.isLearningAlways() || seen[at] < q) {
                    hear(i, free[i]);
                }
                seen[at] = q;
            }
            hearDesigner();
            ledger.enter(t, outcome, free, false);
        }

        private void exploit(long explored, boolean isFirst) {
            t++; // Line 6.
            if (isFirst || settings.isDecidingAlways()) {
                beliefs.bound(t - explored + 1); // Eq. 4.
                choose(); // Line 7.
                charge(); // Line 8.
            }
            if (isFirst) {
                ledger.check(beliefs);
            }
            if (settings.isLearningAlways()) { // Line 10; etc has no use for what agents realise now.
                for (int i = 0; i < n; i++) {
                    hear(i, price[i]);
                }
                hearDesigner();
            }
            ledger.enter(t, outcome, price, true); // Line 9.
        }

        /** The maximum of line 7 may be reached by several outcomes: clipped means make many of them. */
        private void breakTies() {
            boolean isRandom = switch (settings.ties()) {
                case RANDOM -> true;
                case FIRST -> false;
            };
            if (isRandom) {
                for (int j = 0; j < jitter.length; j++) {
                    jitter[j] = JITTER * draws.uniform();
                }
            }
        }

        /** Line 7: {@code argmax_omega v_0(omega) + sum_i upper_i(omega)}, eq. 6. */
        private void choose() {
            for (int k = 0; k < chosen.length; k++) {
                chosen[k] = beliefs.upper.agents[k] + jitter[k];
            }
            maximizer.best(chosen, beliefs.upper.designer, outcome);
        }

        /** Line 8: {@code p_i = max_omega F_-i(omega) - G_-i(omega_t)}, eq. 7. */
        private void charge() {
            double[] g = beliefs.g.agents;
            maximizer.bestWithout(beliefs.f.agents, beliefs.f.designer, price);
            double everyone = market.outcomes().designer(beliefs.g.designer, outcome);
            for (int i = 0; i < n; i++) {
                everyone += g[i * market.allocations() + outcome[i]];
            }
            for (int i = 0; i < n; i++) {
                boolean pays = switch (settings.pricing().charged()) {
                    case EVERYONE -> true;
                    case SERVED -> outcome[i] != 0;
                };
                price[i] = pays ? price[i] - (everyone - g[i * market.allocations() + outcome[i]]) : 0;
            }
        }

        private void hear(int i, double charge) {
            if (feedback.isInformative(i, outcome[i])) {
                beliefs.hear(i, outcome[i], feedback.report(i, outcome[i], q, t, charge));
            }
        }

        private void hearDesigner() {
            if (settings.designer().isLearned()) {
                market.outcomes().components(outcome, designerHears);
            }
        }

        private void hearDesigner(int component) {
            beliefs.hearDesigner(component, feedback.designer(component));
        }
    }
}
