package org.dynama.solver.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.junit.jupiter.api.Test;

/** Factors solve the equations of a policy, and the transposed ones, whatever matrix the same object had before. */
class SkylineLuTest {
    /** Of a residual, beside the largest number in a solution. */
    private static final double ROUNDING = 1e-13;

    private static Mdp chain(Random random, int states) {
        Transitions.Builder builder = new Transitions.Builder(states, 1);
        for (int s = 0; s < states; s++) {
            builder.end(s, 0);
            int near = Math.max(0, s - 1 - random.nextInt(5));
            int far = random.nextInt(states);
            if (s > 0 && near != far) {
                builder.to(s, 0, near, 0.5).to(s, 0, far, 0.5);
            }
        }
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        return new Mdp(names, List.of("a"), builder.build(), Reals.filled(states, 1.0 / states), new Horizon.Total());
    }

    @Test
    void residualsAreRounding() {
        SkylineLu factors = new SkylineLu();
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            int states = 1 + random.nextInt(80);
            PolicyMatrix matrix = new PolicyMatrix(new SparseGraph(chain(random, states)));
            int[] all = IntStream.range(0, states).toArray();
            matrix.take(all, all, states, -1);
            double[] right = random.doubles(states, -1, 1).toArray();
            double[] out = new double[states];
            factors.factor(matrix);
            double[] x = right.clone();
            factors.solve(x);
            matrix.residual(right, x, out);
            assertThat(largest(out)).as("seed " + seed).isLessThan(ROUNDING * Math.max(1, largest(x)));
            double[] y = right.clone();
            factors.solveTransposed(y);
            matrix.residualTransposed(right, y, out);
            assertThat(largest(out)).as("seed " + seed).isLessThan(ROUNDING * Math.max(1, largest(y)));
        }
    }

    private static double largest(double[] x) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> Math.abs(x[i]))
                .max()
                .orElse(0);
    }
}
