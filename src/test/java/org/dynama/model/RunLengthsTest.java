package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.refusal.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthsTest {
    /** A bound is one: an action more never leads beyond it; and no looser than a thousandth. */
    @Test
    void boundsAreThoseOfTheLongestRuns() {
        for (long seed = 1; seed <= 100; seed++) {
            Mdp mdp = RandomMdps.total(seed, 2 + (int) (seed % 20), 3);
            RunLengths lengths = RunLengths.of(mdp);
            double[] longest = longest(mdp);
            for (int s = 0; s < mdp.stateCount(); s++) {
                assertThat(lengths.from(s)).as("seed %d", seed).isBetween((1 - 1e-9) * longest[s], 1.002 * longest[s]);
                for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                    double later = 0;
                    Transitions transitions = mdp.transitions();
                    for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                        later += transitions.probability(k) * lengths.from(transitions.next(k));
                    }
                    assertThat(lengths.from(s)).as("seed %d", seed).isGreaterThanOrEqualTo(1 + later - 1e-12 * later);
                }
            }
        }
    }

    /** Sweeps of a plain recursion until it stands still. */
    private static double[] longest(Mdp mdp) {
        double[] longest = new double[mdp.stateCount()];
        boolean grows = true;
        while (grows) {
            double[] next = new double[longest.length];
            for (int pair = 0; pair < mdp.pairCount(); pair++) {
                double sum = 1;
                for (int k = mdp.transitions().begin(pair);
                        k < mdp.transitions().end(pair);
                        k++) {
                    sum += mdp.transitions().probability(k)
                            * longest[mdp.transitions().next(k)];
                }
                int s = mdp.stateOf(pair);
                next[s] = Math.max(next[s], sum);
            }
            grows = !Arrays.equals(next, longest);
            longest = next;
        }
        return longest;
    }

    /** Two states between which a run goes to and fro, and ends now and then. */
    private static Mdp retry(double success) {
        Transitions transitions = new Transitions.Builder(3, 1)
                .to(0, 0, 1, 1)
                .to(1, 0, 0, 1 - success)
                .to(1, 0, 2, success)
                .end(2, 0)
                .build();
        List<String> states = List.of("here", "there", "done");
        return new Mdp(states, List.of("on"), transitions, Reals.of(1, 0, 0), new Horizon.Total());
    }

    /** Where sweeps would take for ever a linear system does not. */
    @ParameterizedTest(name = "success {0}")
    @ValueSource(doubles = {0.5, 1e-3, 1e-6, 1e-9, 1e-12})
    void rareEndsAreWaitedFor(double success) {
        RunLengths lengths = RunLengths.of(retry(success));
        double rounding = Math.ulp(1.0) / success;
        assertThat(lengths.from(0))
                .isBetween((2 / success + 1) * (1 - rounding), (2 / success + 1) * (1.002 + 8 * rounding));
        assertThat(lengths.from(2)).isBetween(1.0, 1.002 + 8 * rounding);
        assertThat(lengths.most()).isEqualTo(lengths.from(0));
    }

    @Test
    void endsThatDoublesHardlyKnowAreRefused() {
        assertThatThrownBy(() -> RunLengths.of(retry(3e-16)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("doubles cannot tell how many");
    }

    /**
     * Steps up a ladder of {@code n} rungs, each of which succeeds with probability {@code p} or falls back to the first: a run takes
     * {@code (p^-n - 1) / (1 - p)} steps, and one more at the top. Five thousand more states stand beside it.
     */
    @ParameterizedTest(name = "{0} rungs")
    @ValueSource(ints = {4, 20, 40})
    void aLadderIsClimbedInTheEnd(int rungs) {
        double p = 0.5;
        int states = rungs + 5_001;
        Transitions.Builder builder = new Transitions.Builder(states, 1);
        for (int s = 0; s < rungs; s++) {
            builder.to(s, 0, s + 1, p).to(s, 0, 0, 1 - p);
        }
        builder.end(rungs, 0);
        for (int s = rungs + 1; s < states; s++) {
            builder.to(s, 0, s - 1, 1);
        }
        double[] initial = new double[states];
        initial[0] = 1;
        Mdp mdp = new Mdp(
                Collections.nCopies(states, "s"),
                List.of("on"),
                builder.build(),
                Reals.of(initial),
                new Horizon.Total());
        double steps = (Math.pow(p, -rungs) - 1) / (1 - p) + 1;
        assertThat(RunLengths.of(mdp).from(0)).isBetween(steps * (1 - 1e-12), steps * 1.002);
    }
}
