package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.VisitedMeasures;

/** Hard occupancies, by profile the pairs that are visited and how often: memory is linear in states. */
class LaneMeasures extends VisitedMeasures {
    private final Kernel solver;
    private final IntToDoubleFunction marginOf;
    private final int[][] pairs;
    private final double[][] visits;

    /** @param margin of a profile's lane; asked for late, because it is dear */
    LaneMeasures(Kernel solver, Profiles profiles, IntToDoubleFunction margin) {
        super(solver, profiles);
        this.solver = solver;
        marginOf = margin;
        pairs = new int[count][];
        visits = new double[count][];
    }

    /** Takes what was found for one profile: a policy and its visits, by position of the state. */
    void take(int w, double value, SparseGraph graph, int[] policy, double[] often) {
        values[w] = value;
        int used = 0;
        int[] visited = new int[graph.states];
        double[] mass = new double[graph.states];
        for (int k : graph.positionOf) {
            if (k >= 0 && often[k] > 0) {
                visited[used] = graph.pairAt[policy[k]];
                mass[used++] = often[k];
            }
        }
        pairs[w] = Arrays.copyOf(visited, used);
        visits[w] = Arrays.copyOf(mass, used);
    }

    @Override
    public double[] margins() {
        solver.requireLoaded(profiles);
        double[] margins = new double[count];
        Arrays.setAll(margins, marginOf);
        return margins;
    }

    @Override
    public double[] inner(AffineWelfare function) {
        solver.requireLoaded(profiles);
        CompiledWelfare compiled = solver.compile(function);
        double[][] losses = compiled.loss == null ? new double[0][] : solver.losses(compiled.loss);
        double[] out = new double[count];
        for (int w = 0; w < count; w++) {
            for (int m = 0; m < pairs[w].length; m++) {
                int p = pairs[w][m];
                if (compiled.base[p] != Double.NEGATIVE_INFINITY) {
                    out[w] = compiled.addInner(p, visits[w][m], solver.types, w, out[w]);
                }
                if (compiled.loss != null && compiled.loss.bears(p)) {
                    out[w] += visits[w][m] * losses[p][w];
                }
            }
        }
        return out;
    }

    @Override
    public double[][] rewards() {
        solver.requireLoaded(profiles);
        double[][] out = new double[solver.rewards.agents()][count];
        for (int w = 0; w < count; w++) {
            for (int v = 0; v < pairs[w].length; v++) {
                addRewards(pairs[w][v], w, visits[w][v], out);
            }
        }
        return out;
    }

    @Override
    public double[] sum() {
        double[] out = new double[solver.mdp.pairCount()];
        for (int w = 0; w < count; w++) {
            for (int m = 0; m < pairs[w].length; m++) {
                out[pairs[w][m]] += visits[w][m];
            }
        }
        return out;
    }

    @Override
    public double[] toArray() {
        double[] out = new double[solver.mdp.pairCount() * count];
        for (int w = 0; w < count; w++) {
            for (int m = 0; m < pairs[w].length; m++) {
                out[pairs[w][m] * count + w] += visits[w][m];
            }
        }
        return out;
    }

    @Override
    public void close() {
        Arrays.fill(pairs, null);
        Arrays.fill(visits, null);
    }
}
