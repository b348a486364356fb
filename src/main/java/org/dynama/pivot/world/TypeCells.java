package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.dynama.baseline.Marginal;
import org.dynama.model.Univariate;

/** Numbers that stand for the distribution of one: its range is cut into cells of equal probability, and each has its median. */
final class TypeCells {
    private TypeCells() {}

    /** Of a uniform distribution; one number where both ends are the same. */
    static double[] uniform(double low, double high, int cells) {
        return low == high ? new double[] {low} : medians(cells, share -> low + share * (high - low));
    }

    /**
     * Of another one, ascending.
     *
     * @param cells at least 1
     * @throws org.dynama.refusal.Refusal if nobody has written down its quantiles
     */
    static double[] of(Univariate distribution, int cells) {
        return distribution instanceof Univariate.Uniform uniform
                ? uniform(uniform.low(), uniform.high(), cells)
                : medians(cells, Marginal.of(distribution)::quantile);
    }

    private static double[] medians(int cells, DoubleUnaryOperator quantile) {
        double[] medians = new double[cells];
        Arrays.setAll(medians, k -> quantile.applyAsDouble((k + 0.5) / cells));
        return medians;
    }
}
