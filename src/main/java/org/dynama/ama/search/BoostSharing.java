package org.dynama.ama.search;

import java.util.List;
import org.dynama.world.Environment;

/** Which boosts are searched as one. */
public enum BoostSharing {
    /** From coarse to fine: {@link Sharing#coarseToFine}. */
    AUTO,
    /** None. */
    FULL,
    /** Those of a stage and action; without stages those of the state entered. */
    STAGE_AND_ACTION,
    /** Those of an action. */
    ACTION,
    /** Those of pairs whose rewards look alike. */
    PATTERN;

    /** The partitions that a search goes through, coarsest first. */
    List<Sharing> of(Environment environment) {
        return this == AUTO ? Sharing.coarseToFine(environment) : List.of(Sharing.of(environment, this));
    }
}
