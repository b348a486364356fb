package org.dynama.solver.sparse;

/**
 * What was found for one profile, for those who ask later.
 *
 * @param value by state; bare arrays, which nobody compares
 * @param policy the sweeps'
 * @param lowest the rule's; empty where nobody asked for it yet
 */
@SuppressWarnings("ArrayRecordComponent")
record LaneState(double[] value, int[] policy, int[] lowest, double gain, double error) {
    /** Copies. */
    static LaneState of(LaneSweeps sweeps, int[] lowest, double error) {
        return new LaneState(sweeps.value.clone(), sweeps.policy.clone(), lowest.clone(), sweeps.gain, error);
    }

    /** Puts values and policy back. */
    void restore(LaneSweeps sweeps) {
        System.arraycopy(value, 0, sweeps.value, 0, value.length);
        System.arraycopy(policy, 0, sweeps.policy, 0, policy.length);
        sweeps.gain = gain;
    }
}
