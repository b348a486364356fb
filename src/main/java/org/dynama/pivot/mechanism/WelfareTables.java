package org.dynama.pivot.mechanism;

import java.util.Arrays;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Expected welfare before the draw, {@code E_Z[W(theta; Z)]}, in one period: of the grand economy and of each marginal
 * economy.
 */
public final class WelfareTables {
    private final double[] grand;
    private final double[][] marginal;

    WelfareTables(JointTypes profiles, int states) {
        grand = new double[states * profiles.count()];
        marginal = new double[profiles.agents()][];
        for (int i = 0; i < marginal.length; i++) {
            marginal[i] = new double[states * profiles.countWithout(i)];
        }
    }

    /** What the economies get when a finite horizon ends. */
    static WelfareTables terminal(AllocationWorld world, JointTypes profiles) {
        WelfareTables tables = new WelfareTables(profiles, world.stateCount());
        int count = profiles.count();
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0; b < count; b++) {
                double welfare = world.terminal().publicUtility().get(s);
                for (int i = 0; i < profiles.agents(); i++) {
                    welfare += earned(world, profiles, i, s, b);
                }
                tables.grand[s * count + b] = welfare;
                for (int i = 0; i < profiles.agents(); i++) {
                    // Of all the profiles with the same others the one with type 0 leaves no trace of agent i.
                    if (profiles.type(i, b) == 0) {
                        tables.marginal[i][s * profiles.countWithout(i) + profiles.others(i, b)] =
                                others(world, profiles, i, s, b);
                    }
                }
            }
        }
        return tables;
    }

    private static double others(AllocationWorld world, JointTypes profiles, int absent, int s, int b) {
        double welfare = world.terminal().publicUtility().get(s);
        for (int j = 0; j < profiles.agents(); j++) {
            welfare += j == absent ? 0 : earned(world, profiles, j, s, b);
        }
        return welfare;
    }

    private static double earned(AllocationWorld world, JointTypes profiles, int i, int s, int b) {
        return world.terminal().utilities().get(i).get(s * profiles.types(i) + profiles.type(i, b));
    }

    /** The grand economy's, shape {@code [S, B]}; not to be changed. */
    public double[] grand() {
        return grand;
    }

    /** The economy's without agent {@code i}, shape {@code [S, B / K_i]}; not to be changed. */
    public double[] marginal(int i) {
        return marginal[i];
    }

    /** The number of agents. */
    int agents() {
        return marginal.length;
    }

    /** The largest size of a number. */
    public double scale() {
        double largest = largest(grand);
        for (double[] table : marginal) {
            largest = Math.max(largest, largest(table));
        }
        return largest;
    }

    private static double largest(double[] table) {
        return Arrays.stream(table).map(Math::abs).max().orElse(0);
    }
}
