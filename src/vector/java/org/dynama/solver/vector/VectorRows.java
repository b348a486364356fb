package org.dynama.solver.vector;

import org.dynama.solver.acyclic.PairRows;
import org.dynama.solver.acyclic.SweepRows;
import org.dynama.solver.kernel.Rows;

/**
 * The inner operations on the module jdk.incubator.vector, a pair at a time. Every lane takes the same steps, so that a profile's
 * numbers do not depend on its place in a block.
 */
public final class VectorRows implements SweepRows {
    private static final double LOG_TWO = Math.log(2);

    private final double[] most = new double[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    private final double[] spare = new double[Rows.WIDTH];

    @Override
    public void soften(
            PairRows worth,
            int first,
            int end,
            double temperature,
            double[][] weights,
            double[] value,
            double[] inverse) {
        Rows.fill(most, Double.NEGATIVE_INFINITY);
        Rows.fill(sum, 0);
        for (int p = first; p < end; p++) {
            if (worth.ends(p)) {
                WeightLoops.most(most, worth.base[p], worth.slope[p], worth.type[p]);
            } else {
                WeightLoops.most(most, worth.base[p], worth.slope[p], worth.type[p], worth.next(p));
            }
        }
        double scale = 0.5 / (temperature * LOG_TWO);
        for (int p = first; p < end; p++) {
            double base = worth.base[p];
            double slope = worth.slope[p];
            if (worth.ends(p)) {
                WeightLoops.weigh(weights[p], base, slope, worth.type[p], most, scale, sum);
            } else {
                WeightLoops.weigh(weights[p], base, slope, worth.type[p], worth.next(p), most, scale, sum);
            }
        }
        LogarithmLoop.logarithm(value, inverse, sum, most, temperature);
    }

    @Override
    public void visit(int first, int end, double[][] weights, double[] scale, double[][] into, double[] sums) {
        for (int p = first; p < end; p++) {
            double[] nu = into[p - first];
            sums[p] = nu == null ? MeasureLoops.visit(weights[p], scale) : MeasureLoops.visit(nu, weights[p], scale);
        }
    }

    @Override
    public void mean(PairRows gain, int first, int end, double[][] weights, double[] inverse, double[] mean) {
        Rows.fill(sum, 0);
        for (int p = first; p < end; p++) {
            double base = gain.base[p];
            double slope = gain.slope[p];
            if (gain.ends(p)) {
                MeasureLoops.addProduct(sum, weights[p], base, slope, gain.type[p]);
            } else {
                MeasureLoops.addProduct(sum, weights[p], base, slope, gain.type[p], gain.next(p));
            }
        }
        Rows.multiply(mean, sum, inverse);
    }

    @Override
    public void sensitivities(
            PairRows gain,
            int first,
            int end,
            double[][] weights,
            double[] scale,
            double[] mean,
            double[] carry,
            double[][] into,
            double[] sums) {
        System.arraycopy(carry, 0, sum, 0, Rows.WIDTH);
        Rows.subtractProduct(sum, scale, mean);
        for (int p = first; p < end; p++) {
            double base = gain.base[p];
            double slope = gain.slope[p];
            double[] out = into[p - first];
            if (out == null && gain.ends(p)) {
                sums[p] = MeasureLoops.sensitivity(weights[p], base, slope, gain.type[p], scale, sum);
            } else {
                double[] lambda = out == null ? spare : out;
                sums[p] = MeasureLoops.sensitivity(
                        lambda, weights[p], base, slope, gain.type[p], gain.next(p), scale, sum);
            }
        }
    }
}
