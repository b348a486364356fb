package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dynama.config.Tree.Finding;
import org.dynama.config.Tree.Place;

/**
 * Ranges of numbers, {@code {from: 1, to: 9, step: 2}}, become the lists that they stand for: wherever the schema knows no
 * map with a key {@code from}, and no list is around.
 */
record RangeLists(Schema schema, Tree tree, Faults faults) {
    private static final List<String> KEYS = List.of("from", "to", "step", "points", "scale");

    /** Writes lists in the place of all ranges. */
    void lay() {
        tree.root()
                .propertyStream()
                .toList()
                .forEach(entry -> lay(JsonPointer.empty().appendProperty(entry.getKey())));
    }

    private void lay(JsonPointer place) {
        JsonNode value = tree.root().at(place);
        if (!value.isObject()) {
            return;
        }
        if (!isRange(place, value)) {
            Rules.keys(value).forEach(key -> lay(place.appendProperty(key)));
            return;
        }
        NumberRange range = new NumberRange((ObjectNode) value);
        Place written = tree.place(place);
        ObjectNode parent = (ObjectNode) tree.root().at(place.head());
        String key = place.last().getMatchingProperty();
        List<NumberRange.Wrong> wrongs = range.wrongs();
        for (NumberRange.Wrong wrong : wrongs) {
            JsonPointer at = wrong.key().isEmpty() ? place : place.appendProperty(wrong.key());
            JsonNode there = tree.root().at(at);
            String shown = there.isMissingNode() ? "" : Rules.shown(there);
            faults.add(tree.fault(new Finding(at, shown, wrong.rule(), wrong.hint())));
        }
        if (wrongs.isEmpty()) {
            parent.set(key, range.list());
        } else {
            parent.remove(key);
        }
        tree.move(place, written);
    }

    private boolean isRange(JsonPointer place, JsonNode value) {
        boolean isMeant = value.has("from") && value.has("to");
        boolean isPart = value.has("from") || value.has("to");
        return (isMeant || (isPart && KEYS.containsAll(Rules.keys(value))))
                && !schema.knows(tree.root(), place.appendProperty("from"));
    }

    /** Whether a key is one of a range's. */
    static boolean isKey(String key) {
        return KEYS.contains(key);
    }
}
