package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;

/** Hard occupancies where chance moves: the optimal policy's, by a forward sweep. */
final class ChanceMeasures extends TableMeasures implements Measures.Optimal {
    private final AcyclicSolver acyclic;
    private final CompiledWelfare welfare;
    private final double[] values;
    /** By lane, the least lead where the policy goes. */
    private final double[] leads;

    ChanceMeasures(AcyclicSolver solver, CompiledWelfare welfare, Profiles profiles) {
        super(solver, profiles);
        acyclic = solver;
        this.welfare = welfare;
        leads = Rows.filled(count, Double.POSITIVE_INFINITY);
        values = new double[count];
        solver.addInitialValues(values);
        CompiledWelfare.requirePolicy(values);
        double[][] reach = new double[solver.states][count];
        for (int s = 0; s < solver.states; s++) {
            for (int w = 0; w < count && solver.initial[s] > 0; w++) {
                reach[s][w] = solver.initial[s];
            }
        }
        for (double[] row : table) {
            Rows.fill(row, 0);
        }
        for (int k = 0; k < solver.states; k++) {
            int s = solver.stages.inOrder(k);
            for (int w = 0; w < count; w++) {
                if (reach[s][w] > 0) {
                    int best = solver.bestPair(welfare, s, w);
                    leads[w] = Math.min(leads[w], solver.lead);
                    step(best, w, reach[s][w], reach);
                }
            }
        }
    }

    private void step(int pair, int w, double mass, double[][] reach) {
        table[pair][w] = mass;
        Transitions transitions = solver.mdp.transitions();
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            reach[transitions.next(k)][w] += transitions.probability(k) * mass;
        }
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public double[] margins() {
        acyclic.requireLoaded(profiles);
        return acyclic.margins(welfare, leads);
    }
}
