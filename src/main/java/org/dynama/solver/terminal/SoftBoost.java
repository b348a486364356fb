package org.dynama.solver.terminal;

import org.dynama.solver.kernel.Rows;

/**
 * The boost that a softmax over classes chooses: {@code sum_c p_c b_c} with {@code p} proportional to
 * {@code exp((M_c + b_c) / t)}, whose gradient is {@code p_c (1 + (b_c - sum_k p_k b_k) / t)}.
 */
final class SoftBoost {
    private final double[] row = new double[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    private final double[] mean = new double[Rows.WIDTH];

    /**
     * Adds a multiple of the gradient, summed over profiles.
     *
     * @param welfare by class, a row of {@code M_c}, which is used up
     * @param best a row of the largest {@code M_c + b_c}
     * @param count profiles
     * @param boosts by class
     * @param gradient by class
     */
    void addGradient(
            double[][] welfare,
            double[] best,
            int count,
            double[] boosts,
            double temperature,
            double factor,
            double[] gradient) {
        Rows.fill(sum, 0);
        Rows.fill(mean, 0);
        for (int c = 0; c < boosts.length; c++) {
            double[] weight = welfare[c];
            for (int w = 0; w < Rows.WIDTH; w++) {
                weight[w] += boosts[c];
            }
            Rows.softWeight(weight, best, 1 / temperature, sum);
            Rows.addScaled(mean, boosts[c], weight);
        }
        Rows.reciprocal(sum);
        for (int w = 0; w < Rows.WIDTH; w++) {
            mean[w] *= sum[w];
        }
        for (int c = 0; c < boosts.length; c++) {
            Rows.multiply(row, welfare[c], sum);
            for (int w = 0; w < Rows.WIDTH; w++) {
                row[w] *= 1 + (boosts[c] - mean[w]) / temperature;
            }
            gradient[c] += factor * Rows.sum(row, count);
        }
    }
}
