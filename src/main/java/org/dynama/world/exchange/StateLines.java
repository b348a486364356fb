package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@code .sta} file of PRISM: the variables, {@code (x,y)}, and their values in each state, {@code 0:(1,2)}. */
final class StateLines {
    private StateLines() {}

    /** The states' values, as names. */
    static List<String> read(SourceText source, int count) {
        Lines lines = new Lines(source);
        List<String> names = new ArrayList<>();
        if (!lines.next() || !lines.word(0).matches("\\(.*\\)")) {
            throw source.end(0, "", "must begin with the variables, such as (x,y)", "");
        }
        while (lines.next()) {
            String word = lines.word(0);
            int colon = word.indexOf(':');
            if (lines.size() > 1 || colon < 0 || !word.substring(0, colon).equals(String.valueOf(names.size()))) {
                throw source.end(
                        lines.at(0),
                        word,
                        "must be state " + names.size() + ", such as " + names.size() + ":(1,2)",
                        "");
            }
            names.add(word.substring(colon + 1));
        }
        if (names.size() != count) {
            source.fault("has " + names.size() + " states, and the transitions have " + count, "");
        }
        return Names.of(names, count, "states", source);
    }
}
