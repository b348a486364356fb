package org.dynama.ama.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What share of all periods policies spend where. */
class LongRunVisitsTest {
    /** A world of which every policy comes back to state 0, whatever it does. */
    static Mdp recurring(long seed, int states, int actions) {
        Random random = new Random(seed);
        Transitions.Builder transitions = new Transitions.Builder(states, actions);
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                int next = 1 + random.nextInt(states - 1);
                transitions.to(s, a, 0, 0.25).to(s, a, next, 0.75);
            }
        }
        return mdp(transitions, states, actions);
    }

    private static Mdp mdp(Transitions.Builder transitions, int states, int actions) {
        double[] initial = new double[states];
        initial[0] = 1;
        return new Mdp(
                IntStream.range(0, states).mapToObj(s -> "state " + s).toList(),
                IntStream.range(0, actions).mapToObj(a -> "action " + a).toList(),
                transitions.build(),
                Reals.of(initial),
                new Horizon.AverageReward());
    }

    /** One leaves state 0 half of the time and comes back a quarter of the time; the other never leaves. */
    @Test
    void sharesAreThoseOfBalance() {
        Transitions.Builder transitions = new Transitions.Builder(2, 2);
        transitions.to(0, 0, 0, 0.5).to(0, 0, 1, 0.5).to(0, 1, 0, 1);
        transitions.to(1, 0, 0, 0.25).to(1, 0, 1, 0.75);
        Mdp mdp = mdp(transitions, 2, 2);
        MenuBuilder builder = Menu.of(mdp);
        builder.add("moves", pair -> mdp.transitions().actionOf(pair) == 0 ? 1 : 0);
        builder.add("stays", pair -> mdp.transitions().actionOf(pair) == 1 ? 1 : 0);
        PolicyVisits visits = PolicyVisits.of(mdp, builder.build());
        assertThat(visits.visits(0)).isCloseTo(1.0 / 3, within(1e-16));
        assertThat(visits.visits(1)).isCloseTo(2.0 / 3, within(2e-16));
        assertThat(visits.visits(2)).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void powersOfTheChainComeToTheSame(long seed) {
        Mdp mdp = recurring(seed, 12, 3);
        Random random = new Random(seed);
        MenuBuilder builder = Menu.of(mdp);
        for (int k = 0; k < 5; k++) {
            double[] weights = random.doubles(mdp.pairCount()).toArray();
            builder.add("policy " + k, pair -> weights[pair]);
        }
        Menu menu = builder.build();
        PolicyVisits visits = PolicyVisits.of(mdp, menu);
        double[] second = VisitsByPeriods.of(mdp, menu);
        for (int k = 0; k < menu.size(); k++) {
            double all = 0;
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                assertThat(visits.visits(m)).isCloseTo(second[m], within(1e-13 * second[m]));
                all += visits.visits(m);
            }
            assertThat(all).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void whatChanceDecidesForGoodIsRefused() {
        Transitions.Builder transitions = new Transitions.Builder(3, 2);
        transitions.to(0, 0, 1, 0.5).to(0, 0, 2, 0.5).to(0, 1, 1, 1);
        transitions.to(1, 0, 1, 1).to(2, 0, 2, 1);
        Mdp mdp = mdp(transitions, 3, 2);
        MenuBuilder builder = Menu.of(mdp);
        Transitions made = mdp.transitions();
        builder.add("either", pair -> made.actionOf(pair) == 0 ? 1 : 0);
        builder.add("first", pair -> made.actionOf(pair) == (made.stateOf(pair) == 0 ? 1 : 0) ? 1 : 0);
        assertThatThrownBy(() -> PolicyVisits.of(mdp, builder.build()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"either\" stays for good in one set of states or another, as chance decides");
    }
}
