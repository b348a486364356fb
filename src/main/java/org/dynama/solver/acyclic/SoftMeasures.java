package org.dynama.solver.acyclic;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.StageTemperatures;

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
 *
 * Policies stay unnormalized, {@code pi = weights * inverse}, and occupancies are summed as the sweep goes forward; their rows are
 * made only where more than sums is asked for.
 */
final class SoftMeasures extends StateMeasures implements Measures.Regularized {
    private final double[] values;
    private final StageTemperatures temperatures;

    SoftMeasures(Softening softening, PairRows worth, Profiles profiles, StageTemperatures temperatures) {
        super(softening, profiles, softening.takeTable());
        this.temperatures = temperatures;
        backward(worth);
        values = new double[count];
        Arrays.fill(values, temperatures.constant());
        solver.addInitialValues(values);
        forward();
    }

    private void backward(PairRows worth) {
        for (int k = sweeps.states - 1; k >= 0; k--) {
            int s = sweeps.stages.inOrder(k);
            worth.prepare(s, sweeps.value);
            softening.rows.soften(
                    worth,
                    sweeps.mdp.firstPair(s),
                    sweeps.mdp.endPair(s),
                    temperatures.temperatures()[sweeps.stages.of(s)],
                    soft.weights,
                    sweeps.value[s],
                    soft.inverse[s]);
        }
    }

    private void forward() {
        double[][] reach = soft.scale;
        softening.descent.start(reach, 1, count);
        for (int k = 0; k < sweeps.states; k++) {
            int s = sweeps.stages.inOrder(k);
            Rows.multiply(reach[s], reach[s], soft.inverse[s]);
            fill(s, softening.descent.into(s, reach), sums);
            softening.descent.push(s, reach);
        }
    }

    @Override
    void fill(int s, double[][] into, double[] sums) {
        softening.rows.visit(sweeps.mdp.firstPair(s), sweeps.mdp.endPair(s), soft.weights, soft.scale[s], into, sums);
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        sweeps.requireLoaded(profiles);
        return new SoftSensitivities(softening, softening.gain(cotangent), profiles, temperatures, soft);
    }
}
