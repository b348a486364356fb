package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;

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
            Set<String> order = new LinkedHashSet<>();
            walk.each(schema, filled, part -> {
                part.path("properties").fieldNames().forEachRemaining(order::add);
                add(part, value, filled);
            });
            value.properties().forEach(entry -> filled.putIfAbsent(entry.getKey(), entry.getValue()));
            return inOrder(filled, order);
        } else if (value.isArray()) {
            ArrayNode filled = value.deepCopy();
            walk.each(schema, value, part -> fillEntries(part, filled));
            return filled;
        } else if (value.isBigDecimal() && value.canConvertToExactIntegral() && isWhole(schema, value)) {
            return Scalar.whole(value.decimalValue().toBigIntegerExact());
        }
        return value.asText().equals(FILE) ? TextNode.valueOf(name) : value;
    }

    /** A key stands where the schema first names it, whether it was given or a later part has its default. */
    private static ObjectNode inOrder(ObjectNode filled, Set<String> order) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        order.stream().filter(filled::has).forEach(key -> sorted.set(key, filled.path(key)));
        return sorted.setAll(filled);
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
