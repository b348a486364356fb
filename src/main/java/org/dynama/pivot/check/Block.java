package org.dynama.pivot.check;

import java.util.Arrays;
import org.dynama.pivot.mechanism.Expectation;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * One public state of one period as the mechanism has it: which actions it takes, what they earn, what is expected after
 * them. Everything is computed from policies, transfers and the tables of the period after; one object serves one thread.
 */
final class Block {
    final PivotMechanism mechanism;
    final AllocationWorld world;
    final JointTypes profiles;
    final Columns columns;
    final int agents;
    final int count;
    final double discount;

    private final Expectation joint;
    private final Expectation one;
    private final int[] slot;

    int t;
    int s;
    PivotStage stage;
    /** The period with weights and boosts. */
    private PivotStage scored;

    int[] actions = {};
    /** Slots of the actions that the policy takes, shape {@code [Z, B]}, and of those taken without each agent. */
    int[] taken = {};

    final int[][] takenWithout;
    /** Payments, shape {@code [n][Z, B]}, and their expectations over the draw, {@code [n][B]}. */
    final double[][] paid;

    final double[][] expectedPaid;
    /** Discounted expectations after each action in use, shape {@code [actions, B, width]}. */
    private double[] after = {};
    /** The same for the welfare of each marginal economy, shape {@code [actions, B / K_i]}. */
    private final double[][] afterWithout;

    Block(PivotMechanism mechanism, Columns columns) {
        this.mechanism = mechanism;
        this.columns = columns;
        world = mechanism.world();
        profiles = mechanism.profiles();
        agents = profiles.agents();
        count = profiles.count();
        discount = world.discount();
        joint = new Expectation(profiles, columns.width());
        one = new Expectation(profiles, 1);
        slot = new int[world.actions().size()];
        stage = world.stages().get(0);
        scored = mechanism.affine().scored().stages().get(0);
        takenWithout = new int[agents][0];
        paid = new double[agents][0];
        expectedPaid = new double[agents][count];
        afterWithout = new double[agents][0];
    }

    /** Moves to a public state of a period. */
    void enter(int period, int state, Tables next) {
        t = period;
        s = state;
        stage = world.stages().get(t);
        scored = mechanism.affine().scored().stages().get(t);
        // An action that is not in use here has slot 0, so that it can be priced at all; the checks refuse it.
        for (int a : actions) {
            slot[a] = 0;
        }
        actions = stage.used(s);
        for (int k = 0; k < actions.length; k++) {
            slot[actions[k]] = k;
        }
        readDecisions();
        expect(next);
    }

    private void readDecisions() {
        int draws = stage.draws();
        if (taken.length < draws * count) {
            taken = new int[draws * count];
        }
        for (int z = 0; z < draws; z++) {
            for (int b = 0; b < count; b++) {
                taken[z * count + b] = slot[mechanism.policy().action(t, s, z, b)];
            }
        }
        for (int i = 0; i < agents; i++) {
            int others = profiles.countWithout(i);
            if (takenWithout[i].length < draws * others) {
                takenWithout[i] = new int[draws * others];
                paid[i] = new double[draws * count];
            }
            Arrays.fill(expectedPaid[i], 0);
            for (int z = 0; z < draws; z++) {
                for (int q = 0; q < others && !world.worstTypes(); q++) {
                    takenWithout[i][z * others + q] =
                            slot[mechanism.without().get(i).action(t, s, z, q)];
                }
                for (int b = 0; b < count; b++) {
                    double payment = mechanism.transfers().payment(t, i, s, z, b);
                    paid[i][z * count + b] = payment;
                    expectedPaid[i][b] += stage.probability(z) * payment;
                }
            }
        }
    }

    private void expect(Tables next) {
        int row = count * columns.width();
        if (after.length < actions.length * row) {
            after = new double[actions.length * row];
        }
        for (int k = 0; k < actions.length; k++) {
            joint.of(stage, s, actions[k], Expectation.NOBODY, next.joint(), after, k * row);
        }
        for (int j = 0; j < actions.length * row; j++) {
            after[j] *= discount;
        }
        for (int i = 0; i < agents; i++) {
            int others = profiles.countWithout(i);
            if (afterWithout[i].length < actions.length * others) {
                afterWithout[i] = new double[actions.length * others];
            }
            for (int k = 0; k < actions.length; k++) {
                one.of(stage, s, actions[k], i, next.marginal()[i], afterWithout[i], k * others);
            }
            for (int j = 0; j < actions.length * others; j++) {
                afterWithout[i][j] *= discount;
            }
        }
    }

    /** The slot that a feasible action has. */
    int slotOf(int a) {
        return slot[a];
    }

    /** What a column is expected to be after the action of a slot, discounted. */
    double after(int k, int b, int column) {
        return after[(k * count + b) * columns.width() + column];
    }

    /** The same of the welfare without agent {@code i}, at the others' types {@code q}. */
    double afterWithout(int i, int k, int q) {
        return afterWithout[i][k * profiles.countWithout(i) + q];
    }

    /** What agent {@code i} earns this period by the action of a slot, at her type in profile {@code b}. */
    double utility(int i, int k, int b) {
        return stage.utility(i, s, actions[k], profiles.type(i, b));
    }

    /** The welfare of this period that is maximized, of everyone but {@code absent}: weights and boosts included. */
    double welfare(int absent, int k, int z, int b) {
        int a = mechanism.affine().scoredAction(actions[k], z);
        double welfare = scored.relativePublic(s, a);
        for (int i = 0; i < agents; i++) {
            if (i != absent) {
                welfare += scored.utility(i, s, a, profiles.type(i, b));
            }
        }
        return welfare;
    }

    /** What everyone earns in this period. */
    double earned(int k, int b) {
        double earned = stage.relativePublic(s, actions[k]);
        for (int i = 0; i < agents; i++) {
            earned += utility(i, k, b);
        }
        return earned;
    }

    /** The action's slot taken in profile {@code b}. */
    int takenAt(int z, int b) {
        return taken[z * count + b];
    }

    /** The action's slot taken without agent {@code i}, at the others' types {@code q}. */
    int takenWithoutAt(int i, int z, int q) {
        return takenWithout[i][z * profiles.countWithout(i) + q];
    }
}
