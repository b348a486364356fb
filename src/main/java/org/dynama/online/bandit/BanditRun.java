package org.dynama.online.bandit;

import org.dynama.online.Curves;

/**
 * One simulated run of VCG-Learn.
 *
 * @param seed the index of its random stream
 * @param regrets see {@link org.dynama.online.Regrets#curves}; expectations over each round's own realisations, so that they
 *     are sums of true means
 * @param prices columns: the mean price of each agent since the point before
 * @param worstIdentity the largest {@code |welfare - designer - agents| / rounds} at the points of the grid
 * @param charged rounds in which prices were charged
 * @param belowZero of those, the share of rounds and agents with a price above the agent's expected value
 * @param lowestUtility the smallest expected utility of an agent in a round
 * @param worstDeviation the largest deviation of a mean from the truth at the ends of brackets, as a share of the
 *     confidence radius; above 1 the confidence sets have failed
 * @param brackets that were started
 */
public record BanditRun(
        long seed,
        Curves regrets,
        Curves prices,
        double worstIdentity,
        long charged,
        double belowZero,
        double lowestUtility,
        double worstDeviation,
        long brackets) {}
