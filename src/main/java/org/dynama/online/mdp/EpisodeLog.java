package org.dynama.online.mdp;

import org.dynama.model.Reals;

/**
 * What the designer had seen when an episode began, what she believed, and what she does in it.
 *
 * @param episode its phases and prices
 * @param moves shape {@code [S * A * S]}: how often each move was seen before; {@code N(s,a)} is the sum over the next state
 * @param policy shape {@code [S * A]}: {@code pi(a|s)}
 * @param kernelRadius shape {@code [S * A * S]}: what each probability may differ from its estimate, eq. 20; infinite before
 *     the first update
 * @param rewardRadius shape {@code [(n + 1) * S * A]}: the same of each party's expected reward, eq. 24, the designer first
 */
public record EpisodeLog(Episode episode, Reals moves, Reals policy, Reals kernelRadius, Reals rewardRadius) {
    /** The same with amounts that were counted in a unit of money. */
    public EpisodeLog times(double unit) {
        return new EpisodeLog(episode.times(unit), moves, policy, kernelRadius, rewardRadius.times(unit));
    }
}
