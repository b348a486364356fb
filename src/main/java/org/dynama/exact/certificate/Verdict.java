package org.dynama.exact.certificate;

import java.util.List;

/**
 * What became of a verification.
 *
 * @param checks what was found to hold, in order
 * @param failure the first thing that does not; empty if everything holds
 */
public record Verdict(List<String> checks, String failure) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    public boolean holds() {
        return failure.isEmpty();
    }
}
