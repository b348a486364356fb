package org.dynama.world.market;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Probabilities of public states in an order that stays, at 12 bytes each: a large market has millions of them. A map like any
 * other, that cannot be changed; a look-up costs as much as going through it.
 */
public final class Successors extends AbstractMap<Integer, Double> {
    private final int[] states;
    private final double[] probabilities;

    private Successors(int[] states, double[] probabilities) {
        this.states = states;
        this.probabilities = probabilities;
    }

    /** The same in little memory. */
    public static Successors of(Map<Integer, Double> map) {
        if (map instanceof Successors successors) {
            return successors;
        }
        return new Successors(
                map.keySet().stream().mapToInt(s -> s).toArray(),
                map.values().stream().mapToDouble(p -> p).toArray());
    }

    /**
     * Successors in the order that they are given; the arrays are not to be changed any more.
     *
     * @throws Refusal unless there are as many probabilities as states
     */
    public static Successors of(int[] states, double... probabilities) {
        if (states.length != probabilities.length) {
            throw new Refusal("probabilities", probabilities.length, "must be as many as the " + states.length, "");
        }
        return new Successors(states, probabilities);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        boolean same = other instanceof Successors successors
                && Arrays.equals(states, successors.states)
                && Arrays.equals(probabilities, successors.probabilities);
        return same || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public int size() {
        return states.length;
    }

    @Override
    public Set<Entry<Integer, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return states.length;
            }

            @Override
            public Iterator<Entry<Integer, Double>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Entry<Integer, Double>> entries() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < states.length;
            }

            @Override
            public Entry<Integer, Double> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return Map.entry(states[at], probabilities[at++]);
            }
        };
    }
}
