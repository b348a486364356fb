package org.dynama.solver.discounted;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.soft.JointNewton;

/**
 * The matrix {@code E diag(nu) E'} of a batch of occupancies, where {@code E} is the flow out of states less the
 * discounted flow into them: the Hessian of the joint entropy's dual, and the metric of its pullback.
 *
 * <p>Rows and columns are divided by the root of the state's visits, without which the matrix of a cold solution is
 * singular to working precision.
 */
final class OccupancyMetric {
    private final RowMatrix matrix;
    private final Transitions transitions;
    private final int states;
    /** The states that a pair's column of {@code E} touches, its own first, and the entries there. */
    private final int[][] touched;

    private final double[][] column;
    private final double[][] scale;
    private final double[] mass = new double[Rows.WIDTH];

    OccupancyMetric(DiscountedSolver solver) {
        states = solver.states;
        transitions = solver.mdp.transitions();
        matrix = RowMatrix.gram(solver.mdp);
        scale = new double[states][Rows.WIDTH];
        int pairs = solver.mdp.pairCount();
        touched = new int[pairs][];
        column = new double[pairs][];
        for (int p = 0; p < pairs; p++) {
            double[] dense = new double[states];
            int s = transitions.stateOf(p);
            dense[s] = 1;
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                dense[transitions.next(k)] -= solver.discount * transitions.probability(k);
            }
            touched[p] = IntStream.range(0, states)
                    .filter(state -> dense[state] != 0)
                    .toArray();
            column[p] =
                    Arrays.stream(touched[p]).mapToDouble(state -> dense[state]).toArray();
        }
    }

    /** Assembles and factors the matrix of {@code nu = visits * policy}; visits too small to count are raised. */
    void factor(double[][] policy, double[][] visits) {
        matrix.clear();
        for (int s = 0; s < states; s++) {
            Rows.atLeast(visits[s], JointNewton.TINY);
            Rows.inverseRoot(scale[s], visits[s]);
        }
        for (int p = 0; p < touched.length; p++) {
            if (touched[p].length > 0) {
                Rows.multiply(mass, visits[transitions.stateOf(p)], policy[p]);
                add(p);
            }
        }
        for (int i = 0; i < states; i++) {
            for (int j = 0; j <= i; j++) {
                double[] entry = matrix.lower(i, j);
                if (entry.length > 0) {
                    Rows.multiply(entry, entry, scale[i]);
                    Rows.multiply(entry, entry, scale[j]);
                }
            }
        }
        matrix.factorSymmetric();
    }

    private void add(int p) {
        for (int k = 0; k < touched[p].length; k++) {
            for (int m = 0; m <= k; m++) {
                Rows.addScaled(matrix.lower(touched[p][k], touched[p][m]), column[p][k] * column[p][m], mass);
            }
        }
    }

    /** Solves {@code E diag(nu) E' x = x}. */
    void solve(double[][] x) {
        for (int s = 0; s < states; s++) {
            Rows.multiply(x[s], x[s], scale[s]);
        }
        matrix.solveSymmetric(x);
        for (int s = 0; s < states; s++) {
            Rows.multiply(x[s], x[s], scale[s]);
        }
    }

    /** {@code out += E (nu g)}. */
    void addFlow(double[][] out, double[][] nu, double[][] g) {
        for (int p = 0; p < touched.length; p++) {
            for (int k = 0; k < touched[p].length; k++) {
                Rows.addScaledProduct(out[touched[p][k]], column[p][k], nu[p], g[p]);
            }
        }
    }

    /** {@code out -= (E' y)(p)}. */
    void subtractPotential(double[] out, int p, double[][] y) {
        for (int k = 0; k < touched[p].length; k++) {
            Rows.addScaled(out, -column[p][k], y[touched[p][k]]);
        }
    }
}
