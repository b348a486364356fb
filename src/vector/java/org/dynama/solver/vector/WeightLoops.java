package org.dynama.solver.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.dynama.solver.vector.Lanes.D;
import static org.dynama.solver.vector.Lanes.FRACTION;
import static org.dynama.solver.vector.Lanes.L;
import static org.dynama.solver.vector.Lanes.of;

import jdk.incubator.vector.DoubleVector;
import org.dynama.solver.kernel.Rows;

/**
 * Weights of one pair at a time, {@code 2^k 2^x} with {@code x} in [-1/2, 1/2] by a polynomial of degree 9 that is 1 at 0 (minimax,
 * relative error 8e-14) and {@code 2^k} by shifting bits. Each loop is written out, two vectors at a time: a helper that the
 * compiler has met alone before is not inlined, and its vectors are then objects.
 */
final class WeightLoops {
    /** Weights are at least 2^-58, which is exp(-40.2). */
    private static final double HALF_DEPTH = 29;

    /** Added to a number below 2^51 it rounds to a whole one, whose bits stand last, less 58; 4096 leaves with the shift. */
    private static final double SHIFTER = 0x1.8p52 + 4096 - 2 * HALF_DEPTH;

    private WeightLoops() {}

    /** {@code most = max(most, base + slope * type + next)}. */
    static void most(double[] most, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w));
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w + L));
            DoubleVector.fromArray(D, most, w).max(x).intoArray(most, w);
            DoubleVector.fromArray(D, most, w + L).max(y).intoArray(most, w + L);
        }
    }

    /** The same where nothing comes next. */
    static void most(double[] most, double base, double slope, double[] type) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base);
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base);
            DoubleVector.fromArray(D, most, w).max(x).intoArray(most, w);
            DoubleVector.fromArray(D, most, w + L).max(y).intoArray(most, w + L);
        }
    }

    /**
     * {@code out = 2^(2 scale (base + slope * type + next - most))}, but at least 2^-58, and {@code sum += out}.
     *
     * @param scale half of {@code 1 / (temperature * log 2)}
     */
    static void weigh(
            double[] out, double base, double slope, double[] type, double[] next, double[] most, double scale, double[] sum) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w)).sub(DoubleVector.fromArray(D, most, w));
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w + L)).sub(DoubleVector.fromArray(D, most, w + L));
            x = x.fma(of(scale), of(HALF_DEPTH));
            y = y.fma(of(scale), of(HALF_DEPTH));
            x = x.add(x.abs());
            y = y.add(y.abs());
            DoubleVector k = x.add(SHIFTER);
            DoubleVector j = y.add(SHIFTER);
            x = x.sub(k.sub(SHIFTER));
            y = y.sub(j.sub(SHIFTER));
            DoubleVector e = of(9.16811938851594e-08);
            DoubleVector f = of(9.16811938851594e-08);
            e = e.fma(x, of(1.3255182784592006e-06));
            f = f.fma(y, of(1.3255182784592006e-06));
            e = e.fma(x, of(1.5258493063907014e-05));
            f = f.fma(y, of(1.5258493063907014e-05));
            e = e.fma(x, of(0.0001540345603665657));
            f = f.fma(y, of(0.0001540345603665657));
            e = e.fma(x, of(0.0013333547331461978));
            f = f.fma(y, of(0.0013333547331461978));
            e = e.fma(x, of(0.009618129159172244));
            f = f.fma(y, of(0.009618129159172244));
            e = e.fma(x, of(0.055504108739712246));
            f = f.fma(y, of(0.055504108739712246));
            e = e.fma(x, of(0.24022650695813708));
            f = f.fma(y, of(0.24022650695813708));
            e = e.fma(x, of(0.6931471805585505));
            f = f.fma(y, of(0.6931471805585505));
            e = e.fma(x, of(1.0));
            f = f.fma(y, of(1.0));
            e = e.reinterpretAsLongs().add(k.reinterpretAsLongs().lanewise(LSHL, FRACTION)).reinterpretAsDoubles();
            f = f.reinterpretAsLongs().add(j.reinterpretAsLongs().lanewise(LSHL, FRACTION)).reinterpretAsDoubles();
            e.intoArray(out, w);
            f.intoArray(out, w + L);
            DoubleVector.fromArray(D, sum, w).add(e).intoArray(sum, w);
            DoubleVector.fromArray(D, sum, w + L).add(f).intoArray(sum, w + L);
        }
    }

    /** The same where nothing comes next. */
    static void weigh(
            double[] out, double base, double slope, double[] type, double[] most, double scale, double[] sum) {
        for (int w = 0; w < Rows.WIDTH; w += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base).sub(DoubleVector.fromArray(D, most, w));
            DoubleVector y = DoubleVector.fromArray(D, type, w + L).mul(slope).add(base).sub(DoubleVector.fromArray(D, most, w + L));
            x = x.fma(of(scale), of(HALF_DEPTH));
            y = y.fma(of(scale), of(HALF_DEPTH));
            x = x.add(x.abs());
            y = y.add(y.abs());
            DoubleVector k = x.add(SHIFTER);
            DoubleVector j = y.add(SHIFTER);
            x = x.sub(k.sub(SHIFTER));
            y = y.sub(j.sub(SHIFTER));
            DoubleVector e = of(9.16811938851594e-08);
            DoubleVector f = of(9.16811938851594e-08);
            e = e.fma(x, of(1.3255182784592006e-06));
            f = f.fma(y, of(1.3255182784592006e-06));
            e = e.fma(x, of(1.5258493063907014e-05));
            f = f.fma(y, of(1.5258493063907014e-05));
            e = e.fma(x, of(0.0001540345603665657));
            f = f.fma(y, of(0.0001540345603665657));
            e = e.fma(x, of(0.0013333547331461978));
            f = f.fma(y, of(0.0013333547331461978));
            e = e.fma(x, of(0.009618129159172244));
            f = f.fma(y, of(0.009618129159172244));
            e = e.fma(x, of(0.055504108739712246));
            f = f.fma(y, of(0.055504108739712246));
            e = e.fma(x, of(0.24022650695813708));
            f = f.fma(y, of(0.24022650695813708));
            e = e.fma(x, of(0.6931471805585505));
            f = f.fma(y, of(0.6931471805585505));
            e = e.fma(x, of(1.0));
            f = f.fma(y, of(1.0));
            e = e.reinterpretAsLongs().add(k.reinterpretAsLongs().lanewise(LSHL, FRACTION)).reinterpretAsDoubles();
            f = f.reinterpretAsLongs().add(j.reinterpretAsLongs().lanewise(LSHL, FRACTION)).reinterpretAsDoubles();
            e.intoArray(out, w);
            f.intoArray(out, w + L);
            DoubleVector.fromArray(D, sum, w).add(e).intoArray(sum, w);
            DoubleVector.fromArray(D, sum, w + L).add(f).intoArray(sum, w + L);
        }
    }
}
