package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.SoftMaxRows;

/**
 * The inner operations in plain Java. Each loop passes over whole rows from their beginning, and most over a single pair's: the
 * just-in-time compiler turns those into vector instructions, and neither loops at an offset in an array nor large ones.
 */
final class PlainRows implements SweepRows {
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
        WorthLoops.most(worth, first, end, most);
        Rows.fill(sum, 0);
        double scale = SoftLoops.SHRINK / temperature;
        for (int p = first; p < end; p++) {
            double base = worth.base[p];
            double slope = worth.slope[p];
            if (worth.ends(p)) {
                SoftLoops.weigh(weights[p], base, slope, worth.type[p], most, scale, sum);
            } else {
                SoftLoops.weigh(weights[p], base, slope, worth.type[p], worth.next(p), most, scale, sum);
            }
        }
        SoftMaxRows.logarithm(value, inverse, sum, most, end - first, temperature);
    }

    @Override
    public void visit(int first, int end, double[][] weights, double[] scale, double[][] into, double[] sums) {
        for (int p = first; p < end; p++) {
            double[] nu = into[p - first];
            if (nu == null) {
                SumLoops.halves(spare, weights[p], scale);
                sums[p] = SumLoops.total(spare, Rows.WIDTH / 2);
            } else {
                Rows.multiply(nu, weights[p], scale);
                sums[p] = SumLoops.total(nu, Rows.WIDTH);
            }
        }
    }

    @Override
    public void mean(PairRows gain, int first, int end, double[][] weights, double[] inverse, double[] mean) {
        Rows.fill(sum, 0);
        for (int p = first; p < end; p++) {
            if (gain.ends(p)) {
                WorthLoops.addProduct(sum, weights[p], gain.base[p], gain.slope[p], gain.type[p]);
            } else {
                WorthLoops.addProduct(sum, weights[p], gain.base[p], gain.slope[p], gain.type[p], gain.next(p));
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
        SumLoops.level(sum, carry, scale, mean);
        for (int p = first; p < end; p++) {
            double base = gain.base[p];
            double slope = gain.slope[p];
            double[] lambda = into[p - first];
            if (lambda == null && gain.ends(p)) {
                SumLoops.halves(spare, weights[p], base, slope, gain.type[p], scale, sum);
                sums[p] = SumLoops.total(spare, Rows.WIDTH / 2);
            } else {
                lambda = lambda == null ? spare : lambda;
                WorthLoops.sensitivity(lambda, weights[p], base, slope, gain.type[p], gain.next(p), scale, sum);
                sums[p] = SumLoops.total(lambda, Rows.WIDTH);
            }
        }
    }
}
