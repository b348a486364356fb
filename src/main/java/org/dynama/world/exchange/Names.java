package org.dynama.world.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.refusal.Printable;
import org.jspecify.annotations.Nullable;

/** Names of states and actions: those of a file, which must be as many and each its own, or numbers. */
final class Names {
    private static final int LONGEST = 200;

    private Names() {}

    /** The names given, held against their count; the numbers from 0 on where there are none. */
    static List<String> of(@Nullable List<String> given, int count, String what, SourceText source) {
        if (given == null) {
            return numbers(count);
        }
        Set<String> known = new HashSet<>();
        for (String name : given) {
            if (!known.add(name)) {
                source.fault("names two " + what + " \"" + name + "\"", "Give each its own name.");
            }
            if (!isFit(name)) {
                source.fault(
                        "has a name among its " + what + " that is no name: \"" + name + "\"",
                        "Names are 1 to " + LONGEST + " visible characters.");
            }
        }
        if (given.size() < count) {
            source.fault("names " + given.size() + " " + what + " and has " + count, "Give each a name.");
            return numbers(count);
        }
        return given;
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    /** Whether a market's file may have a name. */
    static boolean isFit(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && Printable.firstHidden(name) < 0;
    }
}
