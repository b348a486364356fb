package org.dynama.solver.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Failure;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.kernel.Rows;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.junit.jupiter.api.Test;

/**
 * A direction that leads to numbers a thousand times as large tells nothing of the objective: steps along it are cut, or the solution is refused: there is
 * never another number.
 */
class WildStepsTest {
    private static final double TEMPERATURE = 0.3;
    private static final int COUNT = 7;

    /** Adds a constant to the first direction, which changes no policy and no objective but by what rounding does. */
    private static final class Wild implements JointAlgebra {
        private final JointAlgebra algebra;
        private double constant;

        Wild(JointAlgebra algebra, double constant) {
            this.algebra = algebra;
            this.constant = constant;
        }

        @Override
        public void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha) {
            algebra.soften(policy, soft, c, v, alpha);
        }

        @Override
        public void visits(double[][] policy, double[][] out) {
            algebra.visits(policy, out);
        }

        @Override
        public void solve(double[][] policy, double[][] visits, double[][] x, double[] relative) {
            algebra.solve(policy, visits, x, relative);
            for (double[] row : x) {
                for (int w = 0; w < Rows.WIDTH; w++) {
                    row[w] += constant;
                }
            }
            constant = 0;
        }

        @Override
        public void push(double[][] out, double scale, double[][] policy, double[][] x) {
            algebra.push(out, scale, policy, x);
        }

        @Override
        public void expected(double[] out, int s, double[][] policy, double[][] x) {
            algebra.expected(out, s, policy, x);
        }
    }

    /** By lane, the optimum, and the largest of the values that it was found at. */
    private static double[][] solved(double constant) {
        Environment torus = Gridworld.torus(2, 3);
        try (DiscountedSolver kernel = new DiscountedSolver(torus.mdp(), torus.rewards(), torus.dimension())) {
            Endless runs = new Endless(new Horizon.Discounted(0.9).discount(), 10);
            SparseRegularized sparse = new SparseRegularized(kernel, runs);
            kernel.load(Profiles.draw(torus.agents(), new RandomStream(1, "profiles"), 0, COUNT));
            double[][] c = kernel.takeTable();
            sparse.coefficients(
                    c, kernel.compile(RandomMdps.welfare(1, 2, torus.mdp().pairCount())));
            double[][] policy = new double[torus.mdp().pairCount()][Rows.WIDTH];
            double[][] from = new double[torus.mdp().stateCount()][Rows.WIDTH];
            JointNewton newton = new JointNewton(new Wild(sparse.joint(), constant), runs, kernel.initial);
            double[] objective = newton.run(from, c, policy, TEMPERATURE, COUNT).clone();
            double[] steps = new double[COUNT];
            for (int w = 0; w < COUNT; w++) {
                steps[w] = newton.steps()[w];
            }
            return new double[][] {objective, steps};
        }
    }

    @Test
    void stepsIntoRoundingAreCut() {
        double[][] usual = solved(0);
        int refused = 0;
        double[] constants = {1e6, -1e8, 1e10, 1e11, 1e12, 1e13, -1e13, 1e15};
        for (double constant : constants) {
            double[][] cut;
            try {
                cut = solved(constant);
            } catch (Failure noStep) {
                // Of a direction that rounding has taken there is no part that rises.
                assertThat(Math.abs(constant)).isGreaterThan(1e10);
                refused++;
                continue;
            }
            for (int w = 0; w < COUNT; w++) {
                assertThat(cut[0][w]).as("constant " + constant).isCloseTo(usual[0][w], within(1e-9));
            }
        }
        assertThat(refused).isBetween(1, constants.length - 3);
    }
}
