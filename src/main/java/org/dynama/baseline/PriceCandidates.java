package org.dynama.baseline;

import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/** Prices that may be best, and profiles in which somebody may lose by them. */
final class PriceCandidates {
    private static final int MOST_CANDIDATES = 20;
    /** Profiles of the sample that are moved to the ends of ranges. */
    private static final int CORNERS = 4;

    private final Environment environment;
    private final Profiles sample;

    PriceCandidates(Environment environment, Profiles sample) {
        this.environment = environment;
        this.sample = sample;
    }

    /** For each agent and component, shape {@code [n][d][]}. */
    double[][][] all() {
        double[][][] all = new double[environment.agentCount()][environment.dimension()][];
        for (int i = 0; i < all.length; i++) {
            for (int k = 0; k < all[i].length; k++) {
                all[i][k] = candidates(i, k);
            }
        }
        return all;
    }

    /** What agent {@code i}'s component {@code k} is in the sample, thinned out, and more than it ever is. */
    private double[] candidates(int i, int k) {
        RewardMap rewards = environment.rewards();
        boolean matters = false;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            matters |= rewards.agent(m) == i && rewards.component(m) == k;
        }
        if (!matters) {
            return new double[] {0};
        }
        TreeSet<Double> different = new TreeSet<>();
        for (int b = 0; b < sample.count(); b++) {
            different.add(sample.type(i, k, b));
        }
        for (double end : ends(i, k)) {
            different.add(end);
        }
        double[] all = different.stream().mapToDouble(value -> value).toArray();
        int count = Math.min(all.length, MOST_CANDIDATES);
        double[] few = new double[count + 1];
        for (int c = 0; c < count; c++) {
            few[c] = all[count == 1 ? 0 : (int) ((long) c * (all.length - 1) / (count - 1))];
        }
        few[count] = all[all.length - 1] + Math.abs(all[all.length - 1]) + Math.abs(all[0]);
        return few;
    }

    /** The ends of a component's range, as far as they are finite. */
    private double[] ends(int i, int k) {
        TypeDistribution types = environment.agents().get(i).types();
        return k < types.dimension()
                ? DoubleStream.of(types.low(k), types.high(k))
                        .filter(Double::isFinite)
                        .toArray()
                : new double[0];
    }

    /**
     * Profiles in which agents are at the ends of their ranges, one of them or all: where somebody loses first, and a sample
     * seldom looks.
     */
    Profiles corners() {
        int n = environment.agentCount();
        int d = environment.dimension();
        int few = Math.min(CORNERS, sample.count());
        int count = 2 * few * (n + 1);
        double[] values = new double[n * d * count];
        for (int c = 0; c < count; c++) {
            int who = c / 2 / few;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < d; k++) {
                    double[] ends = ends(i, k);
                    boolean atEnd = (i == who || who == n) && ends.length == 2;
                    values[(i * d + k) * count + c] = atEnd ? ends[c % 2] : sample.type(i, k, c / 2 % few);
                }
            }
        }
        return Profiles.of(n, d, count, values);
    }
}
