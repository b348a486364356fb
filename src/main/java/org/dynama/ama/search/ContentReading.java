package org.dynama.ama.search;

import java.util.List;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;

/** What makes two rewards of one kind in {@link PathContents}, finest first. */
enum ContentReading {
    /** The same agent, coefficient and distribution of the component. */
    BY_DISTRIBUTION,
    /** The same agent and coefficient. */
    BY_AGENT,
    /** Of an agent, whether she has any; of all together, how many. */
    ANY_BY_AGENT_AND_TOTAL,
    /** Of an agent, whether she has any. */
    ANY_BY_AGENT,
    /** The same coefficient and distribution, whoever's it is. */
    TOTAL_BY_DISTRIBUTION,
    /** The same coefficient, whoever's it is. */
    TOTAL,
    /** No two: what counts is which pair ends the run. */
    BY_PAIR;

    boolean isTotal() {
        return this == TOTAL_BY_DISTRIBUTION || this == TOTAL;
    }

    boolean isAny() {
        return this == ANY_BY_AGENT_AND_TOTAL || this == ANY_BY_AGENT;
    }

    /** Equal for rewards of one kind. */
    Object kind(TypeDistribution types, int component, double coefficient) {
        Object alike = component == RewardMap.CONSTANT ? "constant" : types.likeness(component);
        return switch (this) {
            case BY_DISTRIBUTION, TOTAL_BY_DISTRIBUTION -> List.of(coefficient, alike);
            case BY_AGENT -> List.of(coefficient, types);
            case ANY_BY_AGENT_AND_TOTAL, ANY_BY_AGENT, TOTAL, BY_PAIR -> coefficient;
        };
    }
}
