package org.dynama.pivot.mechanism;

import java.util.Arrays;
import java.util.List;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * One Bellman step at one public state, for the grand economy and all marginal ones, in doubles:
 *
 * <pre>
 * W(theta; z) = max over a in A(z) of  J(a, theta) + discount * E[W'(theta'; Z') | theta, a]
 * </pre>
 *
 * <p>One object serves one thread; different public states may be done at the same time.
 *
 * <p>Source: Balandat and Tomlin, eq. 4, 5, 10 and 11.
 */
final class Backup {
    private static final int GRAND = Expectation.NOBODY;

    private final AllocationWorld world;
    private final JointTypes profiles;
    private final Expectation expectation;
    private final int[] slot;
    /** By economy, the grand one first. */
    private final double[][] worths;

    private final RunningError[] errors;

    Backup(AllocationWorld world, JointTypes profiles) {
        this.world = world;
        this.profiles = profiles;
        expectation = new Expectation(profiles, 1);
        slot = new int[world.actions().size()];
        worths = new double[profiles.agents() + 1][0];
        errors = new RunningError[worths.length];
        for (int e = 0; e < worths.length; e++) {
            errors[e] = new RunningError(world, profiles, e - 1);
        }
    }

    /** Values alone. */
    void values(PivotStage stage, int s, WelfareTables next, WelfareTables into) {
        price(stage, s, next);
        for (int absent = GRAND; absent < profiles.agents(); absent++) {
            if (isLeast(absent)) {
                into.least(profiles, absent, s);
            } else {
                step(stage, s, absent, into.of(absent));
            }
        }
    }

    /** Whether an economy is the grand one at an agent's worst type, rather than one with a policy of its own. */
    private boolean isLeast(int absent) {
        return absent != GRAND && world.worstTypes();
    }

    /** What is told of a draw and profile in an economy: the actions that may be optimal, ascending. */
    interface Choice {
        void at(int absent, int z, int b, int[] near, int count);
    }

    /** Values with their errors. */
    void boundedValues(PivotStage stage, int s, WelfareTables next, WelfareTables into, Choice choice) {
        values(stage, s, next, into);
        int[] near = new int[stage.used(s).length];
        for (int absent = GRAND; absent < profiles.agents(); absent++) {
            RunningError error = errors[1 + absent];
            error.enter(stage, s, next);
            for (int z = 0; z < stage.draws() && !isLeast(absent); z++) {
                int[] actions = feasible(stage, s, z, absent);
                for (int b = 0; b < count(absent); b++) {
                    int found = near(actions, absent, b, near);
                    for (int k = 0; k < found; k++) {
                        error.counts[slot[near[k]]] = true;
                    }
                    choice.at(absent, z, b, near, found);
                }
            }
            error.note(s, near.length, into);
            if (isLeast(absent)) {
                into.note(absent, s, into.parts(GRAND, s), into.error(GRAND, s));
            }
        }
    }

    /** {@code Q(a, theta)} of every economy and every action in use, by slot. */
    void price(PivotStage stage, int s, WelfareTables next) {
        int[] actions = stage.used(s);
        for (int k = 0; k < actions.length; k++) {
            slot[actions[k]] = k;
        }
        for (int absent = GRAND; absent < profiles.agents(); absent++) {
            int length = actions.length * count(absent);
            if (worths[1 + absent].length < length) {
                worths[1 + absent] = new double[length];
            }
            price(stage, s, absent, next.of(absent), worths[1 + absent]);
        }
    }

    /** The number of profiles of an economy. */
    int count(int absent) {
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
            double common = stage.relativePublic(s, a);
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

    static int[] feasible(PivotStage stage, int s, int z, int absent) {
        return absent == GRAND ? stage.feasible(s, z) : stage.feasibleWithout(absent, s, z);
    }

    private void step(PivotStage stage, int s, int absent, double[] into) {
        double[] q = worths[1 + absent];
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

    /** Sets the policies of all economies, in their order, to the lowest of the actions that are worth the most. */
    void choose(PivotStage stage, int s, WelfareTables next, List<AllocationPolicy> policies) {
        price(stage, s, next);
        for (int absent = GRAND; absent < profiles.agents(); absent++) {
            for (int z = 0; z < stage.draws(); z++) {
                int[] actions = feasible(stage, s, z, absent);
                for (int b = 0; b < count(absent); b++) {
                    int best = actions[0];
                    for (int a : actions) {
                        best = worth(absent, a, b) > worth(absent, best, b) ? a : best;
                    }
                    policies.get(1 + absent).set(0, s, z, b, best);
                }
            }
        }
    }

    /** Writes the actions that may be optimal, ascending, and returns how many there are. */
    private int near(int[] actions, int absent, int b, int[] near) {
        double floor = Double.NEGATIVE_INFINITY;
        double[] error = errors[1 + absent].errors;
        double[] q = worths[1 + absent];
        int count = count(absent);
        for (int a : actions) {
            floor = Math.max(floor, q[slot[a] * count + b] - error[slot[a]]);
        }
        int found = 0;
        for (int a : actions) {
            if (q[slot[a] * count + b] + error[slot[a]] >= floor) {
                near[found++] = a;
            }
        }
        return found;
    }

    /** Whether an action may be optimal in some economy, under some draw and profile. */
    boolean mayBeOptimal(int a) {
        return Arrays.stream(errors).anyMatch(error -> error.counts[slot[a]]);
    }

    /** What an action is worth in an economy. */
    double worth(int absent, int a, int b) {
        return worths[1 + absent][slot[a] * count(absent) + b];
    }

    /** How far that can be off. */
    double error(int absent, int a) {
        return errors[1 + absent].errors[slot[a]];
    }
}
