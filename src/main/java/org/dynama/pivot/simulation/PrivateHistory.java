package org.dynama.pivot.simulation;

import org.dynama.refusal.Refusal;

/**
 * What one agent knows when she reports: her own types so far, and of all earlier periods the public states, reports,
 * draws and actions. The draw of this period is not among it.
 */
public final class PrivateHistory {
    private final Season season;
    private final int i;
    private final int types;
    private int t;
    private double uniform;

    PrivateHistory(Season season, int i, int types) {
        this.season = season;
        this.i = i;
        this.types = types;
    }

    void now(int period, double coin) {
        t = period;
        uniform = coin;
    }

    /** This period, from 0. */
    public int period() {
        return t;
    }

    /** Who reports. */
    public int agent() {
        return i;
    }

    /** How many types she has. */
    public int types() {
        return types;
    }

    /** Her type in this period. */
    public int type() {
        return season.type(t, i);
    }

    /** Her type in this period or an earlier one. */
    public int type(int period) {
        return season.type(seen(period, t), i);
    }

    /** The public state in this period or an earlier one. */
    public int state(int period) {
        return season.state(seen(period, t));
    }

    /** What an agent reported in an earlier period. */
    public int report(int period, int agent) {
        return season.report(seen(period, t - 1), agent);
    }

    /** What was drawn in an earlier period. */
    public int draw(int period) {
        return season.draw(seen(period, t - 1));
    }

    /** What was done in an earlier period. */
    public int action(int period) {
        return season.action(seen(period, t - 1));
    }

    /** A number in [0, 1) that nobody else sees, for strategies that mix. */
    public double uniform() {
        return uniform;
    }

    private static int seen(int period, int last) {
        if (period < 0 || period > last) {
            throw new Refusal("period", period, "is not known yet", "Maybe ask for periods 0 to " + last + ".");
        }
        return period;
    }
}
