package org.dynama.exact;

import java.util.Arrays;

/**
 * Solves the equations of a basis by biconjugate gradients, stabilized and scaled by the diagonal: for bases whose elimination
 * would fill in too much.
 *
 * @see <a href="https://doi.org/10.1137/0913035">van der Vorst (1992)</a>
 */
final class BasisIteration extends BasisEquations {
    /** Of the residual, before it is computed anew. */
    private static final double CLOSER = 1e-10;

    private static final int MOST_STEPS = 2_000;

    private final BasisSystem system;
    /** {@code 1 / (1 - Q[i][i])}. */
    private final double[] scale;

    BasisIteration(BasisSystem system) {
        super(system);
        this.system = system;
        scale = new double[system.size];
        for (int i = 0; i < scale.length; i++) {
            double stays = 0;
            for (int k = system.begin[i]; k < system.begin[i + 1]; k++) {
                stays += system.next[k] == i ? system.weight[k] : 0;
            }
            scale[i] = 1 / (1 - stays);
        }
    }

    @Override
    void roughValues(double[] r, double[] v) {
        solve(r, v, true);
    }

    @Override
    void roughVisits(double[] b, double[] x) {
        solve(b, x, false);
    }

    private void apply(double[] y, double[] out, boolean values) {
        for (int i = 0; i < out.length; i++) {
            out[i] = y[i];
        }
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int k = system.begin[i]; k < system.begin[i + 1]; k++) {
                if (values) {
                    sum += system.weight[k] * y[system.next[k]];
                } else {
                    out[system.next[k]] -= system.weight[k] * y[i];
                }
            }
            out[i] -= sum;
        }
    }

    private void solve(double[] r, double[] solution, boolean values) {
        int size = r.length;
        double[] shadow = r.clone();
        double[] direction = new double[size];
        double[] image = new double[size];
        double[] scaled = new double[size];
        double[] other = new double[size];
        Arrays.fill(solution, 0);
        double enough = CLOSER * CLOSER * dot(r, r);
        double rho = 1;
        double alpha = 1;
        double omega = 1;
        for (int k = 0; k < MOST_STEPS && dot(r, r) > enough; k++) {
            double before = rho;
            rho = dot(shadow, r);
            double beta = rho / before * (alpha / omega);
            for (int i = 0; i < size; i++) {
                direction[i] = r[i] + beta * (direction[i] - omega * image[i]);
                scaled[i] = scale[i] * direction[i];
            }
            apply(scaled, image, values);
            alpha = rho / dot(shadow, image);
            if (!Double.isFinite(alpha)) {
                return;
            }
            add(alpha, scaled, solution);
            add(-alpha, image, r);
            for (int i = 0; i < size; i++) {
                scaled[i] = scale[i] * r[i];
            }
            apply(scaled, other, values);
            double square = dot(other, other);
            omega = square > 0 ? dot(other, r) / square : 0;
            add(omega, scaled, solution);
            add(-omega, other, r);
            if (omega == 0) {
                return;
            }
        }
    }

    private static void add(double factor, double[] of, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * of[i];
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
