package org.dynama.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * A batch of type profiles, batch last: shape {@code [n, d, B]}, where {@code d} is the largest type dimension and
 * unused components are zero.
 */
public final class Profiles {
    /** Profiles are drawn, and sums over them taken, in blocks of this many, whatever the chunks and threads. */
    public static final int BLOCK = 128;

    private final int agents;
    private final int dimension;
    private final int count;
    private final double[] values;

    private Profiles(int agents, int dimension, int count, double[] values) {
        this.agents = agents;
        this.dimension = dimension;
        this.count = count;
        this.values = values;
    }

    /**
     * The given types, copied.
     *
     * @param values shape {@code [n, d, B]}, flattened
     * @throws IllegalArgumentException if the length is not {@code n * d * B} or a number is not finite
     */
    public static Profiles of(int agents, int dimension, int count, double... values) {
        if (values.length != agents * dimension * count) {
            throw new Refusal(
                    "values",
                    "",
                    "has " + values.length + " numbers and must have " + agents + " x " + dimension + " x " + count,
                    "");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new Refusal("type", value, "must be finite", "");
            }
        }
        return new Profiles(agents, dimension, count, values.clone());
    }

    /**
     * Draws the profiles with the indices {@code first..first+count-1} of a stream. Profile {@code k} is the same
     * whatever the other arguments.
     *
     * @throws IllegalArgumentException unless {@code first} is a multiple of {@link #BLOCK}
     */
    public static Profiles draw(List<Agent> agents, RandomStream stream, long first, int count) {
        if (first % BLOCK != 0) {
            throw new Refusal("first", first, "must be a multiple of " + BLOCK, "");
        }
        int d = agents.stream()
                .mapToInt(agent -> agent.types().dimension())
                .max()
                .orElse(0);
        double[] values = new double[Entries.of("a table of types", "Maybe fewer profiles.", agents.size(), d, count)];
        double[] type = new double[d];
        UniformRandomProvider random = stream.generator(0);
        for (int b = 0; b < count; b++) {
            if (b % BLOCK == 0) {
                random = stream.generator((first + b) / BLOCK);
            }
            for (int i = 0; i < agents.size(); i++) {
                TypeDistribution types = agents.get(i).types();
                types.sample(random, type);
                for (int k = 0; k < types.dimension(); k++) {
                    values[(i * d + k) * count + b] = type[k];
                }
            }
        }
        return new Profiles(agents.size(), d, count, values);
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return agents;
    }

    /** The largest type dimension {@code d}. */
    public int dimension() {
        return dimension;
    }

    /** The number of profiles {@code B}. */
    public int count() {
        return count;
    }

    /** Component {@code k} of agent {@code i}'s type in profile {@code b}. */
    public double type(int i, int k, int b) {
        return values[(i * dimension + k) * count + b];
    }

    /** Copies component {@code k} of agent {@code i}'s type in {@code length} profiles into {@code out}. */
    public void copyTypes(int i, int k, int from, int length, double[] out, int at) {
        System.arraycopy(values, (i * dimension + k) * count + from, out, at, length);
    }

    /** The profiles {@code from..to-1}. */
    public Profiles slice(int from, int to) {
        double[] part = new double[agents * dimension * (to - from)];
        for (int row = 0; row < agents * dimension; row++) {
            System.arraycopy(values, row * count + from, part, row * (to - from), to - from);
        }
        return new Profiles(agents, dimension, to - from, part);
    }

    /** The profiles with the given numbers, in that order. */
    public Profiles at(int... numbers) {
        double[] part = new double[agents * dimension * numbers.length];
        for (int row = 0; row < agents * dimension; row++) {
            for (int k = 0; k < numbers.length; k++) {
                part[row * numbers.length + k] = values[row * count + numbers[k]];
            }
        }
        return new Profiles(agents, dimension, numbers.length, part);
    }

    /** The same profiles with agent {@code i}'s types replaced by hers in {@code reports}. */
    public Profiles withReports(int i, Profiles reports) {
        double[] replaced = values.clone();
        System.arraycopy(reports.values, i * dimension * count, replaced, i * dimension * count, dimension * count);
        return new Profiles(agents, dimension, count, replaced);
    }

    /**
     * The same profiles with other types of agent {@code i}.
     *
     * @param typeOf by profile, her type, finite; components that it lacks are zero
     */
    public Profiles withTypes(int i, IntFunction<Reals> typeOf) {
        double[] replaced = values.clone();
        for (int b = 0; b < count; b++) {
            Reals type = typeOf.apply(b);
            for (int k = 0; k < dimension; k++) {
                replaced[(i * dimension + k) * count + b] = k < type.size() ? type.get(k) : 0;
            }
        }
        return new Profiles(agents, dimension, count, replaced);
    }

    /** All types, a copy, shape {@code [n, d, B]}. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profiles profiles
                && agents == profiles.agents
                && dimension == profiles.dimension
                && count == profiles.count
                && Arrays.equals(values, profiles.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
