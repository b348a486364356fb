package org.dynama.pivot.mechanism;

import java.util.List;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * One Bellman step at one public state, for the grand economy and all marginal ones:
 *
 * <pre>
 * W(theta; z) = max over a in A(z) of  J(a, theta) + discount * E[W'(theta'; Z') | theta, a]
 * p_i(theta)  = E_Z[ max over a in A_-i(Z) of Q_-i(a, theta)  -  Q_-i(alpha*(Z, theta), theta) ]
 * </pre>
 *
 * Ties go to the lowest action. One object serves one thread; different public states may be done at the same time.
 *
 * <p>Source: Balandat and Tomlin, eq. 4, 5, 10, 11 and 21.
 */
final class Backup {
    private static final int GRAND = Expectation.NOBODY;

    private final AllocationWorld world;
    private final JointTypes profiles;
    private final Expectation expectation;
    private final int[] slot;
    private final short[] best;
    private double[] grand = {};
    private final double[][] marginal;

    Backup(AllocationWorld world, JointTypes profiles) {
        this.world = world;
        this.profiles = profiles;
        expectation = new Expectation(profiles, 1);
        slot = new int[world.actions().size()];
        best = new short[profiles.count()];
        marginal = new double[profiles.agents()][0];
    }

    /** Where decisions go. */
    record Decisions(AllocationPolicy policy, List<AllocationPolicy> without, TransferTable transfers) {}

    /** Values alone. */
    void values(PivotStage stage, int s, WelfareTables next, WelfareTables into) {
        prices(stage, s, next);
        step(stage, s, GRAND, grand, into.grand());
        for (int i = 0; i < marginal.length; i++) {
            step(stage, s, i, marginal[i], into.marginal(i));
        }
    }

    /** Values, policies and transfers of period {@code t}. */
    void decide(int t, PivotStage stage, int s, WelfareTables next, WelfareTables into, Decisions decisions) {
        values(stage, s, next, into);
        for (int z = 0; z < stage.draws(); z++) {
            choose(stage, s, z, GRAND, grand);
            store(decisions.policy(), t, s, z);
            for (int i = 0; i < marginal.length; i++) {
                choose(stage, s, z, i, marginal[i]);
                store(decisions.without().get(i), t, s, z);
            }
        }
        for (int i = 0; i < marginal.length; i++) {
            transfers(t, stage, s, i, into.marginal(i), decisions);
        }
    }

    /** {@code Q(a, theta)} of every economy and every action in use, by slot. */
    private void prices(PivotStage stage, int s, WelfareTables next) {
        int[] actions = stage.used(s);
        for (int k = 0; k < actions.length; k++) {
            slot[actions[k]] = k;
        }
        grand = atLeast(grand, actions.length * profiles.count());
        price(stage, s, GRAND, next.grand(), grand);
        for (int i = 0; i < marginal.length; i++) {
            marginal[i] = atLeast(marginal[i], actions.length * profiles.countWithout(i));
            price(stage, s, i, next.marginal(i), marginal[i]);
        }
    }

    private static double[] atLeast(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }

    private int count(int absent) {
        return absent == GRAND ? profiles.count() : profiles.countWithout(absent);
    }

    private void price(PivotStage stage, int s, int absent, double[] next, double[] q) {
        int count = count(absent);
        int[] actions = stage.used(s);
        double discount = world.discount();
        for (int k = 0; k < actions.length; k++) {
            int a = actions[k];
            int at = k * count;
            expectation.of(stage, s, a, absent, next, q, at);
            double common = stage.publicUtility(s, a);
            for (int b = 0; b < count; b++) {
                q[at + b] = common + discount * q[at + b];
            }
            int inner = 1;
            for (int i = profiles.agents() - 1; i >= 0; i--) {
                if (i != absent) {
                    addUtility(stage, s, a, i, inner, q, at, count);
                    inner *= profiles.types(i);
                }
            }
        }
    }

    private void addUtility(PivotStage stage, int s, int a, int i, int inner, double[] q, int at, int count) {
        int types = profiles.types(i);
        for (int b = 0; b < count; b += inner) {
            double utility = stage.utility(i, s, a, b / inner % types);
            for (int j = 0; j < inner; j++) {
                q[at + b + j] += utility;
            }
        }
    }

    private static int[] feasible(PivotStage stage, int s, int z, int absent) {
        return absent == GRAND ? stage.feasible(s, z) : stage.feasibleWithout(absent, s, z);
    }

    private void step(PivotStage stage, int s, int absent, double[] q, double[] into) {
        int count = count(absent);
        int row = s * count;
        for (int b = 0; b < count; b++) {
            into[row + b] = 0;
        }
        for (int z = 0; z < stage.draws(); z++) {
            int[] actions = feasible(stage, s, z, absent);
            double probability = stage.probability(z);
            for (int b = 0; b < count; b++) {
                double most = q[slot[actions[0]] * count + b];
                for (int k = 1; k < actions.length; k++) {
                    most = Math.max(most, q[slot[actions[k]] * count + b]);
                }
                into[row + b] += probability * most;
            }
        }
    }

    private void choose(PivotStage stage, int s, int z, int absent, double[] q) {
        int count = count(absent);
        int[] actions = feasible(stage, s, z, absent);
        for (int b = 0; b < count; b++) {
            int chosen = actions[0];
            for (int k = 1; k < actions.length; k++) {
                if (q[slot[actions[k]] * count + b] > q[slot[chosen] * count + b]) {
                    chosen = actions[k];
                }
            }
            best[b] = (short) chosen;
        }
    }

    private void store(AllocationPolicy policy, int t, int s, int z) {
        for (int b = 0; b < policy.profiles(); b++) {
            policy.set(t, s, z, b, best[b]);
        }
    }

    private void transfers(int t, PivotStage stage, int s, int i, double[] optimal, Decisions decisions) {
        int others = profiles.countWithout(i);
        for (int b = 0; b < profiles.count(); b++) {
            int rest = profiles.others(i, b);
            double left = 0;
            for (int z = 0; z < stage.draws(); z++) {
                int a = decisions.policy().action(t, s, z, b);
                left += stage.probability(z) * marginal[i][slot[a] * others + rest];
            }
            decisions.transfers().set(t, i, s, b, optimal[s * others + rest] - left);
        }
    }
}
