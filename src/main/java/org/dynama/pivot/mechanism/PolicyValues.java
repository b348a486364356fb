package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.refusal.Entries;

/**
 * What a policy is expected to earn from each period on, of several things at a time: nothing is maximized. Time {@code O(T S A B
 * width sum_i K_i)}.
 */
public final class PolicyValues {
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final AllocationPolicy policy;
    private final int absent;
    private final Earnings earnings;
    private final int width;
    private final Expectation expectation;
    private final int[] slot;
    private double[] after = {};

    private PolicyValues(AllocationWorld world, AllocationPolicy policy, int absent, Earnings earnings) {
        this.world = world;
        this.policy = policy;
        this.absent = absent;
        this.earnings = earnings;
        profiles = world.profiles();
        width = earnings.width();
        expectation = new Expectation(profiles, width);
        slot = new int[world.actions().size()];
    }

    /** What is counted; profiles {@code b} are of all agents, whoever is absent. */
    public interface Earnings {
        /** How many things. */
        int width();

        /** Adds what an action earns in a period, times a weight, to {@code width} numbers from {@code at} on. */
        void add(int t, int s, int z, int a, int b, double weight, double[] into, int at);

        /** Writes what the end of a finite horizon earns. */
        void end(int s, int b, double[] into, int at);
    }

    /**
     * Expected earnings before the draw, for each period {@code 0..T} of a finite horizon, or one for a discounted one.
     *
     * @param absent whose types the policy does not have, or -1 for nobody
     * @return tables of shape {@code [S, B, width]}, {@code B} counting the types of those who are there
     */
    public static List<double[]> of(AllocationWorld world, AllocationPolicy policy, int absent, Earnings earnings) {
        PolicyValues values = new PolicyValues(world, policy, absent, earnings);
        return world.isFinite() ? values.finite() : List.of(values.discounted());
    }

    private int count() {
        return absent < 0 ? profiles.count() : profiles.countWithout(absent);
    }

    private double[] table() {
        String hint = "Maybe fewer public states, agents or types.";
        return new double[Entries.of("a table of values", hint, world.stateCount(), count(), width)];
    }

    private List<double[]> finite() {
        double[] next = table();
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0; b < profiles.count(); b++) {
                if (isFirst(b)) {
                    earnings.end(s, b, next, row(s, b));
                }
            }
        }
        List<double[]> values = new ArrayList<>(List.of(next));
        for (int t = world.stages().size() - 1; t >= 0; t--) {
            next = step(t, next);
            values.add(next);
        }
        Collections.reverse(values);
        return values;
    }

    private double[] discounted() {
        if (NearOne.holds(world.discount())) {
            return LinearFixedPoint.of(table().length, width, old -> step(0, old));
        }
        FixedPoint fixedPoint = FixedPoint.of(world);
        double[] table = table();
        do {
            double[] old = table;
            table = step(0, old);
            fixedPoint.begin();
            for (int c = 0; c < width; c++) {
                fixedPoint.settle(old, table, c, width);
            }
        } while (!fixedPoint.done());
        return table;
    }

    /** Of all the profiles with the same others, the one with the absent agent's type 0 stands for them. */
    private boolean isFirst(int b) {
        return absent < 0 || profiles.type(absent, b) == 0;
    }

    private int row(int s, int b) {
        return (s * count() + profile(b)) * width;
    }

    private int profile(int b) {
        return absent < 0 ? b : profiles.others(absent, b);
    }

    private double[] step(int t, double[] next) {
        double[] into = table();
        PivotStage stage = world.stages().get(t);
        for (int s = 0; s < world.stateCount(); s++) {
            int[] actions = stage.used(s);
            int length = count() * width;
            if (after.length < actions.length * length) {
                after = new double[actions.length * length];
            }
            for (int k = 0; k < actions.length; k++) {
                slot[actions[k]] = k;
                expectation.of(stage, s, actions[k], absent, next, after, k * length);
            }
            for (int b = 0; b < profiles.count(); b++) {
                if (isFirst(b)) {
                    write(t, s, b, into);
                }
            }
        }
        return into;
    }

    private void write(int t, int s, int b, double[] into) {
        PivotStage stage = world.stages().get(t);
        int at = row(s, b);
        for (int z = 0; z < stage.draws(); z++) {
            int a = policy.action(t, s, z, profile(b));
            double probability = stage.probability(z);
            earnings.add(t, s, z, a, b, probability, into, at);
            int later = (slot[a] * count() + profile(b)) * width;
            for (int c = 0; c < width; c++) {
                into[at + c] += probability * world.discount() * after[later + c];
            }
        }
    }
}
