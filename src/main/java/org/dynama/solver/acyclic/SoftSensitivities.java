package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.StageTemperatures;

/** What a pullback returns: {@code lambda} of {@link SoftMeasures}, its gain computed again on the way forward. */
final class SoftSensitivities extends StateMeasures {
    private final PairRows gain;
    private final StageTemperatures temperatures;
    /** Rows by state, the last one zero: the mean gain from there on. */
    private final double[][] mean;
    /** Rows by state: what comes down to it, times the inverse. */
    private final double[][] carry;

    private final double[] scale = new double[Rows.WIDTH];

    SoftSensitivities(
            Softening softening, PairRows gain, Profiles profiles, StageTemperatures temperatures, SoftTable soft) {
        super(softening, profiles, soft);
        this.gain = gain;
        this.temperatures = temperatures;
        mean = softening.takeStateRows();
        carry = softening.takeStateRows();
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = sweeps.stages.inOrder(k);
            gain.prepare(s, mean);
            softening.rows.mean(
                    gain, solver.mdp.firstPair(s), solver.mdp.endPair(s), soft.weights, soft.inverse[s], mean[s]);
        }
        softening.descent.start(carry, 0, count);
        for (int k = 0; k < solver.states; k++) {
            int s = sweeps.stages.inOrder(k);
            Rows.multiply(carry[s], carry[s], soft.inverse[s]);
            fill(s, softening.descent.into(s, carry), sums);
            softening.descent.push(s, carry);
        }
    }

    @Override
    void fill(int s, double[][] into, double[] sums) {
        gain.prepare(s, mean);
        double inverseTemperature = 1 / temperatures.temperatures()[sweeps.stages.of(s)];
        Rows.set(scale, solver.zero, inverseTemperature, soft.scale[s]);
        softening.rows.sensitivities(
                gain,
                sweeps.mdp.firstPair(s),
                sweeps.mdp.endPair(s),
                soft.weights,
                scale,
                mean[s],
                carry[s],
                into,
                sums);
    }

    @Override
    protected void release() {
        softening.giveStateRows(mean);
        softening.giveStateRows(carry);
        super.release();
    }
}
