package org.dynama.solver.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.dynama.solver.vector.Lanes.BITS;
import static org.dynama.solver.vector.Lanes.D;
import static org.dynama.solver.vector.Lanes.FRACTION;
import static org.dynama.solver.vector.Lanes.L;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import org.dynama.solver.kernel.Rows;

/** Logarithms of sums of weights: the exponent from the bits, the rest in [sqrt 1/2, sqrt 2] by the series of artanh. */
final class LogarithmLoop {
    private static final double LOG_TWO = 0.6931471805599453;
    private static final long ROOT_HALF = Double.doubleToRawLongBits(0.7071067811865476);
    private static final double WHOLE = 0x1.8p52;
    private static final long WHOLE_BITS = Double.doubleToRawLongBits(WHOLE);

    private LogarithmLoop() {}

    /**
     * {@code value = most + temperature * log(sum)}, absolute error of the logarithm below 1e-15 of 1 or of itself, and
     * {@code inverse = 1 / sum}: one division. The sum is at least 1.
     */
    static void logarithm(double[] value, double[] inverse, double[] sum, double[] most, double temperature) {
        for (int w = 0; w < Rows.WIDTH; w += L) {
            DoubleVector s = DoubleVector.fromArray(D, sum, w);
            LongVector k = s.reinterpretAsLongs().sub(ROOT_HALF).lanewise(LSHR, FRACTION);
            DoubleVector x =
                    s.reinterpretAsLongs().sub(k.lanewise(LSHL, FRACTION)).reinterpretAsDoubles();
            DoubleVector d = DoubleVector.broadcast(D, 1).div(x.add(1).mul(s));
            x.add(1).mul(d).intoArray(inverse, w);
            DoubleVector z = x.sub(1).mul(s.mul(d));
            DoubleVector u = z.mul(z);
            DoubleVector e = DoubleVector.broadcast(D, 0.14795949700582858)
                    .fma(u, DoubleVector.broadcast(D, 0.15314050552112712));
            e = e.fma(u, DoubleVector.broadcast(D, 0.18183564326119675));
            e = e.fma(u, DoubleVector.broadcast(D, 0.22222198573184523));
            e = e.fma(u, DoubleVector.broadcast(D, 0.2857142874238762));
            e = e.fma(u, DoubleVector.broadcast(D, 0.39999999999414676));
            e = e.fma(u, DoubleVector.broadcast(D, 0.6666666666666734));
            e = e.fma(u, DoubleVector.broadcast(D, 2));
            DoubleVector whole = LongVector.broadcast(BITS, WHOLE_BITS)
                    .add(k)
                    .reinterpretAsDoubles()
                    .sub(WHOLE);
            whole = whole.fma(DoubleVector.broadcast(D, LOG_TWO), e.mul(z));
            whole.fma(DoubleVector.broadcast(D, temperature), DoubleVector.fromArray(D, most, w))
                    .intoArray(value, w);
        }
    }
}
