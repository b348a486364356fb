package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * Classes of agents who draw types alike and whose exchange leaves the largest welfare what it was, on drawn profiles. That
 * they are exchangeable is thus a guess, on which no promise rests: permuted entries are policies like any other, with features
 * of their own, that share a boost.
 */
final class Exchangeable {
    private static final int TRIALS = 16;
    private static final double ROUNDING = 1e-9;

    private final int[] classOf;

    private Exchangeable(int[] classOf) {
        this.classOf = classOf;
    }

    static Exchangeable of(Environment environment, PolicyBatch policies) {
        int n = environment.agentCount();
        AffineWelfare welfare = new AffineWelfare(Reals.filled(n, 1), environment.designer());
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(0, "exchange"), 0, TRIALS);
        double[] values = policies.values(profiles, welfare);
        int[] classOf = new int[n];
        Arrays.fill(classOf, -1);
        for (int i = 0; i < n; i++) {
            classOf[i] = classOf[i] < 0 ? i : classOf[i];
            for (int j = i + 1; j < n && classOf[i] == i; j++) {
                boolean alike = classOf[j] < 0
                        && environment
                                .agents()
                                .get(i)
                                .types()
                                .equals(environment.agents().get(j).types());
                if (alike && equal(policies.values(exchanged(profiles, i, j), welfare), values)) {
                    classOf[j] = i;
                }
            }
        }
        return new Exchangeable(classOf);
    }

    /** The first agent of an agent's class. */
    int classOf(int i) {
        return classOf[i];
    }

    /** How agents look, whoever of a class is who: her class's looks in order. */
    List<List<Integer>> canonical(int... looks) {
        List<List<Integer>> classes = new ArrayList<>();
        for (int c = 0; c < looks.length; c++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < looks.length; i++) {
                if (classOf[i] == c) {
                    members.add(looks[i]);
                }
            }
            members.sort(null);
            classes.add(members);
        }
        return classes;
    }

    /**
     * The different ways to give looks to other agents of the same class; the first is in ascending order.
     *
     * @param most ways
     * @return by way and place, the agent whose look it is; empty where there are more than {@code most}
     */
    List<int[]> arrangements(int[] looks, int most) {
        List<int[]> found = new ArrayList<>();
        boolean isAll = arrange(looks, new int[looks.length], new boolean[looks.length], 0, most, found);
        return isAll ? found : List.of();
    }

    private boolean arrange(int[] looks, int[] from, boolean[] used, int place, int most, List<int[]> found) {
        if (place == looks.length) {
            found.add(from.clone());
            return found.size() <= most;
        }
        List<Integer> tried = new ArrayList<>();
        boolean isAll = true;
        for (int j = 0; j < looks.length && isAll; j++) {
            if (!used[j] && classOf[j] == classOf[place] && !tried.contains(looks[j])) {
                tried.add(looks[j]);
                used[j] = true;
                from[place] = j;
                isAll = arrange(looks, from, used, place + 1, most, found);
                used[j] = false;
            }
        }
        return isAll;
    }

    private static Profiles exchanged(Profiles profiles, int i, int j) {
        return profiles.withTypes(i, b -> type(profiles, j, b)).withTypes(j, b -> type(profiles, i, b));
    }

    private static Reals type(Profiles profiles, int i, int b) {
        double[] type = new double[profiles.dimension()];
        Arrays.setAll(type, k -> profiles.type(i, k, b));
        return Reals.of(type);
    }

    private static boolean equal(double[] values, double[] others) {
        for (int b = 0; b < values.length; b++) {
            if (!(Math.abs(values[b] - others[b]) <= ROUNDING * Math.abs(others[b]))) {
                return false;
            }
        }
        return true;
    }
}
