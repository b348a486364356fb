package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which parts of a schema speak about a value: the schema, what it refers to, and the branches whose condition holds. */
record SchemaWalk(JsonNode root) {
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

    /** Whether some part that speaks about a value is as wanted. */
    boolean any(JsonNode schema, JsonNode value, Predicate<JsonNode> wanted) {
        AtomicBoolean any = new AtomicBoolean();
        each(schema, value, part -> any.compareAndSet(false, wanted.test(part)));
        return any.get();
    }

    /** Whether the schema knows a place, and some part that speaks about it is as wanted. */
    boolean wants(JsonNode schema, JsonNode value, JsonPointer place, Predicate<JsonNode> wanted) {
        return any(schema, value, part -> {
            if (place.matches()) {
                return wanted.test(part);
            }
            String key = place.getMatchingProperty();
            JsonNode inner = part.path("properties").path(key);
            return !inner.isMissingNode() && wants(inner, value.path(key), place.tail(), wanted);
        });
    }

    private boolean wantsList(JsonNode tree, JsonPointer place) {
        return wants(
                root,
                tree,
                place,
                part -> part.has("items") || part.path("type").asText().equals("array"));
    }

    /**
     * The first list at or below a place that stands where none is wanted, {@code kind} before its neighbours; null if there
     * is none.
     *
     * @param done paths where a value has been chosen: a list there is that value
     */
    @Nullable
    JsonPointer firstSweep(JsonNode tree, JsonPointer place, Set<String> done) {
        JsonNode value = tree.at(place);
        if (value.isArray()) {
            boolean ofLists = !value.isEmpty() && value.valueStream().allMatch(JsonNode::isArray);
            boolean sweeps = !done.contains(KeyPath.of(tree, place)) && (ofLists || !wantsList(tree, place));
            return sweeps ? place : null;
        }
        return value.propertyStream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(key -> !key.equals("kind")))
                .flatMap(key -> Stream.ofNullable(firstSweep(tree, place.appendProperty(key), done)))
                .findFirst()
                .orElse(null);
    }

    /** The definition that {@code $ref} names. */
    JsonNode referred(JsonNode schema) {
        return root.at(schema.path("$ref").asText().substring(1));
    }

    private static boolean holds(JsonNode condition, JsonNode value) {
        return condition.propertyStream().allMatch(test -> holds(test.getKey(), test.getValue(), value));
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
