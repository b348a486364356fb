package org.dynama.study;

import java.nio.file.Path;
import java.util.List;

/** A study whose mechanisms can be run on real reports: the command {@code quote}. */
public interface Quotes extends Evaluates {
    /**
     * A quote.
     *
     * @param reports what the agents report: a JSON file, a {@code .npy} file of many rows, or a {@code .csv} file of many periods
     * @param absent names of agents who take no part
     * @throws org.dynama.refusal.Refusal if the mechanism is damaged or the reports do not fit it
     */
    Job<?> quote(Path mechanism, Path reports, List<String> absent, List<String> overrides);

    /** Whether something is drawn in a quote, by the key {@code seed}. */
    default boolean drawsInQuotes() {
        return false;
    }
}
