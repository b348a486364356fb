package org.dynama.compare.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The finitely many types of one agent, as an environment has them.
 *
 * @param values each of shape {@code [d]}, all distinct
 * @param probabilities shape {@code [K]}, sum 1
 */
record Support(List<Reals> values, Reals probabilities) {
    Support {
        values = List.copyOf(values);
    }

    /** The support of a distribution; null where it is not finite. Equal values are one, where the first of them stands. */
    static @Nullable Support of(TypeDistribution distribution) {
        Map<Reals, Double> odds = new LinkedHashMap<>();
        if (distribution instanceof DiscreteTypes discrete) {
            for (int k = 0; k < discrete.values().size(); k++) {
                odds.merge(discrete.values().get(k), discrete.weights().get(k), Double::sum);
            }
        } else if (distribution instanceof EmpiricalTypes empirical) {
            int dimension = empirical.dimension();
            double[] rows = empirical.rows().toArray();
            for (int at = 0; at < rows.length; at += dimension) {
                double[] row = new double[dimension];
                System.arraycopy(rows, at, row, 0, dimension);
                odds.merge(Reals.of(row), 1.0, Double::sum);
            }
        } else {
            return null;
        }
        double sum = odds.values().stream().mapToDouble(weight -> weight).sum();
        List<Double> shares = new ArrayList<>();
        odds.values().forEach(weight -> shares.add(weight / sum));
        return new Support(
                List.copyOf(odds.keySet()),
                Reals.of(shares.stream().mapToDouble(share -> share).toArray()));
    }

    /** The number of types {@code K}. */
    int size() {
        return values.size();
    }
}
