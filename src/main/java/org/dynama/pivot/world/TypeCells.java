package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.dynama.model.Univariate;
import org.dynama.refusal.Refusal;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

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
     * @throws Refusal if nobody has written down its quantiles
     */
    static double[] of(Univariate distribution, int cells) {
        if (distribution instanceof Univariate.Uniform uniform) {
            return uniform(uniform.low(), uniform.high(), cells);
        } else if (distribution instanceof Univariate.Normal normal) {
            RealDistribution whole = new NormalDistribution(normal.mean(), normal.deviation());
            return within(whole, normal.low(), normal.high(), cells, x -> x);
        } else if (distribution instanceof Univariate.Beta beta) {
            RealDistribution whole = new BetaDistribution(beta.alpha(), beta.beta());
            return within(whole, 0, 1, cells, x -> beta.low() + x * (beta.high() - beta.low()));
        } else if (distribution instanceof Univariate.Exponential tail) {
            double mass = -Math.expm1((tail.low() - tail.high()) / tail.mean());
            return medians(cells, share -> tail.low() - tail.mean() * Math.log1p(-share * mass));
        }
        throw Refusal.of(
                "types of the distribution " + distribution + " cannot be put on a grid",
                "Maybe a list of types with their probabilities.");
    }

    /** Of a distribution that is cut off outside of a range. */
    private static double[] within(
            RealDistribution whole, double low, double high, int cells, DoubleUnaryOperator stretched) {
        double below = whole.cumulativeProbability(low);
        double mass = whole.cumulativeProbability(high) - below;
        return medians(
                cells,
                share -> stretched.applyAsDouble(
                        Math.min(high, Math.max(low, whole.inverseCumulativeProbability(below + share * mass)))));
    }

    private static double[] medians(int cells, DoubleUnaryOperator quantile) {
        double[] medians = new double[cells];
        Arrays.setAll(medians, k -> quantile.applyAsDouble((k + 0.5) / cells));
        return medians;
    }
}
