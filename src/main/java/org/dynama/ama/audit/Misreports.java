package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/** Misreports for every agent in every profile of a batch. */
final class Misreports {
    /** First steps of an ascent beside the reach of a type, and the last beside the first. */
    private static final double FIRST = 0.3;

    private static final double LAST = 1e-3;

    private final Environment environment;
    private final Profiles truth;
    private final RandomStream stream;
    /** For each agent the types that are tried whatever the truth. */
    private final List<List<double[]>> fixed = new ArrayList<>();

    Misreports(Environment environment, Profiles truth, RandomStream stream) {
        this.environment = environment;
        this.truth = truth;
        this.stream = stream;
        environment.agents().forEach(agent -> fixed.add(fixed(agent.types())));
    }

    /** All types where they are finitely many; else all low, all high, and each component alone at its ends. */
    private static List<double[]> fixed(TypeDistribution types) {
        List<double[]> all = new ArrayList<>();
        if (types instanceof DiscreteTypes discrete) {
            discrete.values().forEach(value -> all.add(value.toArray()));
            return all;
        }
        int d = types.dimension();
        for (int alone = -1; alone < d; alone++) {
            for (boolean high : new boolean[] {false, true}) {
                double[] type = new double[d];
                for (int k = 0; k < d; k++) {
                    boolean likeIt = alone < 0 || alone == k;
                    type[k] = end(types, k, likeIt == high);
                }
                all.add(type);
            }
        }
        return d == 1 ? all.subList(0, 2) : all;
    }

    private static double end(TypeDistribution types, int k, boolean high) {
        double end = high ? types.high(k) : types.low(k);
        return Double.isFinite(end) ? end : high ? types.reach(k) : -types.reach(k);
    }

    /** The rounds that it takes to try every fixed type. */
    int fixedRounds() {
        return fixed.stream().mapToInt(List::size).max().orElse(0);
    }

    /** Everyone reports the round's fixed type; who has fewer begins again. */
    Profiles fixed(int round) {
        double[] values = new double[truth.toArray().length];
        for (int i = 0; i < fixed.size(); i++) {
            double[] type = fixed.get(i).get(round % fixed.get(i).size());
            for (int k = 0; k < type.length; k++) {
                for (int b = 0; b < truth.count(); b++) {
                    values[(i * truth.dimension() + k) * truth.count() + b] = type[k];
                }
            }
        }
        return Profiles.of(truth.agents(), truth.dimension(), truth.count(), values);
    }

    /** Types drawn afresh. */
    Profiles drawn(int round) {
        return Profiles.draw(environment.agents(), stream.child("drawn/" + round), 0, truth.count());
    }

    /** Types near given ones, within the ends of the support; nearer with every round. */
    Profiles near(double[] lies, int round, int rounds) {
        double[] values = lies.clone();
        double[] normal = stream.child("near").normals(round, values.length);
        double scale = FIRST * Math.pow(LAST, (double) round / Math.max(1, rounds - 1));
        for (int i = 0; i < environment.agentCount(); i++) {
            TypeDistribution types = environment.agents().get(i).types();
            for (int k = 0; k < types.dimension(); k++) {
                double step = scale * Math.max(types.reach(k), Double.MIN_NORMAL);
                for (int b = 0; b < truth.count(); b++) {
                    int at = (i * truth.dimension() + k) * truth.count() + b;
                    double moved = lies[at] + step * normal[at];
                    values[at] = Math.min(end(types, k, true), Math.max(end(types, k, false), moved));
                }
            }
        }
        return Profiles.of(truth.agents(), truth.dimension(), truth.count(), values);
    }
}
