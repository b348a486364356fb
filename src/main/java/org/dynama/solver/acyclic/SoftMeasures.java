package org.dynama.solver.acyclic;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.StageTemperatures;
import org.dynama.solver.kernel.TableMeasures;

/**
 * The regularized solution by soft backward induction, and its pullback by one more pair of sweeps, both without a
 * tape.
 *
 * <pre>
 * backward   Q = c + P V',  V = alpha_t logsumexp(Q / alpha_t),  pi = exp((Q - V) / alpha_t)
 * forward    d(initial) = mu,  nu = d pi,  d' = P^T nu
 * pullback   G = g + P Vg',  Vg = sum_a pi G,  h = nu (G - Vg) / alpha_t
 *            y(initial) = 0,  lambda = h + y pi,  y' = P^T lambda
 * </pre>
 */
final class SoftMeasures extends TableMeasures implements Measures.Regularized {
    private final AcyclicSolver sweeps;
    private final double[][] policy;
    private final double[] values;
    private final StageTemperatures temperatures;
    private final Transitions transitions;

    SoftMeasures(AcyclicSolver solver, CompiledWelfare welfare, Profiles profiles, StageTemperatures temperatures) {
        super(solver, profiles);
        sweeps = solver;
        this.temperatures = temperatures;
        transitions = solver.mdp.transitions();
        policy = solver.takeTable();
        values = new double[count];
        backward(welfare);
        Arrays.fill(values, temperatures.constant());
        solver.addInitialValues(values);
        forward(solver.value);
    }

    private void backward(CompiledWelfare welfare) {
        double[] most = new double[Rows.WIDTH];
        double[] sum = new double[Rows.WIDTH];
        int roots = Rows.rootsFor(solver.actions);
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = sweeps.stages.inOrder(k);
            int first = solver.mdp.firstPair(s);
            int end = solver.mdp.endPair(s);
            double alpha = temperatures.temperatures()[sweeps.stages.of(s)];
            Rows.fill(most, Double.NEGATIVE_INFINITY);
            Rows.fill(sum, 0);
            for (int p = first; p < end; p++) {
                sweeps.continuation(policy[p], welfare, p, temperatures.bonus()[p]);
                Rows.max(most, policy[p]);
            }
            for (int p = first; p < end; p++) {
                Rows.softWeight(policy[p], most, 1 / alpha, sum);
            }
            Rows.softMax(solver.value[s], most, alpha, sum, roots);
            normalize(first, end, sum);
        }
    }

    private void normalize(int first, int end, double[] sum) {
        Rows.reciprocal(sum);
        for (int p = first; p < end; p++) {
            Rows.multiply(policy[p], policy[p], sum);
        }
    }

    /** Fills the table with occupancies; overwrites the values of states with the probabilities of reaching them. */
    private void forward(double[][] reach) {
        for (int s = 0; s < solver.states; s++) {
            Rows.fill(reach[s], solver.initial[s]);
        }
        for (int k = 0; k < solver.states; k++) {
            int s = sweeps.stages.inOrder(k);
            for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
                Rows.multiply(table[p], reach[s], policy[p]);
                push(p, table[p], reach);
            }
        }
    }

    private void push(int pair, double[] mass, double[][] into) {
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            Rows.addScaled(into[transitions.next(k)], transitions.probability(k), mass);
        }
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        solver.requireLoaded(profiles);
        CompiledWelfare gain = solver.compile(cotangent);
        TableMeasures result = new TableMeasures(solver, profiles);
        double[][] lambda = result.table;
        double[][] mean = solver.value;
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = sweeps.stages.inOrder(k);
            double factor = 1 / temperatures.temperatures()[sweeps.stages.of(s)];
            Rows.fill(mean[s], 0);
            for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
                sweeps.continuation(lambda[p], gain, p, 0);
                if (gain.loss != null && gain.loss.bears(p)) {
                    Rows.addScaled(lambda[p], 1, solver.losses(gain.loss)[p]);
                }
                Rows.addProduct(mean[s], policy[p], lambda[p]);
            }
            for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
                Rows.sensitivity(lambda[p], factor, table[p], lambda[p], mean[s]);
            }
        }
        forwardSensitivity(lambda);
        return result;
    }

    private void forwardSensitivity(double[][] lambda) {
        double[][] y = solver.value;
        for (int s = 0; s < solver.states; s++) {
            Rows.fill(y[s], 0);
        }
        for (int k = 0; k < solver.states; k++) {
            int s = sweeps.stages.inOrder(k);
            for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
                Rows.addProduct(lambda[p], y[s], policy[p]);
                push(p, lambda[p], y);
            }
        }
    }

    @Override
    protected void release() {
        solver.giveTable(policy);
        super.release();
    }
}
