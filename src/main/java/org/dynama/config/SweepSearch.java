package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the lists of a tree that sweep.
 *
 * @param done paths where a value has been chosen: a list there is that value
 */
record SweepSearch(SchemaWalk walk, JsonNode root, Set<String> done) {

    /** The first list at or below a place; null if there is none. */
    @Nullable
    JsonPointer first(JsonPointer place) {
        JsonNode value = root.at(place);
        if (value.isArray()) {
            return sweeps(place, value) ? place : null;
        }
        List<String> keys = value.propertyStream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(key -> !key.equals("kind")))
                .toList();
        for (String key : keys) {
            JsonPointer found = first(place.appendProperty(key));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean sweeps(JsonPointer place, JsonNode list) {
        boolean ofLists = !list.isEmpty() && list.valueStream().allMatch(JsonNode::isArray);
        return !done.contains(KeyPath.of(root, place)) && (ofLists || !walk.wantsList(walk.root(), root, place));
    }
}
