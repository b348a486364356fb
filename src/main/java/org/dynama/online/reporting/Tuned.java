package org.dynama.online.reporting;

import java.util.Map;

/**
 * A plug-in whose numbers a spec may set, as {@code settings: {share: 0.4}}; one without settings is taken as it is made.
 *
 * @param <T> the kind of plug-in
 */
public interface Tuned<T> {
    /**
     * The same with other numbers.
     *
     * @param settings by name, at least one
     * @throws IllegalArgumentException for a name or a number that is of no use to it
     */
    T with(Map<String, Double> settings);
}
