package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.dynama.config.Tree.Finding;

/**
 * Combinations that are left out: {@code exclude: [{environment.agents: 5, environment.items: [3, 4]}]} excludes the cells that
 * have all of an entry's values, or one of a list of them; a default counts as a value.
 */
final class Exclusions {
    private static final JsonPointer KEY = JsonPointer.compile("/exclude");
    private static final String HINT =
            "An entry has paths with a value or a list of values, as {environment.agents: 5}.";

    private final Tree own;
    private final Faults faults;
    private final Set<Integer> used = new HashSet<>();
    private boolean isAnyLeft;

    Exclusions(Tree own, Faults faults) {
        this.own = own;
        this.faults = faults;
    }

    /** Whether a cell, its defaults filled in, is left out. */
    boolean has(JsonNode cell) {
        boolean isOut = false;
        JsonNode entries = own.at(KEY);
        for (int e = 0; e < entries.size(); e++) {
            if (fits(entries.get(e), cell)) {
                used.add(e);
                isOut = true;
            }
        }
        isAnyLeft |= !isOut;
        return isOut;
    }

    private static boolean fits(JsonNode entry, JsonNode cell) {
        return !entry.isEmpty()
                && entry.propertyStream().allMatch(wanted -> {
                    JsonNode value = value(cell, wanted.getKey());
                    Stream<JsonNode> allowed = wanted.getValue().isArray() && !value.isArray()
                            ? wanted.getValue().valueStream()
                            : Stream.of(wanted.getValue());
                    return allowed.anyMatch(one -> isSame(one, value));
                });
    }

    private static JsonNode value(JsonNode cell, String path) {
        try {
            return cell.at(KeyPath.parse(path));
        } catch (IllegalArgumentException noPath) {
            return cell.path("");
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        boolean areNumbers = one.isNumber() && other.isNumber();
        return areNumbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
    }

    /** Refuses entries that exclude nothing, and all together where they leave nothing. */
    void requireUse() {
        JsonNode entries = own.at(KEY);
        for (int e = 0; e < entries.size(); e++) {
            if (!used.contains(e)) {
                add(KEY.appendIndex(e), "excludes no cell");
            }
        }
        if (!entries.isEmpty() && !isAnyLeft) {
            add(KEY, "leaves no cell");
        }
    }

    private void add(JsonPointer place, String rule) {
        faults.add(own.fault(new Finding(place, Rules.shown(own.at(place)), rule, HINT)));
    }
}
