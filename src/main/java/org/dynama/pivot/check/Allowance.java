package org.dynama.pivot.check;

import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.WelfareTables;

/**
 * How far below zero a margin may be: a tolerance in units of the money that it is about, and what rounding can have done at
 * that period and public state. Counts are exact.
 *
 * @param tolerance relative to the units
 */
record Allowance(PivotMechanism mechanism, Units units, double tolerance) {
    /** Values are computed twice, and differences taken of both. */
    private static final double PASSES = 4;

    /** For a margin of agent {@code i}, or of none if that is -1. */
    double of(Property property, int t, int s, int i) {
        return property.isCount() ? 0 : tolerance * units.of(property, i) + rounding(property, t, s, i);
    }

    private double rounding(Property property, int t, int s, int i) {
        WelfareTables values = mechanism.values().get(t);
        if (property.isPayments()) {
            double sum = 0;
            for (int j = 0; j < mechanism.profiles().agents(); j++) {
                sum += values.paymentError(j, s) / weight(j);
            }
            return sum;
        }
        double error = undecided(t) + PASSES * (values.error(-1, s) + (i < 0 ? 0 : values.error(i, s)));
        return property.isAgents() && i >= 0 ? error / weight(i) : error;
    }

    /** The same over all public states of the first period. */
    double ofTotals(int i) {
        return tolerance * units.of(Property.TOTALS, i) + roundingOfTotals(i);
    }

    /** How far rounding can have carried what is expected over the whole run. */
    double roundingOfTotals(int i) {
        WelfareTables values = mechanism.values().get(0);
        double error = undecided(0) + PASSES * (values.error(-1) + (i < 0 ? 0 : values.error(i)));
        return error / (i < 0 ? lightest() : weight(i));
    }

    /** Values are weighted, and margins in money. */
    private double weight(int i) {
        return mechanism.affine().weights().get(i);
    }

    /** What welfare in money can be off beside weighted welfare; the public has weight 1. */
    private double lightest() {
        return Math.min(1, mechanism.affine().weights().stream().min().orElse(1));
    }

    /** What choices may cost that rounding leaves open. */
    private double undecided(int t) {
        double within = mechanism.ties().within();
        // The length of a total season takes a while to tell.
        return within == 0
                ? 0
                : within
                        * (mechanism.world().isFinite()
                                ? mechanism.periods() - t
                                : mechanism.world().length());
    }
}
