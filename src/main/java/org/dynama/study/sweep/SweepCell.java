package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of a sweep.
 *
 * @param name of the run and of its folder
 * @param values by path, what it has for each key that is swept; a key that it lacks is left out
 * @param published what others have published about it, by column; empty where nothing is known
 */
public record SweepCell(String name, Map<String, JsonNode> values, Map<String, Double> published) {
    public SweepCell {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        published = Collections.unmodifiableMap(new LinkedHashMap<>(published));
    }

    /** What it has for a swept key, in text; empty where it has nothing there. */
    String value(String path) {
        JsonNode value = values.get(path);
        return value == null ? "" : value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    }
}
