package org.dynama.solver.sparse;

import java.util.function.IntToDoubleFunction;
import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Kernel;

/** Long-run shares of periods, with the way to where a run settles. */
final class LongRunMeasures extends LaneMeasures {
    private final SparseGraph graph;
    private final LaneVisits visits;
    private final ChainClasses classes;
    private final LaneState[] states;

    /** @param states by profile, what was found for it, when it was */
    LongRunMeasures(
            Kernel solver,
            Profiles profiles,
            IntToDoubleFunction margin,
            SparseGraph graph,
            LaneVisits visits,
            ChainClasses classes,
            LaneState[] states) {
        super(solver, profiles, margin);
        this.graph = graph;
        this.visits = visits;
        this.classes = classes;
        this.states = states;
    }

    @Override
    public double[] passages() {
        double[] passages = new double[graph.mdp.pairCount() * count];
        for (int b = 0; b < count; b++) {
            int[] policy = states[b].lowest();
            visits.pass(policy, classes);
            for (int k = 0; k < policy.length; k++) {
                if (visits.visits[k] > 0) {
                    passages[graph.pairAt[policy[k]] * count + b] = visits.visits[k];
                }
            }
        }
        return passages;
    }
}
