package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * The same quantities by the paper's definitions, with the joint kernel written out: slow, and without any code of the
 * solver. {@code absent = -1} is the grand economy; marginal economies are indexed by full profiles, too.
 */
final class PolicyEnumeration {
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int states;
    private final int count;

    PolicyEnumeration(AllocationWorld world) {
        this.world = world;
        profiles = world.profiles();
        states = world.stateCount();
        count = profiles.count();
    }

    /** {@code E_Z[W]} by period, shape {@code [T + 1][S, B]}, or {@code [1][S, B]} of a discounted horizon. */
    double[][] welfare(int absent) {
        if (!world.isFinite()) {
            double[] values = new double[states * count];
            // Contraction alone brings the error of utilities of size one to 1e-14.
            double sweeps = world.isTotal()
                    ? Double.POSITIVE_INFINITY
                    : Math.log(1e-14 * (1 - world.discount())) / Math.log(world.discount());
            double change = 1;
            for (int sweep = 0; sweep < sweeps && (change > 1e-16 || !world.isTotal()); sweep++) {
                double[] old = values;
                values = step(0, absent, old);
                change = 0;
                for (int row = 0; row < old.length; row++) {
                    change = Math.max(change, Math.abs(values[row] - old[row]));
                }
            }
            return new double[][] {values};
        }
        int periods = world.stages().size();
        double[][] values = new double[periods + 1][states * count];
        for (int s = 0; s < states; s++) {
            for (int b = 0; b < count; b++) {
                values[periods][s * count + b] = terminal(absent, s, b);
            }
        }
        for (int t = periods - 1; t >= 0; t--) {
            values[t] = step(t, absent, values[t + 1]);
        }
        return values;
    }

    private double terminal(int absent, int s, int b) {
        double sum = world.terminal().publicUtility().get(s);
        for (int i = 0; i < profiles.agents(); i++) {
            int row = s * profiles.types(i) + profiles.type(i, b);
            sum += i == absent ? 0 : world.terminal().utilities().get(i).get(row);
        }
        return sum;
    }

    private double[] step(int t, int absent, double[] next) {
        double[] values = new double[next.length];
        PivotStage stage = world.stages().get(t);
        for (int s = 0; s < states; s++) {
            for (int b = 0; b < count; b++) {
                for (int z = 0; z < stage.draws(); z++) {
                    values[s * count + b] +=
                            stage.probability(z) * price(stage, absent, s, best(t, absent, s, z, b, next), b, next);
                }
            }
        }
        return values;
    }

    /** The lowest best action. */
    int best(int t, int absent, int s, int z, int b, double[] next) {
        PivotStage stage = world.stages().get(t);
        int[] feasible = absent < 0 ? stage.feasible(s, z) : stage.feasibleWithout(absent, s, z);
        int best = feasible[0];
        for (int a : feasible) {
            if (price(stage, absent, s, a, b, next) > price(stage, absent, s, best, b, next)) {
                best = a;
            }
        }
        return best;
    }

    private double price(PivotStage stage, int absent, int s, int a, int b, double[] next) {
        double sum = stage.publicUtility(s, a);
        for (int i = 0; i < profiles.agents(); i++) {
            sum += i == absent ? 0 : stage.utility(i, s, a, profiles.type(i, b));
        }
        return sum + world.discount() * expected(stage, s, a, b, next);
    }

    /** Over the joint kernel, entry by entry. */
    double expected(PivotStage stage, int s, int a, int b, double[] next) {
        double sum = 0;
        int pair = stage.next().pair(s, a);
        for (int k = stage.next().begin(pair); k < stage.next().end(pair); k++) {
            for (int c = 0; c < count; c++) {
                double probability = stage.next().probability(k);
                for (int i = 0; i < profiles.agents(); i++) {
                    probability *= stage.kernel(i, s, a)[profiles.type(i, b) * profiles.types(i) + profiles.type(i, c)];
                }
                sum += probability * next[stage.next().next(k) * count + c];
            }
        }
        return sum;
    }

    /** Agent {@code i}'s transfer by definition: her expected utility less what her contribution loses (eq. 14, 18). */
    double transfer(int t, int i, int s, int b, double[][] grand, double[][] without) {
        int after = world.isFinite() ? t + 1 : 0;
        double[] contribution = new double[states * count];
        for (int row = 0; row < contribution.length; row++) {
            contribution[row] = grand[after][row] - without[after][row];
        }
        PivotStage stage = world.stages().get(t);
        double transfer = without[t][s * count + b] - grand[t][s * count + b];
        for (int z = 0; z < stage.draws(); z++) {
            int a = best(t, -1, s, z, b, grand[after]);
            transfer += stage.probability(z)
                    * (stage.utility(i, s, a, profiles.type(i, b))
                            + world.discount() * expected(stage, s, a, b, contribution));
        }
        return transfer;
    }
}
