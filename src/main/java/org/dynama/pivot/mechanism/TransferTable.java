package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.JointTypes;
import org.dynama.refusal.Entries;

/** Transfers that depend on public state and reports only: the draw has no place in them. */
final class TransferTable implements Transfers {
    private final int count;
    private final double[][][] payments;

    /** Zero transfers, to be filled; shape {@code [T, n, S, B]}. */
    TransferTable(int periods, int states, JointTypes profiles) {
        count = profiles.count();
        int entries = Entries.of("a table of transfers", "Maybe fewer public states, agents or types.", states, count);
        payments = new double[periods][profiles.agents()][entries];
    }

    void set(int t, int i, int s, int b, double payment) {
        payments[t][i][s * count + b] = payment;
    }

    @Override
    public double payment(int t, int i, int s, int z, int b) {
        return payments[t][i][s * count + b];
    }
}
