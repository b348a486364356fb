package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Fills a tree with the {@code default} values of a schema, keys in the schema's order, {@code 1e5} made whole. What a kind
 * has for a default goes before what all kinds have.
 */
record Defaults(SchemaWalk walk, String name) {
    /** A default that stands for the name of the file, without folder and ending. */
    static final String FILE = "${file}";

    /** A copy of the value with what the schema adds to it. */
    JsonNode fill(JsonNode schema, JsonNode value) {
        if (value.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            walk.each(schema, filled, part -> add(part, value, filled));
            value.properties().forEach(entry -> filled.putIfAbsent(entry.getKey(), entry.getValue()));
            return filled;
        } else if (value.isArray()) {
            ArrayNode filled = value.deepCopy();
            walk.each(schema, value, part -> fillEntries(part, filled));
            return filled;
        } else if (value.isBigDecimal() && value.canConvertToExactIntegral() && isWhole(schema, value)) {
            return Scalar.whole(value.decimalValue().toBigIntegerExact());
        }
        return value.asText().equals(FILE) ? TextNode.valueOf(name) : value;
    }

    /** Parts come from the general to the special, so that the last default is the one that holds. */
    private void add(JsonNode schema, JsonNode given, ObjectNode filled) {
        schema.path("properties").properties().forEach(property -> {
            String key = property.getKey();
            JsonNode value =
                    given.has(key) ? given.path(key) : property.getValue().path("default");
            if (!value.isMissingNode() && !(given.has(key) && filled.has(key))) {
                filled.set(key, fill(property.getValue(), value));
            }
        });
    }

    private void fillEntries(JsonNode schema, ArrayNode list) {
        for (int entry = 0; schema.has("items") && entry < list.size(); entry++) {
            list.set(entry, fill(schema.path("items"), list.path(entry)));
        }
    }

    private boolean isWhole(JsonNode schema, JsonNode value) {
        return walk.any(schema, value, part -> part.path("type").asText().equals("integer"));
    }
}
