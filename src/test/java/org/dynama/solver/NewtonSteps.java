package org.dynama.solver;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;

/**
 * How many steps Newton's method takes on random gridworlds, and how good what it finds is; run its main for the
 * figures in benchmarks.md.
 *
 * @param sorted the steps of every problem
 * @param flowResidual the largest
 * @param dualityGap the largest in size, beside 1 + the value; negative only by rounding
 */
record NewtonSteps(List<Integer> sorted, double flowResidual, double dualityGap) {

    /**
     * On a torus, a third of the problems each: one cell valued by each of three agents, every cell valued, and that
     * with random boosts U[-1, 1] and weights.
     */
    static NewtonSteps of(int size, int count, double temperature) {
        int[] steps = new int[count];
        double flow = 0;
        double gap = 0;
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
                    Problem problem =
                            new Problem("steps", grid.mdp(), grid.rewards(), grid.dimension(), block, welfare);
                    try (Measures soft =
                            solver.regularized(welfare, block, new Regularizer.JointEntropy(temperature))) {
                        double[] nu = soft.toArray();
                        for (int w = 0; w < block.count(); w++) {
                            EntropyDual dual = EntropyDual.of(problem, w, nu, temperature);
                            flow = Math.max(flow, dual.flowResidual());
                            gap = Math.abs(dual.relativeGap()) > Math.abs(gap) ? dual.relativeGap() : gap;
                        }
                    }
                    System.arraycopy(solver.jointSteps(), 0, steps, from + b, block.count());
                }
            }
        }
        return new NewtonSteps(Arrays.stream(steps).sorted().boxed().toList(), flow, gap);
    }

    int worst() {
        return sorted.get(sorted.size() - 1);
    }

    /** Prints a line per size. */
    public static void main(String[] args) {
        for (double temperature : new double[] {0.1, 0.01, 0.0025}) {
            for (int size = 3; size <= 8; size++) {
                int count = 3000;
                NewtonSteps steps = of(size, count, temperature);
                System.out.printf(
                        "temperature %.4f, %d x %d: median %d, 99 %% %d, worst %d steps; flow %.1e, gap %.1e%n",
                        temperature,
                        size,
                        size,
                        steps.sorted.get(count / 2),
                        steps.sorted.get(count * 99 / 100),
                        steps.worst(),
                        steps.flowResidual,
                        steps.dualityGap);
            }
        }
    }
}
