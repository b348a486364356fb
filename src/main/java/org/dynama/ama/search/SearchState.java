package org.dynama.ama.search;

import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Adam;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a search needs to go on: written to a checkpoint, it continues to the same bits.
 *
 * @param phase the way to share boosts that is at work, coarsest first; past the last when the search is done
 * @param starts the mechanisms from which this phase ascends; those that another handed on are the first, best first
 * @param ascent the ascent under way; null between two
 * @param finished of each of this phase's ascents so far the better of start and end
 * @param best the best validated mechanism of the earlier phases; VCG in the first
 * @param points how many points of a Sobol search are done
 */
public record SearchState(
        int phase,
        List<Candidate> starts,
        @Nullable Adam ascent,
        List<Candidate> finished,
        Candidate best,
        int points) {

    public SearchState {
        if (phase < 0 || points < 0) {
            throw new Refusal("phase and points", phase + ", " + points, "must not be negative", "");
        }
        starts = List.copyOf(starts);
        finished = List.copyOf(finished);
    }

    /** Steps of the ascent under way; 0 between two. */
    int steps() {
        return ascent == null ? 0 : ascent.steps();
    }

    /**
     * A mechanism with its objective on profiles that no ascent has seen.
     *
     * @param parameters the mechanism
     * @param validation its hard objective
     */
    public record Candidate(AmaParameters parameters, Estimate validation) {}
}
