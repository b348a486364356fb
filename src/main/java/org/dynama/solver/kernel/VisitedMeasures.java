package org.dynama.solver.kernel;

import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;

/** Hard occupancies that are kept by profile, as the pairs that are visited: memory is linear in states. */
public abstract class VisitedMeasures implements Measures.Optimal {
    protected final Profiles profiles;
    protected final int count;
    protected final double[] values;
    private final Kernel solver;

    /** Measures of a batch, with values of zero, which the caller fills. */
    protected VisitedMeasures(Kernel solver, Profiles profiles) {
        this.solver = solver;
        this.profiles = profiles;
        count = profiles.count();
        values = new double[count];
    }

    @Override
    public final int count() {
        return count;
    }

    @Override
    public final double[] values() {
        return values;
    }

    /** Adds what each agent earns by some visits of a pair in one lane; shape of {@code out}: {@code [n][B]}. */
    protected final void addRewards(int pair, int lane, double visits, double[][] out) {
        RewardMap rewards = solver.rewards;
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int i = rewards.agent(m);
            int k = rewards.component(m);
            double type = k == RewardMap.CONSTANT ? 1 : solver.types[i * solver.dimension + k][lane];
            out[i][lane] += visits * (rewards.coefficient(m) * type);
        }
    }
}
