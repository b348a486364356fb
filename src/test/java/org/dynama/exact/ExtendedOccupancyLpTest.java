package org.dynama.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** Programs over occupancies of unknown kernels, by other routes. */
class ExtendedOccupancyLpTest {
    private static final int S = 4;
    private static final int A = 3;

    @SuppressWarnings("ArrayRecordComponent")
    private record Instance(double[] kernel, double[] low, double[] high, double[] rewards) {}

    private static Instance draw(long index, double width) {
        Draws draws = new RandomStream(7, "extended").draws(index);
        double[] kernel = new double[S * A * S];
        double[] low = new double[kernel.length];
        double[] high = new double[kernel.length];
        for (int pair = 0; pair < S * A; pair++) {
            double sum = 0;
            for (int k = pair * S; k < (pair + 1) * S; k++) {
                kernel[k] = draws.exponential();
                sum += kernel[k];
            }
            for (int k = pair * S; k < (pair + 1) * S; k++) {
                kernel[k] = 0.05 + (1 - 0.05 * S) * kernel[k] / sum;
                double radius = width * draws.uniform();
                low[k] = Math.max(0, kernel[k] - radius);
                high[k] = Math.min(1, kernel[k] + radius);
            }
        }
        double[] rewards = new double[S * A];
        for (int pair = 0; pair < rewards.length; pair++) {
            rewards[pair] = 3 * draws.uniform();
        }
        return new Instance(kernel, low, high, rewards);
    }

    /** Without delta the optimum is the optimistic gain that extended value iteration finds. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 1e-3, 0.05, 0.3})
    void theOptimumIsTheOptimisticGain(double width) {
        for (int index = 0; index < 20; index++) {
            Instance instance = draw(index, width);
            ExtendedOccupancyLp lp = new ExtendedOccupancyLp(S, A, instance.low, instance.high);
            ExtendedOccupancyLp.Shrunk program = lp.shrunk(0);
            double value = program.solve(instance.rewards).value();
            assertThat(value).isCloseTo(optimisticGain(instance), within(1e-9));
            assertThat(program.exactness().largestDualityGap()).isLessThan(1e-12);
        }
    }

    /** The program as the paper prints it, in q alone, has the same optimum; ours satisfies all its constraints. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.03})
    void theProgramInExtendedOccupanciesHasTheSameOptimum(double delta) {
        for (int index = 0; index < 10; index++) {
            Instance instance = draw(index, 0.1);
            ExtendedOccupancyLp.Solution solution = new ExtendedOccupancyLp(S, A, instance.low, instance.high)
                    .shrunk(delta)
                    .solve(instance.rewards);
            assertThat(solution.value()).isCloseTo(asPrinted(instance, delta), within(1e-7));
            double total = 0;
            double[] flow = new double[S];
            for (int k = 0; k < S * A * S; k++) {
                double q = solution.extended().get(k);
                double rho = solution.visits().get(k / S);
                assertThat(q).isBetween(instance.low[k] * rho - 1e-12, instance.high[k] * rho + 1e-12);
                assertThat(rho).isGreaterThan(delta - 1e-12);
                total += q;
                flow[k % S] += q;
                flow[k / S / A] -= q;
            }
            assertThat(total).isCloseTo(1, within(1e-12));
            assertThat(flow).containsOnly(new double[S], within(1e-12));
        }
    }

    /** The largest delta is feasible, and nothing above it. */
    @Test
    void theLargestDeltaIsTheLast() {
        Instance instance = draw(3, 0.02);
        ExtendedOccupancyLp lp = new ExtendedOccupancyLp(S, A, instance.low, instance.high);
        double most = lp.largestDelta();
        assertThat(lp.shrunk(most * (1 - 1e-9)).solve(instance.rewards).value()).isPositive();
        assertThatThrownBy(() -> lp.shrunk(most * (1 + 1e-6)).solve(instance.rewards))
                .isInstanceOf(InfeasibleProgramException.class);
    }

    @Test
    void boundsThatCrossAreInfeasible() {
        Instance instance = draw(1, 0.02);
        instance.low[5] = instance.high[5] + 1e-3;
        assertThatThrownBy(() -> new ExtendedOccupancyLp(S, A, instance.low, instance.high))
                .isInstanceOf(InfeasibleProgramException.class);
    }

    private static double optimisticGain(Instance instance) {
        double[] value = new double[S];
        while (true) {
            double[] next = new double[S];
            Arrays.fill(next, Double.NEGATIVE_INFINITY);
            int[] order = IntStream.range(0, S)
                    .boxed()
                    .sorted(Comparator.comparing((Integer s) -> -value[s]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int pair = 0; pair < S * A; pair++) {
                double sum = instance.rewards[pair];
                double left = 1;
                for (int s = 0; s < S; s++) {
                    left -= instance.low[pair * S + s];
                    sum += instance.low[pair * S + s] * value[s];
                }
                for (int s : order) {
                    double more = Math.min(left, instance.high[pair * S + s] - instance.low[pair * S + s]);
                    sum += more * value[s];
                    left -= more;
                }
                next[pair / A] = Math.max(next[pair / A], sum);
            }
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < S; s++) {
                least = Math.min(least, next[s] - value[s]);
                most = Math.max(most, next[s] - value[s]);
            }
            if (most - least < 1e-11) {
                return (least + most) / 2;
            }
            for (int s = 0; s < S; s++) {
                value[s] = next[s] - next[0];
            }
        }
    }

    private static double asPrinted(Instance instance, double delta) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[] q = new Variable[S * A * S];
        for (int k = 0; k < q.length; k++) {
            q[k] = model.newVariable("q" + k).lower(0).weight(instance.rewards[k / S]);
        }
        var total = model.newExpression("total").level(1);
        for (Variable variable : q) {
            total.set(variable, 1);
        }
        for (int x = 0; x < S; x++) {
            var flow = model.newExpression("flow" + x).level(0);
            for (int k = 0; k < q.length; k++) {
                int balance = (k % S == x ? 1 : 0) - (k / S / A == x ? 1 : 0);
                if (balance != 0) {
                    flow.set(q[k], balance);
                }
            }
        }
        for (int k = 0; k < q.length; k++) {
            var above = model.newExpression("above" + k).lower(0);
            var below = model.newExpression("below" + k).upper(0);
            for (int j = k / S * S; j < (k / S + 1) * S; j++) {
                above.set(q[j], (j == k ? 1 : 0) - instance.low[k]);
                below.set(q[j], (j == k ? 1 : 0) - instance.high[k]);
            }
        }
        for (int pair = 0; pair < S * A; pair++) {
            var visits = model.newExpression("visits" + pair).lower(delta);
            for (int j = pair * S; j < (pair + 1) * S; j++) {
                visits.set(q[j], 1);
            }
        }
        return model.maximise().getValue();
    }
}
