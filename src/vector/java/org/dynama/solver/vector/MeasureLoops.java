package org.dynama.solver.vector;

import static jdk.incubator.vector.VectorOperators.ADD;
import static org.dynama.solver.vector.Lanes.D;
import static org.dynama.solver.vector.Lanes.L;

import jdk.incubator.vector.DoubleVector;
import org.dynama.solver.kernel.Rows;

/** Occupancies and sensitivities of one pair at a time, two vectors at a time, with their sums over all profiles. */
final class MeasureLoops {
    private MeasureLoops() {}

    /** {@code out = weights * scale}; returns the sum. */
    static double visit(double[] out, double[] weights, double[] scale) {
        DoubleVector a = DoubleVector.zero(D);
        DoubleVector b = DoubleVector.zero(D);
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, weights, w).mul(DoubleVector.fromArray(D, scale, w));
            DoubleVector y = DoubleVector.fromArray(D, weights, w + L).mul(DoubleVector.fromArray(D, scale, w + L));
            x.intoArray(out, w);
            y.intoArray(out, w + L);
            a = a.add(x);
            b = b.add(y);
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** The sum of {@code weights * scale}. */
    static double visit(double[] weights, double[] scale) {
        DoubleVector a = DoubleVector.zero(D);
        DoubleVector b = DoubleVector.zero(D);
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, weights, w).mul(DoubleVector.fromArray(D, scale, w));
            DoubleVector y = DoubleVector.fromArray(D, weights, w + L).mul(DoubleVector.fromArray(D, scale, w + L));
            a = a.add(x);
            b = b.add(y);
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** {@code sum += weights * (base + slope * type + next)}. */
    static void addProduct(double[] sum, double[] weights, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x =
                    DoubleVector.fromArray(D, type, w).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w));
            DoubleVector y = DoubleVector.fromArray(D, type, w + L)
                    .mul(slope)
                    .add(base)
                    .add(DoubleVector.fromArray(D, next, w + L));
            x = x.fma(DoubleVector.fromArray(D, weights, w), DoubleVector.fromArray(D, sum, w));
            y = y.fma(DoubleVector.fromArray(D, weights, w + L), DoubleVector.fromArray(D, sum, w + L));
            x.intoArray(sum, w);
            y.intoArray(sum, w + L);
        }
    }

    /** The same where nothing comes next. */
    static void addProduct(double[] sum, double[] weights, double base, double slope, double[] type) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base);
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base);
            x = x.fma(DoubleVector.fromArray(D, weights, w), DoubleVector.fromArray(D, sum, w));
            y = y.fma(DoubleVector.fromArray(D, weights, w + L), DoubleVector.fromArray(D, sum, w + L));
            x.intoArray(sum, w);
            y.intoArray(sum, w + L);
        }
    }

    /** {@code out = weights * (scale * (base + slope * type + next) + level)}; returns the sum. */
    static double sensitivity(
            double[] out,
            double[] weights,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] scale,
            double[] level) {
        DoubleVector a = DoubleVector.zero(D);
        DoubleVector b = DoubleVector.zero(D);
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x =
                    DoubleVector.fromArray(D, type, w).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w));
            DoubleVector y = DoubleVector.fromArray(D, type, w + L)
                    .mul(slope)
                    .add(base)
                    .add(DoubleVector.fromArray(D, next, w + L));
            x = x.fma(DoubleVector.fromArray(D, scale, w), DoubleVector.fromArray(D, level, w))
                    .mul(DoubleVector.fromArray(D, weights, w));
            y = y.fma(DoubleVector.fromArray(D, scale, w + L), DoubleVector.fromArray(D, level, w + L))
                    .mul(DoubleVector.fromArray(D, weights, w + L));
            x.intoArray(out, w);
            y.intoArray(out, w + L);
            a = a.add(x);
            b = b.add(y);
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** The sum alone, where nothing comes next. */
    static double sensitivity(
            double[] weights, double base, double slope, double[] type, double[] scale, double[] level) {
        DoubleVector a = DoubleVector.zero(D);
        DoubleVector b = DoubleVector.zero(D);
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base);
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base);
            x = x.fma(DoubleVector.fromArray(D, scale, w), DoubleVector.fromArray(D, level, w))
                    .mul(DoubleVector.fromArray(D, weights, w));
            y = y.fma(DoubleVector.fromArray(D, scale, w + L), DoubleVector.fromArray(D, level, w + L))
                    .mul(DoubleVector.fromArray(D, weights, w + L));
            a = a.add(x);
            b = b.add(y);
        }
        return a.add(b).reduceLanes(ADD);
    }
}
