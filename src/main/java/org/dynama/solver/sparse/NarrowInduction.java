package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Stages;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;

/**
 * Backward induction for a few profiles, one after another: to the last bit what rows of a whole block give, which would solve
 * for many that nobody asked for.
 */
public final class NarrowInduction {
    /** More profiles are faster side by side. */
    private static final int FEW = 8;

    private final Kernel kernel;
    private final SparseGraph graph;
    private final LaneRewards rewards;
    private final LaneSweeps sweeps;
    private final boolean[] all;
    /** By state, by how much its best action leads, and how often runs come. */
    private final double[] lead;

    private final double[] mass;
    /** The states, each before its successors. */
    private final int[] forward;

    /** Of an acyclic MDP, whose kernel holds types and compiled welfares. */
    public NarrowInduction(Kernel kernel, Stages stages) {
        this.kernel = kernel;
        graph = new SparseGraph(kernel.mdp);
        rewards = new LaneRewards(graph);
        sweeps = new LaneSweeps(graph, rewards);
        all = new boolean[kernel.mdp.pairCount()];
        Arrays.fill(all, true);
        lead = new double[graph.states];
        mass = new double[graph.states];
        forward = new int[graph.states];
        Arrays.setAll(forward, k -> graph.positionOf[stages.inOrder(k)]);
    }

    /** Whether so few profiles are faster one after another. */
    public static boolean suits(Profiles profiles) {
        return profiles.count() < FEW;
    }

    /** The optimal values; shape {@code [B]}. */
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        begin(kernel.compile(welfare), profiles);
        double[] values = new double[profiles.count()];
        Arrays.setAll(values, this::induct);
        return values;
    }

    /**
     * The optimal occupancies, ties to the lowest action.
     *
     * @param margins makes them of leads; both by profile
     */
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles, UnaryOperator<double[]> margins) {
        begin(kernel.compile(welfare), profiles);
        double[] leads = new double[profiles.count()];
        LaneMeasures measures = new LaneMeasures(kernel, profiles, w -> margins.apply(leads)[w]);
        for (int w = 0; w < leads.length; w++) {
            double value = induct(w);
            CompiledWelfare.requirePolicy(new double[] {value});
            leads[w] = flow();
            measures.take(w, value, graph, sweeps.policy, mass);
        }
        return measures;
    }

    private void begin(CompiledWelfare compiled, Profiles profiles) {
        CompiledWelfare.requireNoLoss(compiled.loss);
        kernel.load(profiles);
        rewards.take(kernel, compiled, all);
    }

    private double induct(int w) {
        rewards.take(w);
        for (int k = 0; k < graph.states; k++) {
            double most = Double.NEGATIVE_INFINITY;
            double next = Double.NEGATIVE_INFINITY;
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                double worth = sweeps.worth(j);
                if (worth > most) {
                    next = most;
                    most = worth;
                    sweeps.policy[k] = j;
                } else {
                    next = Math.max(next, worth);
                }
            }
            sweeps.value[k] = most;
            lead[k] = most - next;
        }
        return sweeps.initialValue(kernel);
    }

    /** Lets runs flow through the policy; the least lead where they come. */
    private double flow() {
        System.arraycopy(graph.initial, 0, mass, 0, mass.length);
        double least = Double.POSITIVE_INFINITY;
        for (int k : forward) {
            int j = sweeps.policy[k];
            if (mass[k] > 0) {
                least = Math.min(least, lead[k]);
                for (int e = graph.entries[j]; e < graph.entries[j + 1]; e++) {
                    mass[graph.next[e]] += graph.probability[e] * mass[k];
                }
            }
        }
        return least;
    }
}
