package org.dynama.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Refusal;

/**
 * Types that were observed, drawn with equal odds. New types are expected between the extremes of the old ones.
 *
 * @param rows shape {@code [N, d]}, flattened; each finite
 * @param dimension {@code d}
 */
public record EmpiricalTypes(Reals rows, int dimension) implements TypeDistribution {
    public EmpiricalTypes {
        if (dimension < 1 || rows.size() < dimension || rows.size() % dimension != 0 || rows.firstNotFinite() >= 0) {
            throw new Refusal(
                    "rows", rows.size(), "numbers must be rows of dimension = " + dimension + ", each finite", "");
        }
    }

    @Override
    public double high(int k) {
        double high = Double.NEGATIVE_INFINITY;
        for (int at = k; at < rows.size(); at += dimension) {
            high = Math.max(high, rows.get(at));
        }
        return high;
    }

    @Override
    public double low(int k) {
        double low = Double.POSITIVE_INFINITY;
        for (int at = k; at < rows.size(); at += dimension) {
            low = Math.min(low, rows.get(at));
        }
        return low;
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out) {
        int first = random.nextInt(rows.size() / dimension) * dimension;
        for (int k = 0; k < dimension; k++) {
            out[k] = rows.get(first + k);
        }
    }
}
