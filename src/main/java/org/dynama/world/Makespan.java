package org.dynama.world;

import java.util.List;
import org.dynama.model.Loss;

/**
 * How long the longest-loaded worker still has to work when the last task is assigned.
 *
 * <p>Before each task every strictly positive load falls by one; {@code published} lets it fall below zero, which is
 * what the published tables count, {@code queue} clamps it at zero, since a worker cannot work ahead. Then the task's
 * cost is added to its worker's load. The makespan is {@code max(0, max_i load_i)}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, task scheduling</a>
 */
final class Makespan implements Loss {
    private final List<int[]> histories;
    private final int workers;
    private final int tasks;
    private final boolean clamped;

    Makespan(List<int[]> histories, int workers, int tasks, boolean clamped) {
        this.histories = histories;
        this.workers = workers;
        this.tasks = tasks;
        this.clamped = clamped;
    }

    @Override
    public String name() {
        return "makespan";
    }

    @Override
    public boolean isBorneAtTheEnd() {
        return true;
    }

    @Override
    public boolean bears(int pair) {
        return histories.get(pair / workers).length == tasks - 1;
    }

    /** Costs {@code O(S n B)}: a history's loads are those of its past, one task on. */
    @Override
    public void fill(double[][] types, double[][] out) {
        int width = types[0].length;
        double[][][] loads = new double[histories.size()][][];
        loads[0] = new double[workers][width];
        int child = 1;
        for (int s = 0; s < histories.size(); s++) {
            int task = histories.get(s).length;
            double[][] eased = eased(loads[s]);
            for (int i = 0; i < workers; i++) {
                double[] cost = types[i * tasks + task];
                if (task == tasks - 1) {
                    longest(eased, i, cost, out[s * workers + i]);
                } else {
                    loads[child++] = assigned(eased, i, cost);
                }
            }
            loads[s] = new double[0][];
        }
    }

    private double[][] eased(double[][] load) {
        double[][] eased = new double[workers][load[0].length];
        for (int i = 0; i < workers; i++) {
            for (int b = 0; b < load[i].length; b++) {
                double left = load[i][b] > 0 ? load[i][b] - 1 : load[i][b];
                eased[i][b] = clamped ? Math.max(0, left) : left;
            }
        }
        return eased;
    }

    private static double[][] assigned(double[][] load, int worker, double[] cost) {
        double[][] next = load.clone();
        next[worker] = load[worker].clone();
        for (int b = 0; b < cost.length; b++) {
            next[worker][b] += cost[b];
        }
        return next;
    }

    private void longest(double[][] load, int worker, double[] cost, double[] out) {
        for (int b = 0; b < out.length; b++) {
            double most = Math.max(0, load[worker][b] + cost[b]);
            for (int i = 0; i < workers; i++) {
                most = i == worker ? most : Math.max(most, load[i][b]);
            }
            out[b] = most;
        }
    }
}
