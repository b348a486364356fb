package org.dynama.model;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Refusal;

/**
 * Finitely many types with probabilities; a single one is a type that everybody knows.
 *
 * @param values each of shape {@code [d]}, finite; at least one
 * @param weights proportional to the probabilities; positive and finite, one for each value
 */
public record DiscreteTypes(List<Reals> values, Reals weights) implements TypeDistribution {
    public DiscreteTypes {
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() != weights.size()) {
            throw new Refusal(
                    "values", values.size(), "must be at least one, with as many weights = " + weights.size(), "");
        }
        for (int v = 0; v < values.size(); v++) {
            if (values.get(v).size() != values.get(0).size() || values.get(v).firstNotFinite() >= 0) {
                throw new Refusal(
                        "values[" + v + "]", values.get(v), "must be finite, with as many components as the first", "");
            }
            if (!(weights.get(v) > 0 && weights.get(v) < Double.POSITIVE_INFINITY)) {
                throw new Refusal("weights[" + v + "]", weights.get(v), "must be finite and positive", "");
            }
        }
    }

    @Override
    public int dimension() {
        return values.get(0).size();
    }

    @Override
    public double high(int k) {
        return values.stream().mapToDouble(value -> value.get(k)).max().orElseThrow();
    }

    @Override
    public double low(int k) {
        return values.stream().mapToDouble(value -> value.get(k)).min().orElseThrow();
    }

    @Override
    public boolean supports(double... type) {
        return values.contains(Reals.of(Arrays.copyOf(type, dimension())));
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out) {
        double left = random.nextDouble() * weights.stream().sum();
        int v = 0;
        while (v < values.size() - 1 && left >= weights.get(v)) {
            left -= weights.get(v++);
        }
        System.arraycopy(values.get(v).toArray(), 0, out, 0, dimension());
    }
}
