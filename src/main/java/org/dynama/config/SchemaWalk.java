package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Which parts of a schema speak about a value: the schema, what it refers to, and the branches whose condition holds. */
final class SchemaWalk {
    private final JsonNode root;

    SchemaWalk(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /** Hands over each part in turn; a condition sees what earlier parts have made of the value. */
    void each(JsonNode schema, JsonNode value, Consumer<JsonNode> use) {
        use.accept(schema);
        if (schema.has("$ref")) {
            each(referred(schema), value, use);
        }
        schema.path("allOf").forEach(part -> each(part, value, use));
        if (schema.has("if")) {
            each(schema.path(holds(schema.path("if"), value) ? "then" : "else"), value, use);
        }
    }

    /** Whether some part that speaks about a place below a value wants a list there. */
    boolean wantsList(JsonNode schema, JsonNode value, JsonPointer place) {
        AtomicBoolean wants = new AtomicBoolean();
        each(schema, value, part -> {
            boolean here = place.matches()
                    ? part.has("items") || part.path("type").asText().equals("array")
                    : part.path("properties").has(place.getMatchingProperty())
                            && wantsList(
                                    part.path("properties").path(place.getMatchingProperty()),
                                    value.path(place.getMatchingProperty()),
                                    place.tail());
            wants.compareAndSet(false, here);
        });
        return wants.get();
    }

    /** The definition that {@code $ref} names. */
    JsonNode referred(JsonNode schema) {
        return root.at(schema.path("$ref").asText().substring(1));
    }

    private static boolean holds(JsonNode condition, JsonNode value) {
        for (Map.Entry<String, JsonNode> test : condition.properties()) {
            if (!holds(test.getKey(), test.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String keyword, JsonNode argument, JsonNode value) {
        return switch (keyword) {
            case "const" -> argument.equals(value);
            case "type" -> isOf(argument.asText(), value);
            case "required" -> argument.valueStream().allMatch(key -> value.has(key.asText()));
            case "properties" ->
                argument.propertyStream()
                        .allMatch(
                                test -> !value.has(test.getKey()) || holds(test.getValue(), value.path(test.getKey())));
            default -> throw new IllegalStateException("the condition " + keyword + " must be known to SchemaWalk");
        };
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            default ->
                throw new IllegalStateException("the type " + type + " in a condition must be known to SchemaWalk");
        };
    }
}
