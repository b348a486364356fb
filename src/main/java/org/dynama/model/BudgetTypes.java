package org.dynama.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Refusal;

/**
 * What bundles are worth to an agent with a budget: the sum of the items in it, and the budget at most. Component {@code k} of a
 * type is the value of the bundle of those items {@code j} for which bit {@code j} of {@code k + 1} is set, so that
 * {@code d = 2^m - 1}.
 *
 * @param items values of the {@code m} items, not negative; at most {@link #MOST} of them
 * @param budget positive and finite, known to everybody
 */
public record BudgetTypes(TypeDistribution items, double budget) implements TypeDistribution {
    /** More items make too many bundles to report. */
    public static final int MOST = 8;

    public BudgetTypes {
        if (items.dimension() > MOST) {
            throw new Refusal("items", items.dimension(), "must be at most " + MOST + " where bundles have values", "");
        }
        if (!(budget > 0 && budget < Double.POSITIVE_INFINITY)) {
            throw new Refusal("budget", budget, "must be finite and positive", "");
        }
        for (int j = 0; j < items.dimension(); j++) {
            if (!(items.low(j) >= 0)) {
                throw new Refusal("the least value of item " + (j + 1), items.low(j), "must not be negative", "");
            }
        }
    }

    private double bundle(int k, IntToDoubleFunction value) {
        double sum = 0;
        for (int j = 0; j < items.dimension(); j++) {
            sum += ((k + 1) >> j & 1) == 0 ? 0 : value.applyAsDouble(j);
        }
        return Math.min(budget, sum);
    }

    @Override
    public int dimension() {
        return (1 << items.dimension()) - 1;
    }

    @Override
    public double high(int k) {
        return bundle(k, items::high);
    }

    @Override
    public double low(int k) {
        return bundle(k, items::low);
    }

    @Override
    public double reach(int k) {
        return bundle(k, items::reach);
    }

    /** A type whose bundles are not worth what its items and the budget say lies outside. */
    @Override
    public boolean supports(double... type) {
        for (int k = 0; k < dimension(); k++) {
            double worth = bundle(k, j -> type[(1 << j) - 1]);
            if (type[k] != worth || !(worth >= low(k) && worth <= high(k))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object likeness(int k) {
        List<Object> inside = new ArrayList<>();
        for (int j = 0; j < items.dimension(); j++) {
            if (((k + 1) >> j & 1) != 0) {
                inside.add(items.likeness(j));
            }
        }
        inside.sort(Comparator.comparing(Object::toString));
        return List.of(budget, inside);
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out) {
        double[] values = new double[items.dimension()];
        items.sample(random, values);
        for (int k = 0; k < dimension(); k++) {
            out[k] = bundle(k, j -> values[j]);
        }
    }
}
