package org.dynama.solver.acyclic;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.VisitedMeasures;

/** Hard occupancies where nothing is left to chance: each profile's is one path, kept as its state-action pairs. */
final class PathMeasures extends VisitedMeasures {
    private final AcyclicSolver solver;
    /** The pair of step {@code t} and lane {@code w} at {@code t * WIDTH + w}; -1 after the end. */
    private final int[] path;

    private final CompiledWelfare welfare;
    private final int start;
    private final long solution;
    /** By lane, the least lead along the path; empty before it is asked for. */
    private double[] leads = {};

    private boolean closed;

    PathMeasures(AcyclicSolver solver, CompiledWelfare welfare, Profiles profiles, HardSweep sweep) {
        super(solver, profiles);
        this.solver = solver;
        this.welfare = welfare;
        solution = solver.solution();
        path = solver.takePath();
        solver.addInitialValues(values);
        CompiledWelfare.requirePolicy(values);
        int first = 0;
        while (solver.initial[first] == 0) {
            first++;
        }
        start = first;
        walk(sweep);
    }

    /** Step by step for all lanes, so that one lane's mispredicted branch does not keep the next one waiting. */
    private void walk(HardSweep sweep) {
        int[] at = new int[count];
        Arrays.fill(at, start);
        for (int t = 0; t < path.length; t += Rows.WIDTH) {
            for (int w = 0; w < count; w++) {
                int s = at[w];
                int p = s == solver.states ? -1 : sweep.best(welfare, s, w);
                path[t + w] = p;
                at[w] = p < 0 ? s : solver.successor(p);
            }
        }
    }

    private double[] leads() {
        if (leads.length == 0) {
            solver.requireSolution(solution);
            leads = Rows.filled(count, Double.POSITIVE_INFINITY);
            for (int t = 0; t < path.length; t += Rows.WIDTH) {
                for (int w = 0; w < count; w++) {
                    int p = path[t + w];
                    leads[w] = p < 0 ? leads[w] : Math.min(leads[w], solver.leadIn(welfare, solver.mdp.stateOf(p), w));
                }
            }
        }
        return leads;
    }

    @Override
    public double[] margins() {
        solver.requireLoaded(profiles);
        return solver.margins(welfare, leads());
    }

    @Override
    public double[] decided() {
        double[] margins = margins();
        solver.requireSolution(solution);
        TiedPaths tied = new TiedPaths(solver, welfare);
        for (int w = 0; w < count; w++) {
            if (!(margins[w] > 0) && tied.agree(w, start, path)) {
                margins[w] = Double.MIN_NORMAL;
            }
        }
        return margins;
    }

    @Override
    public int[][] paths() {
        int[][] paths = new int[count][];
        for (int w = 0; w < count; w++) {
            int length = 0;
            while (length * Rows.WIDTH < path.length && path[length * Rows.WIDTH + w] >= 0) {
                length++;
            }
            paths[w] = new int[length];
            for (int t = 0; t < length; t++) {
                paths[w][t] = path[t * Rows.WIDTH + w];
            }
        }
        return paths;
    }

    @Override
    public double[] inner(AffineWelfare function) {
        solver.requireLoaded(profiles);
        CompiledWelfare compiled = solver.compile(function);
        double[] out = new double[count];
        for (int t = 0; t < path.length; t += Rows.WIDTH) {
            for (int w = 0; w < count; w++) {
                int p = path[t + w];
                if (p >= 0) {
                    out[w] += compiled.at(p, solver.types, w);
                }
                if (p >= 0 && compiled.loss != null && compiled.loss.bears(p)) {
                    out[w] += solver.losses(compiled.loss)[p][w];
                }
            }
        }
        return out;
    }

    @Override
    public double[][] rewards() {
        solver.requireLoaded(profiles);
        double[][] out = new double[solver.rewards.agents()][count];
        for (int t = 0; t < path.length; t += Rows.WIDTH) {
            for (int w = 0; w < count; w++) {
                int p = path[t + w];
                if (p >= 0) {
                    addRewards(p, w, 1, out);
                }
            }
        }
        return out;
    }

    @Override
    public double[] sum() {
        double[] out = new double[solver.mdp.pairCount()];
        for (int t = 0; t < path.length; t += Rows.WIDTH) {
            for (int w = 0; w < count; w++) {
                if (path[t + w] >= 0) {
                    out[path[t + w]]++;
                }
            }
        }
        return out;
    }

    @Override
    public double[] toArray() {
        double[] out = new double[solver.mdp.pairCount() * count];
        for (int t = 0; t < path.length; t += Rows.WIDTH) {
            for (int w = 0; w < count; w++) {
                if (path[t + w] >= 0) {
                    out[path[t + w] * count + w]++;
                }
            }
        }
        return out;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            solver.givePath(path);
        }
    }
}
