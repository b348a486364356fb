package org.dynama.ama.search;

import java.util.List;
import org.dynama.model.Reals;

/**
 * An objective along one coordinate of the boosts: on one profile it jumps, in the mean over many it hardly does.
 *
 * @param coordinate which one, for people
 * @param offsets from the mechanism in the middle, relative to the rewards at stake, equally far from one another
 * @param curves fewest profiles first; the first is the profile, of some, that jumps most
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Theorem 4.1 and Lemma 4.2</a>
 */
public record ObjectiveLine(String coordinate, Reals offsets, List<Curve> curves) {
    public ObjectiveLine {
        curves = List.copyOf(curves);
    }

    /**
     * The mean over the first profiles.
     *
     * @param profiles how many
     * @param values at each offset
     * @param largestStep between neighbouring offsets
     */
    public record Curve(int profiles, Reals values, double largestStep) {}
}
