package org.dynama.pivot.search;

import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PolicyValues;

/** What agents are expected to pay over the whole run, discounted, if all are truthful: exactly, by the mechanism's tables. */
public final class Revenue implements PolicyValues.Earnings {
    private final PivotMechanism mechanism;

    private Revenue(PivotMechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** The revenue of a mechanism. */
    public static double of(PivotMechanism mechanism) {
        double[] first = PolicyValues.of(mechanism.world(), mechanism.policy(), -1, new Revenue(mechanism))
                .get(0);
        double[] initial = mechanism.profiles().initial(mechanism.world());
        double revenue = 0;
        for (int row = 0; row < first.length; row++) {
            revenue += initial[row] * first[row];
        }
        return revenue;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int t, int s, int z, int a, int b, double weight, double[] into, int at) {
        for (int i = 0; i < mechanism.profiles().agents(); i++) {
            into[at] += weight * mechanism.transfers().payment(t, i, s, z, b);
        }
    }

    @Override
    public void end(int s, int b, double[] into, int at) {
        into[at] = 0;
    }
}
