package org.dynama.pivot.mechanism;

import java.util.Arrays;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.refusal.Entries;

/**
 * Expected welfare before the draw, {@code E_Z[W(theta; Z)]}, in one period: of the grand economy and of each marginal
 * economy, less what the public gets whatever is done ({@link AllocationWorld#commonFrom}). Beside them stands how far
 * rounding can have carried them from the exact ones.
 */
public final class WelfareTables {
    /** By economy, the grand one first: the values; by state, the most that their parts measure, and their errors. */
    private final double[][] values;

    private final double[][] parts;
    private final double[][] errors;
    /** The errors of what actions are worth, also of those that cannot be optimal. */
    private final double[][] worthErrors;
    /** By agent and state, how far her payment can be off. */
    private final double[][] paymentErrors;

    WelfareTables(JointTypes profiles, int states) {
        int economies = profiles.agents() + 1;
        values = new double[economies][];
        values[0] = new double
                [Entries.of(
                        "a table of welfare", "Maybe fewer public states, agents or types.", states, profiles.count())];
        for (int i = 0; i < profiles.agents(); i++) {
            values[1 + i] = new double[states * profiles.countWithout(i)];
        }
        parts = new double[economies][states];
        errors = new double[economies][states];
        worthErrors = new double[economies][states];
        paymentErrors = new double[profiles.agents()][states];
    }

    /** What the economies get when a finite horizon ends. */
    static WelfareTables terminal(AllocationWorld world, JointTypes profiles) {
        WelfareTables tables = new WelfareTables(profiles, world.stateCount());
        double[] common = world.terminal().relativePublic();
        for (int absent = -1; absent < profiles.agents(); absent++) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int b = 0; b < profiles.count(); b++) {
                    // Of all the profiles with the same others the one with type 0 leaves no trace of who is absent.
                    if (absent < 0 || profiles.type(absent, b) == 0) {
                        tables.end(world, profiles, absent, s, b, common[s]);
                    }
                }
            }
        }
        return tables;
    }

    private void end(AllocationWorld world, JointTypes profiles, int absent, int s, int b, double common) {
        double welfare = common;
        double size = Math.abs(common);
        for (int j = 0; j < profiles.agents(); j++) {
            if (j != absent) {
                int row = s * profiles.types(j) + profiles.type(j, b);
                double earned = world.terminal().utilities().get(j).get(row);
                welfare += earned;
                size += Math.abs(earned);
            }
        }
        int at = absent < 0 ? s * profiles.count() + b : s * profiles.countWithout(absent) + profiles.others(absent, b);
        values[1 + absent][at] = welfare;
        note(absent, s, size, RunningError.of(profiles.agents()) * size);
    }

    /** Gives the economy that agent {@code i}'s payments are held against the least welfare over her types, in one state. */
    void least(JointTypes profiles, int i, int s) {
        int others = profiles.countWithout(i);
        Arrays.fill(values[1 + i], s * others, (s + 1) * others, Double.POSITIVE_INFINITY);
        for (int b = 0; b < profiles.count(); b++) {
            int at = s * others + profiles.others(i, b);
            values[1 + i][at] = Math.min(values[1 + i][at], values[0][s * profiles.count() + b]);
        }
    }

    /** The same for all agents and states. */
    void least(JointTypes profiles) {
        for (int i = 0; i < profiles.agents(); i++) {
            for (int s = 0; s < parts[0].length; s++) {
                least(profiles, i, s);
            }
        }
    }

    /** The grand economy's, shape {@code [S, B]}; not to be changed. */
    public double[] grand() {
        return values[0];
    }

    /** The economy's without agent {@code i}, shape {@code [S, B / K_i]}; not to be changed. */
    public double[] marginal(int i) {
        return values[1 + i];
    }

    /** Those of an economy, by who is absent; -1 for nobody. */
    double[] of(int absent) {
        return values[1 + absent];
    }

    /** How far the values of a state can be off the exact ones, in the economy without {@code absent}; -1 for nobody. */
    public double error(int absent, int s) {
        return errors[1 + absent][s];
    }

    /** How far agent {@code i}'s payments in a state can be off the exact ones. */
    public double paymentError(int i, int s) {
        return paymentErrors[i][s];
    }

    /** The most that the parts of a state's values measure. */
    double parts(int absent, int s) {
        return parts[1 + absent][s];
    }

    void note(int absent, int s, double size, double error) {
        parts[1 + absent][s] = Math.max(parts[1 + absent][s], size);
        errors[1 + absent][s] = Math.max(errors[1 + absent][s], error);
    }

    void noteWorths(int absent, int s, double error) {
        worthErrors[1 + absent][s] = error;
    }

    /** The largest error of what an action is worth, in any state. */
    double worthError(int absent) {
        return Arrays.stream(worthErrors[1 + absent]).max().orElse(0);
    }

    void notePayment(int i, int s, double error) {
        paymentErrors[i][s] = Math.max(paymentErrors[i][s], error);
    }

    /** Sets the parts and the error of all states of an economy. */
    void fill(int absent, double size, double error) {
        Arrays.fill(parts[1 + absent], size);
        Arrays.fill(errors[1 + absent], error);
    }

    /** The largest size of a value of an economy. */
    double largest(int absent) {
        return Arrays.stream(values[1 + absent]).map(Math::abs).max().orElse(0);
    }

    /** The largest error of the values of an economy. */
    public double error(int absent) {
        return Arrays.stream(errors[1 + absent]).max().orElse(0);
    }
}
