package org.dynama.pivot.search;

import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PolicyValues;

/**
 * What the designer is expected to get over the whole run, discounted, if all agents are truthful: exactly, by the mechanism's
 * tables.
 */
public final class Revenue implements PolicyValues.Earnings {
    private final PivotMechanism mechanism;
    private final boolean ownToo;

    private Revenue(PivotMechanism mechanism, boolean ownToo) {
        this.mechanism = mechanism;
        this.ownToo = ownToo;
    }

    /** What agents pay. */
    public static double of(PivotMechanism mechanism) {
        return of(mechanism, false);
    }

    /** What agents pay, and what the designer earns by what is done. */
    public static double profit(PivotMechanism mechanism) {
        return mechanism.world().commonFrom(0) + of(mechanism, true);
    }

    private static double of(PivotMechanism mechanism, boolean ownToo) {
        double[] first = PolicyValues.of(mechanism.world(), mechanism.policy(), -1, new Revenue(mechanism, ownToo))
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
        into[at] += ownToo ? weight * mechanism.world().stages().get(t).relativePublic(s, a) : 0;
    }

    @Override
    public void end(int s, int b, double[] into, int at) {
        into[at] = ownToo ? mechanism.world().terminal().relativePublic()[s] : 0;
    }
}
