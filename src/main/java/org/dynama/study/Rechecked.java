package org.dynama.study;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a re-check found.
 *
 * @param checks what holds, in order
 * @param failure the first thing that does not; empty if everything does
 */
public record Rechecked(List<String> checks, String failure) {
    public Rechecked {
        checks = List.copyOf(checks);
    }

    /** One thing that holds. */
    public static Rechecked holds(String check) {
        return new Rechecked(List.of(check), "");
    }

    /** Something that does not hold. */
    public static Rechecked fails(String failure) {
        return new Rechecked(List.of(), failure);
    }

    /** Whether everything does. */
    public boolean holds() {
        return failure.isEmpty();
    }

    /** Both findings: this one's failure comes first. */
    public Rechecked and(Rechecked other) {
        List<String> all = Stream.concat(checks.stream(), other.checks.stream()).toList();
        return new Rechecked(all, holds() ? other.failure : failure);
    }
}
