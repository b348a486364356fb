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
    private final PairShares shares;

    SoftMeasures(
            Softening softening, PairRows worth, PairShares shares, Profiles profiles, StageTemperatures temperatures) {
        super(softening, profiles, softening.takeTable(), shares.alike);
        this.shares = shares;
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
                    alike.first[s],
                    alike.first[s + 1],
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
            fill(s, softening.descent.into(alike, s, reach), sums);
            softening.descent.push(alike, s, reach);
        }
    }

    @Override
    void fill(int s, double[][] into, double[] sums) {
        softening.rows.visit(alike.first[s], alike.first[s + 1], soft.weights, soft.scale[s], into, sums);
    }

    @Override
    double[] part(int pair, double[] row, double[] spare) {
        Rows.set(spare, solver.zero, shares.share(pair), row);
        return spare;
    }

    @Override
    double part(int pair, double sum) {
        return shares.share(pair) * sum;
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        sweeps.requireLoaded(profiles);
        PairGain gain = softening.gain(cotangent, shares);
        if (!gain.isApart) {
            return new SoftSensitivities(softening, gain, profiles, temperatures, soft, sums);
        }
        SoftTable apart = softening.takeTable();
        soft.copyTo(apart, shares);
        return new SoftSensitivities(softening, gain, profiles, temperatures, apart, sums);
    }
}
