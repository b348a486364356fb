package org.dynama.compare.mechanism;

import org.dynama.compare.market.Ground;

/** A mechanism that can be compared with others. */
public interface Entrant {
    /** What a spec calls it. */
    String name();

    /** What people call it. */
    String title();

    /** What its promise of truth rests on, in a phrase. */
    String promise();

    /** Whether truth is promised to be a dominant strategy. */
    default boolean isDominant() {
        return false;
    }

    /** Why it does not fit a market, in a sentence; empty where it does. */
    String misfit(Ground ground);

    /** Runs it. */
    Showing show(Ground ground, Workshop workshop);
}
