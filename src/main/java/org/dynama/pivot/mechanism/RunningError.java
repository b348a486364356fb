package org.dynama.pivot.mechanism;

import java.util.Arrays;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * How far rounding can carry what an action is worth from the exact worth, in one economy of one public state: the running
 * error of the recursion, for exact numbers that are the decimals of the doubles given.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham (2002), Accuracy and Stability of Numerical Algorithms,
 *     chapter 3</a>
 */
final class RunningError {
    private static final double UNIT = 0x1p-53;
    /** What a term loses before any sum: amounts, probabilities and discount are decimals, and three products. */
    private static final int INPUTS = 8;

    /** By slot of the action: the most that its parts measure, and the error. */
    double[] parts = {};

    double[] errors = {};
    /** By slot, whether some draw and profile may find the action optimal. */
    boolean[] counts = {};

    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int absent;

    RunningError(AllocationWorld world, JointTypes profiles, int absent) {
        this.world = world;
        this.profiles = profiles;
        this.absent = absent;
    }

    /** The relative error of a sum of so many terms. */
    static double of(int terms) {
        return UNIT * (INPUTS + terms);
    }

    void enter(PivotStage stage, int s, WelfareTables next) {
        int[] actions = stage.used(s);
        if (parts.length < actions.length) {
            parts = new double[actions.length];
            errors = new double[actions.length];
            counts = new boolean[actions.length];
        }
        Arrays.fill(counts, false);
        for (int k = 0; k < actions.length; k++) {
            enter(stage, s, actions[k], k, next);
        }
    }

    private void enter(PivotStage stage, int s, int a, int k, WelfareTables next) {
        Transitions transitions = stage.next();
        int pair = transitions.pair(s, a);
        int terms = stage.draws() + 2 * (transitions.end(pair) - transitions.begin(pair));
        double size = Math.abs(stage.relativePublic(s, a));
        for (int i = 0; i < profiles.agents(); i++) {
            if (i != absent) {
                size += largest(stage, i, s, a);
                terms += 1 + (stage.stays(i, s, a) ? 0 : 2 * profiles.types(i));
            }
        }
        double later = 0;
        double error = 0;
        for (int j = transitions.begin(pair); j < transitions.end(pair); j++) {
            later += transitions.probability(j) * next.parts(absent, transitions.next(j));
            error += transitions.probability(j) * next.error(absent, transitions.next(j));
        }
        parts[k] = size + world.discount() * later;
        errors[k] = world.discount() * error + of(terms) * parts[k];
    }

    /** The largest reward of an agent for an action, over her types. */
    static double largest(PivotStage stage, int i, int s, int a) {
        double largest = 0;
        for (int type = 0; type < stage.types(i); type++) {
            largest = Math.max(largest, Math.abs(stage.utility(i, s, a, type)));
        }
        return largest;
    }

    /** Notes the error of the state's values, from the actions that count. */
    void note(int s, int actions, WelfareTables into) {
        double most = 0;
        for (int k = 0; k < actions; k++) {
            most = Math.max(most, errors[k]);
            if (counts[k]) {
                into.note(absent, s, parts[k], errors[k]);
            }
        }
        into.noteWorths(absent, s, most);
    }
}
