package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.config.Document;

/**
 * One run of a sweep.
 *
 * @param name of the run and of its folder
 * @param chosen by path, the value that was chosen from each list
 * @param document an ordinary spec
 * @param published what others have published about it, by column; empty where nothing is known
 */
public record SweepCell(String name, Map<String, JsonNode> chosen, Document document, Map<String, Double> published) {
    public SweepCell {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
        published = Collections.unmodifiableMap(new LinkedHashMap<>(published));
    }
}
