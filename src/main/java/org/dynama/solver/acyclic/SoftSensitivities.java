package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.StageTemperatures;

/** What a pullback returns: {@code lambda} of {@link SoftMeasures}, its gain computed again on the way forward. */
final class SoftSensitivities extends StateMeasures {
    private final PairGain gain;
    private final StageTemperatures temperatures;
    /** By group, how often they are visited in all profiles. */
    private final double[] visits;
    /** Rows by state, the last one zero: the mean gain from there on. */
    private final double[][] mean;
    /** Rows by state: what comes down to it, times the inverse. */
    private final double[][] carry;

    private final double[] scale = new double[Rows.WIDTH];

    SoftSensitivities(
            Softening softening,
            PairGain gain,
            Profiles profiles,
            StageTemperatures temperatures,
            SoftTable soft,
            double[] visits) {
        super(softening, profiles, soft, gain.alike);
        this.gain = gain;
        this.visits = visits;
        this.temperatures = temperatures;
        mean = softening.takeStateRows();
        carry = softening.takeStateRows();
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = sweeps.stages.inOrder(k);
            gain.rows.prepare(s, mean);
            softening.rows.mean(gain.rows, alike.first[s], alike.first[s + 1], soft.weights, soft.inverse[s], mean[s]);
        }
        softening.descent.start(carry, 0, count);
        for (int k = 0; k < solver.states; k++) {
            int s = sweeps.stages.inOrder(k);
            Rows.multiply(carry[s], carry[s], soft.inverse[s]);
            fill(s, softening.descent.into(alike, s, carry), sums);
            softening.descent.push(alike, s, carry);
        }
    }

    @Override
    void fill(int s, double[][] into, double[] sums) {
        gain.rows.prepare(s, mean);
        Rows.set(scale, solver.zero, inverseTemperature(s), soft.scale[s]);
        softening.rows.sensitivities(
                gain.rows, alike.first[s], alike.first[s + 1], soft.weights, scale, mean[s], carry[s], into, sums);
    }

    private double inverseTemperature(int s) {
        return 1 / temperatures.temperatures()[sweeps.stages.of(s)];
    }

    /** A pair of a group is sensitive like all of it, and more by as much as its gain is above the group's. */
    @Override
    double[] part(int pair, double[] row, double[] spare) {
        int s = solver.mdp.stateOf(pair);
        double more = gain.share(pair) * gain.above(pair) * inverseTemperature(s);
        Rows.set(spare, solver.zero, gain.share(pair), row);
        Rows.addScaledProduct(spare, more, soft.weights[alike.group[pair]], soft.scale[s]);
        return spare;
    }

    @Override
    double part(int pair, double sum) {
        double more = gain.above(pair) * inverseTemperature(solver.mdp.stateOf(pair)) * visits[alike.group[pair]];
        return gain.share(pair) * (sum + more);
    }

    @Override
    protected void release() {
        softening.giveStateRows(mean);
        softening.giveStateRows(carry);
        super.release();
    }
}
