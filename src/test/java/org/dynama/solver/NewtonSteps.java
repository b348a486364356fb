package org.dynama.solver;

import java.util.Arrays;
import org.dynama.environment.Environment;
import org.dynama.environment.Gridworld;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Transitions;
import org.dynama.solver.discounted.DiscountedSolver;

/** How many steps Newton's method takes on random gridworlds; run its main for the figures in benchmarks.md. */
final class NewtonSteps {
    private NewtonSteps() {}

    /**
     * The sorted steps of problems on a torus, a third each: one cell valued by each of three agents, every cell
     * valued, and that with random boosts U[-1, 1] and weights.
     *
     * @throws AssertionError if a flow residual is 1e-10 or more
     */
    static int[] of(int size, int count, double temperature) {
        int[] steps = new int[count];
        int kinds = 3;
        for (int kind = 0; kind < kinds; kind++) {
            Environment grid = Gridworld.of(
                    3, size, 0.9, false, kind == 0 ? Gridworld.Types.ONE_CELL : Gridworld.Types.EVERY_CELL);
            int from = count * kind / kinds;
            int to = count * (kind + 1) / kinds;
            Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(kind, "steps"), 0, to - from);
            int pairs = grid.mdp().pairCount();
            try (DiscountedSolver solver = new DiscountedSolver(grid.mdp(), grid.rewards(), grid.dimension())) {
                for (int b = 0; b < to - from; b += Profiles.BLOCK) {
                    Profiles block = profiles.slice(b, Math.min(to - from, b + Profiles.BLOCK));
                    AffineWelfare welfare = kind == 2 ? RandomMdps.welfare(b, 3, pairs) : AffineWelfare.total(3, pairs);
                    try (Measures soft =
                            solver.regularized(welfare, block, new Regularizer.JointEntropy(temperature))) {
                        requireFlow(grid, soft.toArray(), block.count());
                    }
                    System.arraycopy(solver.jointSteps(), 0, steps, from + b, block.count());
                }
            }
        }
        Arrays.sort(steps);
        return steps;
    }

    private static void requireFlow(Environment grid, double[] nu, int count) {
        Transitions transitions = grid.mdp().transitions();
        for (int b = 0; b < count; b++) {
            double[] open = grid.mdp().initial().toArray();
            for (int p = 0; p < transitions.pairs(); p++) {
                open[p / 4] -= nu[p * count + b];
                open[transitions.next(transitions.begin(p))] += 0.9 * nu[p * count + b];
            }
            double worst = Arrays.stream(open).map(Math::abs).max().orElseThrow();
            if (!(worst < 1e-10)) {
                throw new AssertionError("flow residual " + worst + " must be below 1e-10");
            }
        }
    }

    /** Prints a line per size. */
    public static void main(String[] args) {
        for (double temperature : new double[] {0.1, 0.01, 0.0025}) {
            for (int size = 3; size <= 8; size++) {
                long started = System.nanoTime();
                int count = 3000;
                int[] steps = of(size, count, temperature);
                System.out.printf(
                        "temperature %.4f, %d x %d: median %d, 99 %% %d, worst %d steps, %.0f microseconds a problem%n",
                        temperature,
                        size,
                        size,
                        steps[count / 2],
                        steps[count * 99 / 100],
                        steps[count - 1],
                        (System.nanoTime() - started) / 1e3 / count);
            }
        }
    }
}
