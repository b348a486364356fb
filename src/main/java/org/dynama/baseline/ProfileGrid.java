package org.dynama.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** All type profiles of a world of finitely many types, numbered so that the first agent's types change fastest. */
public final class ProfileGrid {
    private final List<DiscreteTypes> types;
    private final int dimension;
    private final int size;

    private ProfileGrid(List<DiscreteTypes> types, int dimension, int size) {
        this.types = types;
        this.dimension = dimension;
        this.size = size;
    }

    /** How many profiles there are; infinite where somebody has infinitely many types. */
    public static double profiles(Environment environment) {
        return environment.agents().stream()
                .mapToDouble(agent -> finite(agent.types())
                        .map(types -> (double) types.values().size())
                        .orElse(Double.POSITIVE_INFINITY))
                .reduce(1, (a, b) -> a * b);
    }

    /** Why profiles cannot be numbered, in one sentence; empty where they can. */
    static Optional<String> obstacle(Environment environment, int most) {
        Optional<String> infinite = environment.agents().stream()
                .filter(agent -> finite(agent.types()).isEmpty())
                .map(agent -> "types must be finitely many, and those of " + agent.name() + " fill an interval")
                .findFirst();
        double count = profiles(environment);
        return infinite.isPresent() || count <= most
                ? infinite
                : Optional.of(String.format(
                        Locale.ROOT, "there are %.0f type profiles, and must be at most %d", count, most));
    }

    /**
     * The profiles of a world.
     *
     * @throws Refusal with {@link #obstacle}
     */
    static ProfileGrid of(Environment environment, int most) {
        obstacle(environment, most).ifPresent(sentence -> {
            throw Refusal.of(sentence, "Maybe fewer types, or values on a coarser grid.");
        });
        List<DiscreteTypes> types = environment.agents().stream()
                .map(agent -> finite(agent.types()).orElseThrow())
                .toList();
        return new ProfileGrid(types, environment.dimension(), (int) profiles(environment));
    }

    /** A distribution as finitely many different types, in the order in which they are first named; empty where it has more. */
    public static Optional<DiscreteTypes> finite(TypeDistribution distribution) {
        if (distribution instanceof DiscreteTypes discrete) {
            return Optional.of(merged(discrete.values(), discrete.weights()));
        }
        if (distribution instanceof EmpiricalTypes observed) {
            List<Reals> rows = new ArrayList<>();
            for (int at = 0; at < observed.rows().size(); at += observed.dimension()) {
                double[] row = new double[observed.dimension()];
                for (int k = 0; k < row.length; k++) {
                    row[k] = observed.rows().get(at + k);
                }
                rows.add(Reals.of(row));
            }
            return Optional.of(merged(rows, Reals.filled(rows.size(), 1)));
        }
        if (distribution instanceof TypeDistribution.Uniform uniform
                && uniform.lows().equals(uniform.highs())) {
            return Optional.of(new DiscreteTypes(List.of(uniform.lows()), Reals.of(1)));
        }
        return Optional.empty();
    }

    private static DiscreteTypes merged(List<Reals> values, Reals weights) {
        Map<Reals, Double> odds = new LinkedHashMap<>();
        for (int k = 0; k < values.size(); k++) {
            odds.merge(values.get(k), weights.get(k), Double::sum);
        }
        double[] merged = odds.values().stream().mapToDouble(w -> w).toArray();
        return new DiscreteTypes(List.copyOf(odds.keySet()), Reals.of(merged));
    }

    /** The number of profiles {@code B}. */
    int size() {
        return size;
    }

    /** An agent's types. */
    DiscreteTypes types(int i) {
        return types.get(i);
    }

    /** How many types agent {@code i} has. */
    int count(int i) {
        return types.get(i).values().size();
    }

    /** The number of agent {@code i}'s type in profile {@code b}. */
    int type(int i, int b) {
        return b / stride(i) % count(i);
    }

    /** How far apart profiles are that differ in agent {@code i}'s type by one. */
    int stride(int i) {
        int stride = 1;
        for (int j = 0; j < i; j++) {
            stride *= count(j);
        }
        return stride;
    }

    /** The probability of agent {@code i}'s type {@code k}. */
    double probability(int i, int k) {
        return types.get(i).weights().get(k) / types.get(i).weights().stream().sum();
    }

    /** The probability of each profile, shape {@code [B]}. */
    Reals probabilities() {
        double[] out = new double[size];
        for (int b = 0; b < size; b++) {
            out[b] = 1;
            for (int i = 0; i < types.size(); i++) {
                out[b] *= probability(i, type(i, b));
            }
        }
        return Reals.of(out);
    }

    /** All profiles. */
    Profiles all() {
        double[] values = new double[types.size() * dimension * size];
        for (int i = 0; i < types.size(); i++) {
            for (int b = 0; b < size; b++) {
                Reals type = types.get(i).values().get(type(i, b));
                for (int k = 0; k < type.size(); k++) {
                    values[(i * dimension + k) * size + b] = type.get(k);
                }
            }
        }
        return Profiles.of(types.size(), dimension, size, values);
    }
}
