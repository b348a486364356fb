package org.dynama.solver.acyclic;

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
    /** Shape {@code [stages + 1][n]}; what agents have earned so far, and the sizes of its parts. */
    private final double[][] earned;

    private final double[][] sizes;
    /** Shape {@code [stages][A]}; what actions are worth on the way. */
    private final double[][] worth;

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
        earned = new double[solver.stages.count() + 1][n];
        sizes = new double[earned.length][n];
        path = new int[solver.stages.count()];
        first = new int[path.length];
        rewards = new double[n];
        parts = new double[n];
        worth = new double[path.length][solver.actions];
    }

    /**
     * Whether all paths of a lane earn each agent the same.
     *
     * @param taken receives the first of them if so: the pair of step {@code t} at {@code t * WIDTH + lane}, -1 after the end
     */
    boolean agree(int w, int start, int[] taken) {
        lane = w;
        ends = 0;
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
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < solver.actions; a++) {
            worth[t][a] = solver.worth(welfare, s * solver.actions + a, lane);
            most = Math.max(most, worth[t][a]);
        }
        for (int a = 0; a < solver.actions; a++) {
            if (worth[t][a] >= most - feigned) {
                int p = s * solver.actions + a;
                path[t] = p;
                earn(p, t);
                if (!walk(solver.successor(p), t + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void earn(int p, int t) {
        System.arraycopy(earned[t], 0, earned[t + 1], 0, earned[t].length);
        System.arraycopy(sizes[t], 0, sizes[t + 1], 0, sizes[t].length);
        for (int m = solver.rewards.begin(p); m < solver.rewards.end(p); m++) {
            int k = solver.rewards.component(m);
            int i = solver.rewards.agent(m);
            double type = k < 0 ? 1 : solver.types[i * solver.dimension + k][lane];
            double reward = solver.rewards.coefficient(m) * type;
            earned[t + 1][i] += reward;
            sizes[t + 1][i] += Math.abs(reward);
        }
    }

    private boolean end(int t) {
        if (ends++ == 0) {
            System.arraycopy(earned[t], 0, rewards, 0, rewards.length);
            System.arraycopy(sizes[t], 0, parts, 0, parts.length);
            for (int k = 0; k < first.length; k++) {
                first[k] = k < t ? path[k] : -1;
            }
            return true;
        }
        boolean same = ends <= MOST;
        for (int i = 0; i < rewards.length; i++) {
            same &= Math.abs(earned[t][i] - rewards[i]) <= SAME * (parts[i] + sizes[t][i]);
        }
        return same;
    }
}
