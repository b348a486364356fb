package org.dynama.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one file that was re-checked.
 *
 * @param file as the user named it
 * @param kind {@code certificate}, or the command of a run
 * @param holds whether everything does
 * @param about what the file speaks of: names, digests, payments, and what was not re-checked
 * @param checks what was found to hold, in order; never empty where {@code holds}
 * @param failure the first thing that does not hold; empty if everything does
 */
public record Verification(
        String file, String kind, boolean holds, Map<String, String> about, List<String> checks, String failure) {
    public Verification {
        checks = List.copyOf(checks);
        if (holds && checks.isEmpty()) {
            throw new IllegalArgumentException("checks = [] must hold what was tested: nothing was, so nothing holds");
        }
    }

    /** A verification of a run. */
    public static Verification of(StoredRun<?> run, Rechecked finding) {
        Map<String, String> about = new LinkedHashMap<>();
        Headline headline = run.headline();
        if (headline != null) {
            about.put("world", headline.subject());
            about.put(headline.quantity(), String.valueOf(headline.mean()));
        }
        about.put("not re-checked", String.join(", ", run.notRechecked()) + "; the page and its figures");
        String folder = run.folder().path().toString();
        String command = run.record().header().command();
        return new Verification(folder, command, finding.holds(), about, finding.checks(), finding.failure());
    }
}
