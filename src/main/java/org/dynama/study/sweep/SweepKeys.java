package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dynama.config.Document;
import org.dynama.config.Schema;

/** The keys that a sweep sets for all of its cells: next to a table stands what is not a default. */
final class SweepKeys {
    /** What concerns the table alone. */
    private static final Set<String> OWN = Set.of("name", "published");

    private SweepKeys() {}

    /** A sentence with all of them, as Markdown. */
    static String sentence(String yaml) {
        List<String> keys = new ArrayList<>();
        add(
                keys,
                "",
                Document.parse(SweepFolder.SPEC, yaml, Schema.any(), List.of()).node());
        return keys.isEmpty()
                ? "All keys but those of the columns are defaults."
                : "Keys that are set: " + String.join(", ", keys)
                        + ". All others but those of the columns are defaults.";
    }

    private static void add(List<String> keys, String path, JsonNode node) {
        node.properties().forEach(entry -> {
            String inner = Document.join(path, entry.getKey());
            if (entry.getValue().isObject()) {
                add(keys, inner, entry.getValue());
            } else if (!entry.getValue().isArray() && !OWN.contains(inner)) {
                keys.add("`" + inner + ": " + entry.getValue().asText() + "`");
            }
        });
    }
}
