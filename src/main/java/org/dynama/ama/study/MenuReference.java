package org.dynama.ama.study;

import java.util.Objects;

/**
 * Where the menu of a mechanism is.
 *
 * @param file beside the mechanism's
 * @param digest SHA-256 of that file
 * @param entries {@code K}, how many policies it holds
 * @param pairs {@code M}, how many pairs of state and action these have together
 */
public record MenuReference(String file, String digest, int entries, int pairs) {
    public MenuReference {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
    }
}
