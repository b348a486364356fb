package org.dynama.solver.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.dynama.solver.vector.Lanes.D;
import static org.dynama.solver.vector.Lanes.FRACTION;
import static org.dynama.solver.vector.Lanes.L;

import jdk.incubator.vector.DoubleVector;
import org.dynama.solver.kernel.Rows;

/**
 * Weights of one pair at a time, {@code 2^k 2^x} with {@code x} in [-1/2, 1/2] by a polynomial of degree 10 that is 1 at 0 (minimax,
 * relative error 3e-16) and {@code 2^k} by shifting bits. Each loop is short and written out: past so many nodes the
 * compiler inlines no helper, nor one that it has compiled alone before, and vectors are then objects.
 */
final class WeightLoops {
    /** Weights are at least 2^-58, which is exp(-40.2). */
    private static final double HALF_DEPTH = 29;

    /** Added to a number below 2^51 it rounds to a whole one, whose bits stand last, less 58; 4096 leaves with the shift. */
    private static final double SHIFTER = 0x1.8p52 + 4096 - 2 * HALF_DEPTH;

    private WeightLoops() {}

    /** {@code most = max(most, base + slope * type + next)}, of numbers: by a comparison, since a maximum heeds what is none. */
    static void most(double[] most, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < Rows.WIDTH; w += L) {
            DoubleVector known = DoubleVector.fromArray(D, most, w);
            DoubleVector x =
                    DoubleVector.fromArray(D, type, w).mul(slope).add(base).add(DoubleVector.fromArray(D, next, w));
            known.blend(x, known.lt(x)).intoArray(most, w);
        }
    }

    /** The same where nothing comes next. */
    static void most(double[] most, double base, double slope, double[] type) {
        for (int w = 0; w < Rows.WIDTH; w += L) {
            DoubleVector known = DoubleVector.fromArray(D, most, w);
            DoubleVector x = DoubleVector.fromArray(D, type, w).mul(slope).add(base);
            known.blend(x, known.lt(x)).intoArray(most, w);
        }
    }

    /**
     * {@code out = 2^(2 scale (base + slope * type + next - most))}, but at least 2^-58, and {@code sum += out}.
     *
     * @param scale half of {@code 1 / (temperature * log 2)}
     */
    static void weigh(
            double[] out,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] most,
            double scale,
            double[] sum) {
        for (int w = 0; w < Rows.WIDTH; w += L) {
            DoubleVector x = DoubleVector.fromArray(D, type, w)
                    .mul(slope)
                    .add(base)
                    .add(DoubleVector.fromArray(D, next, w))
                    .sub(DoubleVector.fromArray(D, most, w));
            x = x.fma(DoubleVector.broadcast(D, scale), DoubleVector.broadcast(D, HALF_DEPTH));
            x = x.add(x.abs());
            DoubleVector k = x.add(SHIFTER);
            x = x.sub(k.sub(SHIFTER));
            DoubleVector e = DoubleVector.broadcast(D, 7.111758687557852e-09);
            e = e.fma(x, DoubleVector.broadcast(D, 1.0210506458816145e-07));
            e = e.fma(x, DoubleVector.broadcast(D, 1.321523563477604e-06));
            e = e.fma(x, DoubleVector.broadcast(D, 1.525264774769592e-05));
            e = e.fma(x, DoubleVector.broadcast(D, 0.00015403530800818256));
            e = e.fma(x, DoubleVector.broadcast(D, 0.001333355824648072));
            e = e.fma(x, DoubleVector.broadcast(D, 0.009618129107380715));
            e = e.fma(x, DoubleVector.broadcast(D, 0.05550410866434658));
            e = e.fma(x, DoubleVector.broadcast(D, 0.24022650695910472));
            e = e.fma(x, DoubleVector.broadcast(D, 0.6931471805599516));
            e = e.fma(x, DoubleVector.broadcast(D, 1.0));
            e = e.reinterpretAsLongs()
                    .add(k.reinterpretAsLongs().lanewise(LSHL, FRACTION))
                    .reinterpretAsDoubles();
            e.intoArray(out, w);
            DoubleVector.fromArray(D, sum, w).add(e).intoArray(sum, w);
        }
    }

    /** The same where nothing comes next. */
    static void weigh(
            double[] out, double base, double slope, double[] type, double[] most, double scale, double[] sum) {
        for (int w = 0; w < Rows.WIDTH; w += L) {
            DoubleVector x =
                    DoubleVector.fromArray(D, type, w).mul(slope).add(base).sub(DoubleVector.fromArray(D, most, w));
            x = x.fma(DoubleVector.broadcast(D, scale), DoubleVector.broadcast(D, HALF_DEPTH));
            x = x.add(x.abs());
            DoubleVector k = x.add(SHIFTER);
            x = x.sub(k.sub(SHIFTER));
            DoubleVector e = DoubleVector.broadcast(D, 7.111758687557852e-09);
            e = e.fma(x, DoubleVector.broadcast(D, 1.0210506458816145e-07));
            e = e.fma(x, DoubleVector.broadcast(D, 1.321523563477604e-06));
            e = e.fma(x, DoubleVector.broadcast(D, 1.525264774769592e-05));
            e = e.fma(x, DoubleVector.broadcast(D, 0.00015403530800818256));
            e = e.fma(x, DoubleVector.broadcast(D, 0.001333355824648072));
            e = e.fma(x, DoubleVector.broadcast(D, 0.009618129107380715));
            e = e.fma(x, DoubleVector.broadcast(D, 0.05550410866434658));
            e = e.fma(x, DoubleVector.broadcast(D, 0.24022650695910472));
            e = e.fma(x, DoubleVector.broadcast(D, 0.6931471805599516));
            e = e.fma(x, DoubleVector.broadcast(D, 1.0));
            e = e.reinterpretAsLongs()
                    .add(k.reinterpretAsLongs().lanewise(LSHL, FRACTION))
                    .reinterpretAsDoubles();
            e.intoArray(out, w);
            DoubleVector.fromArray(D, sum, w).add(e).intoArray(sum, w);
        }
    }
}
