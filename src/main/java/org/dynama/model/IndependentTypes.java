package org.dynama.model;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Refusal;

/**
 * Independent components, each with a distribution of its own.
 *
 * @param components at least one
 */
public record IndependentTypes(List<Univariate> components) implements TypeDistribution {
    public IndependentTypes {
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new Refusal("components", "", "must have at least one entry", "");
        }
    }

    /** Components {@code 0..dimension-1}. */
    public static IndependentTypes of(int dimension, IntFunction<Univariate> component) {
        return new IndependentTypes(
                IntStream.range(0, dimension).mapToObj(component).toList());
    }

    @Override
    public int dimension() {
        return components.size();
    }

    @Override
    public double high(int k) {
        return components.get(k).high();
    }

    @Override
    public double low(int k) {
        return components.get(k).low();
    }

    @Override
    public double reach(int k) {
        return components.get(k).reach();
    }

    @Override
    public Object likeness(int k) {
        return components.get(k);
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out) {
        for (int k = 0; k < components.size(); k++) {
            out[k] = components.get(k).sample(random);
        }
    }

    /** A type of which some component is not one of its finitely many values lies outside. */
    @Override
    public boolean supports(double... type) {
        for (int k = 0; k < components.size(); k++) {
            double number = type[k];
            boolean inside = components.get(k) instanceof Univariate.Discrete discrete
                    ? discrete.values().stream().anyMatch(value -> value == number)
                    : number >= low(k) && number <= high(k);
            if (!inside) {
                return false;
            }
        }
        return true;
    }
}
