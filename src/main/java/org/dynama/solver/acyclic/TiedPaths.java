package org.dynama.solver.acyclic;

import java.util.Arrays;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;

/**
 * Looks, profile by profile, through the paths that rounding cannot tell from the best one, lowest actions first. Where each agent
 * earns the same on all of them, as where goods are handed out in another order, the first one is the rule's and nothing else
 * is at stake.
 */
final class TiedPaths {
    /** More ends than this are left to others. */
    private static final int MOST = 64;

    /** Rewards that differ by less, beside their own parts, are the same. */
    private static final double SAME = 1e-12;

    private final AcyclicSolver solver;
    private final CompiledWelfare welfare;
    /** What rounding may feign between two actions. */
    private final double feigned;

    private int lane;
    /** Shape {@code [n]}; what agents have earned so far, and the sizes of its parts. */
    private final double[] earned;

    private final double[] sizes;
    /** What these were before the steps of the path, two numbers a reward. */
    private double[] before = new double[16];

    private int kept;
    private final int[] path;
    /** What the first path earns, the sizes of its parts, and its pairs. */
    private final double[] rewards;

    private final double[] parts;
    private final int[] first;
    private int ends;

    TiedPaths(AcyclicSolver solver, CompiledWelfare welfare) {
        this.solver = solver;
        this.welfare = welfare;
        feigned = solver.feigned(welfare);
        int n = solver.rewards.agents();
        earned = new double[n];
        sizes = new double[n];
        path = new int[solver.stages.count()];
        first = new int[path.length];
        rewards = new double[n];
        parts = new double[n];
    }

    /**
     * Whether all paths of a lane earn each agent the same.
     *
     * @param taken receives the first of them if so: the pair of step {@code t} at {@code t * WIDTH + lane}, -1 after the end
     */
    boolean agree(int w, int start, int[] taken) {
        lane = w;
        ends = 0;
        kept = 0;
        Arrays.fill(earned, 0);
        Arrays.fill(sizes, 0);
        if (!walk(start, 0)) {
            return false;
        }
        for (int t = 0; t < first.length; t++) {
            taken[t * Rows.WIDTH + lane] = first[t];
        }
        return true;
    }

    private boolean walk(int s, int t) {
        if (s == solver.states) {
            return end(t);
        }
        double floor = solver.value[s][lane] - feigned;
        for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
            int next = solver.successor(p);
            if (next >= 0 && welfare.at(p, solver.types, lane) + solver.value[next][lane] >= floor) {
                path[t] = p;
                earn(p);
                if (!walk(next, t + 1)) {
                    return false;
                }
                forget(p);
            }
        }
        return true;
    }

    private void earn(int p) {
        int terms = solver.rewards.end(p) - solver.rewards.begin(p);
        if (before.length < kept + 2 * terms) {
            before = Arrays.copyOf(before, 2 * (kept + 2 * terms));
        }
        for (int m = solver.rewards.begin(p); m < solver.rewards.end(p); m++) {
            int k = solver.rewards.component(m);
            int i = solver.rewards.agent(m);
            double type = k < 0 ? 1 : solver.types[i * solver.dimension + k][lane];
            double reward = solver.rewards.coefficient(m) * type;
            before[kept++] = earned[i];
            before[kept++] = sizes[i];
            earned[i] += reward;
            sizes[i] += Math.abs(reward);
        }
    }

    /** Takes the last step back, to the bit. */
    private void forget(int p) {
        for (int m = solver.rewards.end(p) - 1; m >= solver.rewards.begin(p); m--) {
            int i = solver.rewards.agent(m);
            sizes[i] = before[--kept];
            earned[i] = before[--kept];
        }
    }

    private boolean end(int t) {
        if (ends++ == 0) {
            System.arraycopy(earned, 0, rewards, 0, rewards.length);
            System.arraycopy(sizes, 0, parts, 0, parts.length);
            for (int k = 0; k < first.length; k++) {
                first[k] = k < t ? path[k] : -1;
            }
            return true;
        }
        boolean same = ends <= MOST;
        for (int i = 0; i < rewards.length; i++) {
            same &= Math.abs(earned[i] - rewards[i]) <= SAME * (parts[i] + sizes[i]);
        }
        return same;
    }
}
