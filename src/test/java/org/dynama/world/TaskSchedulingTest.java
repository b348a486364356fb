package org.dynama.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.TaskScheduling.LoadRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSchedulingTest {

    /** The makespan's table equals a walk over the tasks, one history at a time. */
    @ParameterizedTest
    @EnumSource(LoadRule.class)
    void theMakespanOfEveryHistoryIsThatOfItsWalk(LoadRule rule) {
        int workers = 3;
        int tasks = 4;
        Environment environment = TaskScheduling.of(TaskScheduling.uniformBounds(workers), tasks, rule);
        Loss makespan = environment.losses().get(0);
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "makespan"), 0, 50);
        double[][] table = makespan.table(profiles, environment.mdp().pairCount());
        int first = environment.mdp().stateCount() - (int) Math.pow(workers, tasks - 1.0);
        for (int pair = 0; pair < table.length; pair++) {
            assertThat(makespan.bears(pair)).isEqualTo(pair / workers >= first);
            if (makespan.bears(pair)) {
                int[] history = digits((pair / workers - first) * workers + pair % workers, workers, tasks);
                for (int b = 0; b < profiles.count(); b++) {
                    assertThat(table[pair][b]).isCloseTo(walk(history, rule, profiles, b), within(1e-12));
                }
            }
        }
    }

    private static int[] digits(int code, int base, int length) {
        int[] digits = new int[length];
        int rest = code;
        for (int t = length - 1; t >= 0; t--) {
            digits[t] = rest % base;
            rest /= base;
        }
        return digits;
    }

    private static double walk(int[] history, LoadRule rule, Profiles profiles, int b) {
        double[] load = new double[profiles.agents()];
        for (int t = 0; t < history.length; t++) {
            for (int i = 0; i < load.length; i++) {
                load[i] = load[i] > 0 ? load[i] - 1 : load[i];
                load[i] = rule == LoadRule.QUEUE ? Math.max(0, load[i]) : load[i];
            }
            load[history[t]] += profiles.type(history[t], t, b);
        }
        double most = 0;
        for (double one : load) {
            most = Math.max(most, one);
        }
        return most;
    }

    /** With left-out workers masked, nobody pays and nobody loses, whatever weights and boosts are. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void maskedWorkersArePaidAndNeverLose(long seed) {
        Environment environment = TaskScheduling.of(TaskScheduling.asymmetricBounds(3), 3, LoadRule.PUBLISHED);
        AmaParameters parameters =
                seed == 1 ? AmaParameters.vcg(environment) : RandomParameters.of(environment, new Random(seed));
        forEachOutcome(environment, parameters, (payment, utility) -> {
            assertThat(utility).isGreaterThan(-1e-12);
            // A utility of at least zero and a reward of at most zero leave no other sign.
            assertThat(payment).isLessThan(1e-12);
        });
    }

    /** Re-typed to a cost below true costs, some workers lose by taking part: the published payments' flaw. */
    @Test
    void retypedWorkersMayLose() {
        Environment environment = TaskScheduling.retyped(Reals.of(9, 9), 3, LoadRule.PUBLISHED, 5);
        double[] least = {0};
        forEachOutcome(
                environment,
                AmaParameters.vcg(environment),
                (payment, utility) -> least[0] = Math.min(least[0], utility));
        assertThat(least[0]).isLessThan(-0.1);
    }

    private interface Check {
        void of(double payment, double utility);
    }

    private static void forEachOutcome(Environment environment, AmaParameters parameters, Check check) {
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "payments"), 0, 2000);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 2)) {
            new AffineMaximizer(environment, parameters).forEachOutcome(solvers, profiles, outcome -> {
                for (int i = 0; i < outcome.agents(); i++) {
                    for (int b = 0; b < outcome.count(); b++) {
                        check.of(outcome.payment(i, b), outcome.utility(i, b));
                    }
                }
            });
        }
    }

    @Test
    void fewerThanTwoWorkersAreRefused() {
        assertThatThrownBy(() -> TaskScheduling.of(Reals.of(1), 3, LoadRule.QUEUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("agents = 1 must be at least 2 and tasks = 3 at least 1: without a second worker nobody"
                        + " could replace the first\nMaybe 2 agents and 4 tasks.");
    }
}
