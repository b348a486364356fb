package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.ama.menu.FeatureBound;
import org.jspecify.annotations.Nullable;

/**
 * The menu from which a mechanism chooses, for people: part of a search's record.
 *
 * @param size how many policies the mechanism has
 * @param shown the entries that are chosen most often, that first
 * @param estimate how far from truthful the menu is, whose features are estimates; null where they are exact
 */
public record MenuRecord(
        int size,
        List<Row> shown,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FeatureBound estimate) {
    public MenuRecord {
        shown = List.copyOf(Objects.requireNonNull(shown, "shown"));
    }

    /**
     * One entry.
     *
     * @param entry its name
     * @param chosen how often, of all profiles of the evaluation
     * @param boost affine welfare that it is given
     * @param enjoyed by agent, how much of each component of her type she enjoys: the share of a good, or expected visits times
     *     coefficients; agents who enjoy nothing are left out
     * @param does the actions that it is expected to take most often, with how often; none where all is one action
     * @param prices by agent, what she pays for it when all others have the mean types of the evaluation
     */
    public record Row(
            String entry,
            double chosen,
            double boost,
            Map<String, List<Double>> enjoyed,
            Map<String, Double> does,
            Map<String, Double> prices) {
        public Row {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(enjoyed, "enjoyed");
            Objects.requireNonNull(does, "does");
            Objects.requireNonNull(prices, "prices");
        }
    }
}
