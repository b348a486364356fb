package org.dynama.ama.study;

import java.util.List;
import org.dynama.exact.Exactness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Check;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What a mechanism promises and what exact solvers do, as checks. The one place that says how far rounding may carry a
 * number from zero.
 *
 * @param unit the most that an agent can earn in a run, in the amounts of the world: the largest reward of one action, as
 *     often as a run can earn it ({@code 1 / (1 - discount)} times where it never ends, once where numbers are per period)
 * @param visits how many actions a run has, discounted
 */
public record Promises(double unit, double visits) {
    /** Of gains and losses, beside the unit: floating point leaves 1e-16 of each action. */
    private static final double ROUNDING = 1e-9;

    /** Of residuals of linear programs: what they are solved to at worst. */
    private static final double PROGRAMS = 1e-7;

    /** The promises of mechanisms in a world. */
    public static Promises in(Environment environment) {
        double visits = actions(environment.mdp());
        double reward = largestReward(environment);
        return new Promises(reward > 0 ? reward * visits : 1, visits);
    }

    private static double actions(Mdp mdp) {
        Horizon horizon = mdp.horizon();
        if (horizon instanceof Horizon.Discounted discounted) {
            return 1 / (1 - discounted.discount());
        }
        return horizon instanceof Horizon.Finite ? Stages.of(mdp).count() : 1;
    }

    /** The largest that one action can be worth to an agent, or cost her. */
    private static double largestReward(Environment environment) {
        RewardMap rewards = environment.rewards();
        double largest = 0;
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            double[] reach = new double[environment.agentCount()];
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                double type = k < 0 ? 1 : environment.agents().get(i).types().reach(k);
                reach[i] += Math.abs(rewards.coefficient(m)) * type;
                largest = Math.max(largest, reach[i]);
            }
        }
        return largest;
    }

    private double allowed() {
        return ROUNDING * unit;
    }

    /** Whether two numbers, which may be larger than the unit, are the same but for rounding. */
    public boolean same(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * Math.max(unit, Math.abs(other));
    }

    /**
     * That no misreport pays.
     *
     * @param gain of the most profitable one
     * @param where it was found, in words
     */
    public Check incentives(long misreports, double gain, String where) {
        String name = "largest gain of a misreport";
        if (misreports == 0) {
            return Soundness.untested(name, "No misreport was tried.");
        }
        String best = gain < -allowed()
                ? "the best loses " + Numbers.plain(-gain)
                : gain == 0 ? "the best gains nothing" : "the largest gain is rounding, " + Numbers.scientific(gain);
        String tried = Numbers.count(misreports);
        return amount(
                name,
                gain,
                "None of " + tried + " misreports pays: " + best + ".",
                "Lying can pay: the best of " + tried + " misreports gains " + Numbers.plain(gain) + ".",
                where);
    }

    /**
     * That no truthful agent loses.
     *
     * @param utility the smallest
     * @param where it was found, in words
     */
    public Check participation(double utility, String where) {
        String smallest = utility == 0
                ? "0"
                : Math.abs(utility) <= allowed() ? "rounding, " + Numbers.scientific(utility) : Numbers.plain(utility);
        return amount(
                "largest loss by taking part",
                0 - utility,
                "No truthful agent loses by taking part: the smallest utility is " + smallest + ".",
                "Taking part can cost: the smallest utility of a truthful agent is " + smallest + ".",
                where);
    }

    /** That a number is rounding. */
    public Check amount(String name, double value, String holds, String fails, String where) {
        return Soundness.atMost(name, value, ROUNDING, unit, holds, fails).at(where);
    }

    /** How exactly linear programs were solved; nothing without them. */
    public List<Check> programs(@Nullable Exactness exactness) {
        if (exactness == null) {
            return List.of();
        }
        String gap = Numbers.scientific(exactness.largestDualityGap());
        String flow = Numbers.scientific(exactness.largestFlowResidual());
        return List.of(
                Soundness.atMost(
                        "duality gap",
                        exactness.largestDualityGap(),
                        PROGRAMS,
                        Math.min(1, unit), // it is relative to the value where that is more than 1
                        "The linear programs are solved up to a duality gap of " + gap + ".",
                        "The linear programs leave a duality gap of " + gap + "."),
                Soundness.atMost(
                        "flow residual",
                        exactness.largestFlowResidual(),
                        PROGRAMS,
                        visits,
                        "Their visits meet the flow equations up to " + flow + ".",
                        "Their visits miss the flow equations by " + flow + "."));
    }
}
