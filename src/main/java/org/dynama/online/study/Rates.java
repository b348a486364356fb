package org.dynama.online.study;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;

/**
 * Numbers of a spec, one for each allocation but being left out: a list for all agents alike, or a row for each of them.
 * Faults are added, and the numbers are then of no use.
 */
record Rates(Document document, Faults faults, int agents) {
    /**
     * The rows at a path.
     *
     * @param size of each, for something that is listed elsewhere; 0 where the first row says it
     * @param what there is so much of
     * @return shape {@code [n][S - 1]}
     */
    List<Reals> rows(String path, int size, String what) {
        List<String> entries = document.entries(path);
        boolean isByAgent = document.isList(path + "[0]");
        boolean isMixed = false;
        for (String entry : entries) {
            if (document.isList(entry) != isByAgent) {
                isMixed = true;
                String rule =
                        isByAgent ? "must be a list, as the first entry is" : "must be a number, as the first entry is";
                faults.add(document.fault(entry, rule, "Maybe one list for all agents, or one for each."));
            }
        }
        if (isMixed) {
            return Collections.nCopies(agents, Reals.of(0));
        }
        if (!isByAgent) {
            requireSize(path, size, what);
            return Collections.nCopies(agents, document.bind(path, Reals.class));
        }
        if (entries.size() != agents) {
            String rule = "has " + entries.size() + " rows and must have one for each of " + agents + " agents";
            faults.add(document.fault(path, rule, "Maybe market.agents: " + entries.size() + "."));
        }
        boolean isGiven = size > 0;
        int wanted = isGiven ? size : document.entries(entries.get(0)).size();
        entries.forEach(row -> requireSize(row, wanted, isGiven ? what : "entries of the first row"));
        return Arrays.asList(document.bind(path, Reals[].class));
    }

    private void requireSize(String path, int wanted, String what) {
        int size = document.entries(path).size();
        if (wanted > 0 && size != wanted) {
            String rule = "has " + size + " entries and must have one for each of " + wanted + " " + what;
            faults.add(document.fault(path, rule, ""));
        }
    }
}
