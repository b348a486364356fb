package org.dynama.online.mdp;

import java.util.List;
import org.dynama.exact.Exactness;
import org.dynama.online.Curves;

/**
 * One simulated run of IHMDP-VCG.
 *
 * @param seed the index of its random stream
 * @param expected regrets from occupancies: conditional on where each episode begins, the expected rewards of its policy
 *     under the true kernel; see {@link org.dynama.online.Regrets#curves}
 * @param realised regrets of the realised rewards; the same columns
 * @param prices the price of each agent at the time
 * @param worstIdentity the largest {@code |welfare - designer - agents| / rounds}, of both kinds of regret
 * @param mixingPrices what was not charged because phases were free: the sum of prices over mixing rounds
 * @param stationaryRounds rounds at a price
 * @param belowZero the share of rounds at a price, over agents, at which her expected reward is below it
 * @param covered whether the truth stayed in all confidence sets
 * @param worstKernel the largest deviation of a probability from its estimate, as a share of the radius
 * @param worstReward the same for rewards
 * @param episodes that were begun
 * @param structure episodes at equal distances on a logarithmic scale, at most a few dozen
 * @param programs linear programs that were solved
 * @param infeasible updates whose programs had no feasible point, so that the episode before went on
 * @param programSeconds what the programs cost, by the clock
 * @param exactness the programs' worst residuals
 */
public record IhmdpRun(
        long seed,
        Curves expected,
        Curves realised,
        Curves prices,
        double worstIdentity,
        double mixingPrices,
        long stationaryRounds,
        double belowZero,
        boolean covered,
        double worstKernel,
        double worstReward,
        long episodes,
        List<Episode> structure,
        long programs,
        long infeasible,
        double programSeconds,
        Exactness exactness) {}
