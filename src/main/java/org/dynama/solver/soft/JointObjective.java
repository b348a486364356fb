package org.dynama.solver.soft;

import org.dynama.solver.kernel.Rows;

/** What {@link JointNewton} maximizes, at some values, and how far these are from the best. */
final class JointObjective {
    /** Occupancies below are as good as zero, and would be lost in products. */
    static final double TINY = 1e-280;

    /** Occupancies that no sum of doubles feels, even after roots and reciprocals of temperatures. */
    static final double UNFELT = 1e-30;

    /** An occupancy is negligible if it is unfelt, and so is the logarithm of what its state's value would allow. */
    private static final double UNWANTED = -40;

    private final JointAlgebra algebra;
    private final double[] initial;
    private final double[][] soft;
    /** Rows by state: {@code d}, {@code rho}. */
    final double[][] visits;

    final double[][] rho;
    final double[] objective = new double[Rows.WIDTH];
    /** The sizes of what the objective is the sum of. */
    final double[] size = new double[Rows.WIDTH];

    /** The largest {@code rho} of an occupancy that counts. */
    final double[] error = new double[Rows.WIDTH];

    /** @param initial probabilities by state */
    JointObjective(JointAlgebra algebra, double[] initial) {
        this.algebra = algebra;
        this.initial = initial;
        soft = new double[initial.length][Rows.WIDTH];
        visits = new double[initial.length][Rows.WIDTH];
        rho = new double[initial.length][Rows.WIDTH];
    }

    /** Fills policy, visits, {@code rho} with its size, and the objective at values {@code v}. */
    void evaluate(double[][] c, double[][] policy, double alpha, double[][] v) {
        algebra.soften(policy, soft, c, v, alpha);
        algebra.visits(policy, visits);
        Rows.fill(objective, 0);
        Rows.fill(size, 0);
        Rows.fill(error, 0);
        for (int s = 0; s < initial.length; s++) {
            Rows.atLeast(visits[s], TINY);
            Rows.addScaled(objective, initial[s], v[s]);
            double[] r = rho[s];
            for (int w = 0; w < Rows.WIDTH; w++) {
                double wanted = (soft[s][w] - v[s][w]) / alpha - 1;
                double logarithm = Math.log(visits[s][w]);
                r[w] = wanted - logarithm;
                double entropy = alpha * visits[s][w] * (r[w] + 1);
                objective[w] += entropy;
                size[w] += initial[s] * Math.abs(v[s][w]) + Math.abs(entropy);
                double miss = visits[s][w] > UNFELT || wanted > UNWANTED ? Math.abs(r[w]) : 0;
                error[w] = Math.max(error[w], miss);
            }
        }
    }
}
