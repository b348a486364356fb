package org.dynama.online.mdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.exact.Exactness;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;

/**
 * One simulated run of IHMDP-VCG.
 *
 * @param seed the index of its random stream
 * @param expected regrets from occupancies: conditional on where each episode begins, the expected rewards of its policy
 *     under the true kernel; see {@link Regrets#curves}
 * @param realised regrets of the realised rewards; the same columns
 * @param charges whose prices are those of the time
 * @param episodes how the run was divided
 * @param coverage whether the confidence sets held the truth
 * @param programs the linear programs
 * @param lies how many reports were altered, by the names of {@link org.dynama.online.reporting.Hearing#facts}
 */
public record IhmdpRun(
        long seed,
        Curves expected,
        Curves realised,
        Charges charges,
        Episodes episodes,
        Coverage coverage,
        Programs programs,
        Map<String, Double> lies) {

    /**
     * The episodes of a run.
     *
     * @param count that were begun
     * @param shown some of them, at equal distances on a logarithmic scale, at most a few dozen
     * @param waived what was not charged because phases were free: the sum of prices over mixing rounds
     */
    public record Episodes(long count, List<Episode> shown, double waived) {
        public Episodes {
            shown = List.copyOf(shown);
        }
    }

    /**
     * Whether the confidence sets held the truth.
     *
     * @param updates of the sets; of a run that ends before its first one nothing can be said
     * @param held all of them, in all episodes
     * @param worstKernel the largest deviation of a probability from its estimate, as a share of the radius
     * @param worstReward the same for rewards
     */
    public record Coverage(long updates, boolean held, double worstKernel, double worstReward) {}

    /**
     * The linear programs of a run.
     *
     * @param solved how many
     * @param infeasible updates whose programs had no feasible point, so that policy and prices stayed
     * @param seconds what they cost, by the clock
     * @param exactness their worst residuals
     */
    public record Programs(long solved, long infeasible, double seconds, Exactness exactness) {
        /** As facts, by name. */
        Map<String, Double> facts() {
            Map<String, Double> facts = new LinkedHashMap<>();
            facts.put("programs", (double) solved);
            facts.put("infeasible", (double) infeasible);
            facts.put("programSeconds", seconds);
            facts.put("largestDualityGap", exactness.largestDualityGap());
            return facts;
        }
    }

    /** The largest {@code |welfare - designer - agents| / rounds}, of both kinds of regret. */
    public double worstIdentity() {
        return Math.max(Regrets.worstIdentity(expected), Regrets.worstIdentity(realised));
    }

    /** Numbers of the whole run, by name. */
    public Map<String, Double> facts() {
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("worstIdentity", worstIdentity());
        facts.put("belowZero", charges.belowZero());
        facts.put("updates", (double) coverage.updates());
        facts.put("covered", coverage.held() ? 1.0 : 0);
        facts.put("worstDeviation", Math.max(coverage.worstKernel(), coverage.worstReward()));
        facts.put("worstKernelDeviation", coverage.worstKernel());
        facts.put("mixingPrices", episodes.waived());
        facts.put("episodes", (double) episodes.count());
        facts.putAll(programs.facts());
        facts.putAll(lies);
        return facts;
    }
}
