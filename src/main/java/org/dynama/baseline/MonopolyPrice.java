package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.RandomStream;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;

/** The price at which one unit earns most from an agent whose value for it is one component of her type. */
public final class MonopolyPrice {
    /** Quantiles that are tried. */
    private static final int CELLS = 4096;

    private MonopolyPrice() {}

    /**
     * The price: of finitely many values the best one; of a known distribution the best of 4,095 quantiles, among them the
     * median; of any other the best for a sample of 16,384.
     *
     * @param k component of the type; at least zero in price
     */
    public static double of(TypeDistribution types, int k) {
        if (types instanceof TypeDistribution.Uniform) {
            return quantile(new Marginal.Even(types.low(k), types.high(k)));
        }
        if (types instanceof IndependentTypes independent
                && !(independent.components().get(k) instanceof Univariate.Discrete)) {
            return quantile(Marginal.of(independent.components().get(k)));
        }
        if (types instanceof DiscreteTypes discrete) {
            double[] values = discrete.values().stream()
                    .mapToDouble(value -> value.get(k))
                    .toArray();
            return best(values, discrete.weights().toArray());
        }
        return sampled(types, k);
    }

    private static double quantile(Marginal marginal) {
        double price = 0;
        double most = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double share = cell / (double) CELLS;
            double earned = marginal.quantile(share) * (1 - share);
            if (Double.isFinite(earned) && earned > most) {
                most = earned;
                price = marginal.quantile(share);
            }
        }
        return price;
    }

    private static double sampled(TypeDistribution types, int k) {
        var random = new RandomStream(0, "monopoly price").generator(0);
        double[] values = new double[4 * CELLS];
        double[] type = new double[types.dimension()];
        for (int b = 0; b < values.length; b++) {
            types.sample(random, type);
            values[b] = type[k];
        }
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        return best(values, weights);
    }

    private static double best(double[] values, double[] weights) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, v -> v);
        Arrays.sort(order, (one, two) -> Double.compare(values[two], values[one]));
        double price = 0;
        double most = 0;
        double above = 0;
        for (int v : order) {
            above += weights[v];
            if (values[v] * above > most) {
                most = values[v] * above;
                price = values[v];
            }
        }
        return price;
    }
}
