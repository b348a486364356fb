package org.dynama.online.bandit;

import org.dynama.online.bandit.LearnSettings.Bound;
import org.dynama.online.outcome.Outcomes;

/**
 * VCG-Learn: brackets of one exploration phase, free of charge, in which every agent has every allocation, and
 * {@code floor(5/6 K sqrt(q))} rounds of exploitation, in which the outcome of the largest upper confidence bound is
 * chosen and prices are the differences of two bounds. Another schedule, or another bound that chooses, makes mechanisms to
 * compare it with.
 *
 * <p>A run allocates nothing after its beginning; its memory does not depend on its rounds.
 *
 * @param choice the bound that stands for values where an outcome is chosen
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Algorithm 1</a>
 */
public record VcgLearn(LearnSettings settings, Schedule schedule, Bound choice) implements RoundMechanism {
    /** Far below any difference that matters, far above rounding. */
    private static final double JITTER = 1e-12;

    /** As the paper has it. */
    public VcgLearn(LearnSettings settings) {
        this(settings, Schedule.BRACKETS, Bound.UPPER);
    }

    @Override
    public Rule begin(Known known) {
        return new Algorithm(known);
    }

    /** One run of Algorithm 1; its comments name the lines and equations of the paper. */
    private final class Algorithm implements Rule {
        private final Known known;
        private final Outcomes.Maximizer maximizer;
        private final int[][] phase;
        private final int allocations;
        private final boolean isLearningAlways;
        private final boolean isDecidingAlways;
        private final Beliefs beliefs;
        private final double[] chosen;
        private final double[] jitter;
        /** The phase in which an agent's allocation was last heard of. */
        private final long[] heard;

        private long q;
        private long phases;
        private long explored;
        private long exploring;
        private long exploiting;
        private boolean isExploring;

        Algorithm(Known known) {
            this.known = known;
            maximizer = known.outcomes().maximizer();
            phase = known.outcomes().exploration(settings.designer().isLearned());
            allocations = known.outcomes().allocations();
            isLearningAlways = settings.isLearningAlways();
            isDecidingAlways = settings.isDecidingAlways() && !schedule.isDecidingOnce();
            beliefs = new Beliefs(known, settings, choice);
            chosen = new double[known.values().size()];
            jitter = new double[chosen.length];
            heard = new long[chosen.length];
        }

        @Override
        public void decide(long t, Turn turn) {
            while (exploring == 0 && exploiting == 0) {
                q++;
                exploring = schedule.phases(q, phase.length, known.rounds()) * phase.length;
                exploiting = schedule.exploitation(q, phase.length);
                turn.begin(q);
                isExploring = true;
            }
            if (exploring > 0) {
                explore(turn);
            } else {
                exploit(t, turn);
            }
        }

        /** Lines 3 and 4, a round of a phase. */
        private void explore(Turn turn) {
            int at = (int) (explored % phase.length);
            phases += at == 0 ? 1 : 0;
            turn.explore(phase[at]);
            explored++;
            exploring--;
        }

        /** Lines 6 to 9. */
        private void exploit(long t, Turn turn) {
            boolean isFirst = isExploring;
            isExploring = false;
            exploiting--;
            if (isFirst) {
                breakTies();
                turn.update();
            }
            if (isFirst || isDecidingAlways) {
                beliefs.bound(t - explored + 1); // Eq. 4.
                choose(turn.outcome()); // Line 7.
                charge(turn.outcome(), turn.prices()); // Line 8.
                turn.charge();
            }
        }

        /** The maximum of line 7 may be reached by several outcomes: clipped means make many of them. */
        private void breakTies() {
            boolean isRandom = switch (settings.ties()) {
                case RANDOM -> true;
                case FIRST -> false;
            };
            if (isRandom) {
                for (int j = 0; j < jitter.length; j++) {
                    jitter[j] = JITTER * known.draws().uniform();
                }
            }
        }

        /** Line 7: {@code argmax_omega v_0(omega) + sum_i upper_i(omega)}, eq. 6. */
        private void choose(int[] outcome) {
            for (int k = 0; k < chosen.length; k++) {
                chosen[k] = beliefs.choice.agents[k] + jitter[k];
            }
            maximizer.best(chosen, beliefs.choice.designer, outcome);
        }

        /** Line 8: {@code p_i = max_omega F_-i(omega) - G_-i(omega_t)}, eq. 7. */
        private void charge(int[] outcome, double[] price) {
            double[] g = beliefs.g.agents;
            maximizer.bestWithout(beliefs.f.agents, beliefs.f.designer, price);
            double everyone = known.outcomes().designer(beliefs.g.designer, outcome);
            for (int i = 0; i < price.length; i++) {
                everyone += g[i * allocations + outcome[i]];
            }
            for (int i = 0; i < price.length; i++) {
                boolean pays = switch (settings.pricing().charged()) {
                    case EVERYONE -> true;
                    case SERVED -> outcome[i] != 0;
                };
                price[i] = pays ? price[i] - (everyone - g[i * allocations + outcome[i]]) : 0;
            }
        }

        /** Of an agent who has an allocation twice in a phase, etc counts one report; and none while prices are charged. */
        @Override
        public boolean asks(int i, int s) {
            return isLearningAlways || (isExploring && heard[i * allocations + s] < phases);
        }

        @Override
        public void hear(int i, int s, double report) {
            heard[i * allocations + s] = phases;
            beliefs.hear(i, s, report);
        }

        @Override
        public boolean asksDesigner() {
            return settings.designer().isLearned() && (isExploring || isLearningAlways);
        }

        @Override
        public void hearDesigner(int component, double realised) {
            beliefs.hearDesigner(component, realised);
        }

        @Override
        public double worstDeviation(double[] truth) {
            return beliefs.worstDeviation(truth);
        }
    }
}
