package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.refusal.Failure;

/**
 * The values of all economies where a discount is near 1: the best actions at some values are a policy, whose values solve linear
 * equations, and so on until nothing is gained but rounding. The number of policies does not grow with the discount.
 *
 * <p>Source: Howard (1960), policy iteration.
 */
final class PolicyImprovement {
    private static final int MOST_POLICIES = 200;
    /** What no better policy gains, relative to the largest value. */
    private static final double ROUNDING = 64 * Math.ulp(1.0);

    private final AllocationWorld world;
    private final JointTypes profiles;

    PolicyImprovement(AllocationWorld world, JointTypes profiles) {
        this.world = world;
        this.profiles = profiles;
    }

    /** Chooses in one public state. */
    interface Choice {
        void at(Backup backup, int s);
    }

    /**
     * The values.
     *
     * @param start values that are near, however they were found
     * @param sweep does a choice in every public state
     * @throws Failure if 200 policies are each better than the last
     */
    WelfareTables of(WelfareTables start, Consumer<Choice> sweep) {
        WelfareTables values = evaluated(start, sweep);
        for (int policies = 1; policies < MOST_POLICIES; policies++) {
            WelfareTables better = evaluated(values, sweep);
            if (!gains(better, values)) {
                return values;
            }
            values = better;
        }
        throw new Failure(
                "policy improvement has tried " + MOST_POLICIES + " policies, each better than the last",
                "Maybe a smaller discount.");
    }

    private WelfareTables evaluated(WelfareTables values, Consumer<Choice> sweep) {
        List<AllocationPolicy> policies = new ArrayList<>();
        int draws = world.draws().size();
        for (int absent = -1; absent < profiles.agents(); absent++) {
            int count = absent < 0 ? profiles.count() : profiles.countWithout(absent);
            policies.add(new AllocationPolicy(1, world.stateCount(), draws, count));
        }
        sweep.accept((backup, s) -> backup.choose(world.stages().get(0), s, values, policies));
        WelfareTables evaluated = new WelfareTables(profiles, world.stateCount());
        for (int absent = -1; absent < profiles.agents(); absent++) {
            WelfareEarnings earnings = new WelfareEarnings(world, absent);
            double[] mine = PolicyValues.of(world, policies.get(1 + absent), absent, earnings)
                    .get(0);
            System.arraycopy(mine, 0, evaluated.of(absent), 0, mine.length);
        }
        return evaluated;
    }

    private boolean gains(WelfareTables better, WelfareTables values) {
        boolean gains = false;
        for (int absent = -1; absent < profiles.agents(); absent++) {
            double[] old = values.of(absent);
            double[] mine = better.of(absent);
            double least = ROUNDING * Arrays.stream(old).map(Math::abs).max().orElse(0) / (1 - world.discount());
            for (int row = 0; row < old.length && !gains; row++) {
                gains = mine[row] - old[row] > least;
            }
        }
        return gains;
    }
}
