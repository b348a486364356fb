package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.List;
import java.util.Map;
import org.dynama.config.Tree.Finding;

/** Says in words what a schema asks for. */
record Rules(JsonNode schema) {
    /** Beside the properties of a map: what keys of earlier versions are called now. */
    static final String RENAMED = "x-renamed";

    private static final int LONGEST_VALUE = 60;

    /** One failure of the validator as a finding. */
    Finding explain(Error error) {
        JsonPointer place = pointer(error.getInstanceLocation());
        JsonPointer keyword = pointer(error.getSchemaLocation().getFragment());
        JsonNode asked = schema.at(keyword);
        JsonNode owner = schema.at(owner(keyword));
        String word = error.getKeyword();
        return switch (word) {
            case "required" -> missing(place.appendProperty(error.getProperty()), owner);
            case "additionalProperties" -> unknown(place.appendProperty(error.getProperty()), owner);
            default -> {
                String hint = word.equals("enum") ? choice(place, owner, asked, error) : hint(place, owner);
                yield new Finding(place, shown(error.getInstanceNode()), rule(word, asked, owner), hint);
            }
        };
    }

    private static Finding missing(JsonPointer place, JsonNode owner) {
        JsonNode asked = owner.path("properties").path(place.last().getMatchingProperty());
        return new Finding(place, "", "is missing", hint(place, asked).replace("Maybe", "Add"));
    }

    private static Finding unknown(JsonPointer place, JsonNode owner) {
        List<String> known = keys(owner.path("properties"));
        String key = place.last().getMatchingProperty();
        String renamed = owner.path(RENAMED).path(key).asText();
        if (!renamed.isEmpty()) {
            return new Finding(place, "", "has another name now", "It is called " + renamed + ".");
        }
        String nearest = Nearest.of(key, known);
        String list = "known keys here: " + String.join(", ", known) + ".";
        String hint = nearest.isEmpty() ? "The " + list : "Maybe " + nearest + "; " + list;
        return new Finding(place, "", "is not a known key", hint);
    }

    private static String choice(JsonPointer place, JsonNode owner, JsonNode allowed, Error error) {
        String word = error.getInstanceNode().asText();
        String nearest = switch (word) {
            case "yes", "on" -> "true";
            case "no", "off" -> "false";
            default -> Nearest.of(word, words(allowed));
        };
        return words(allowed).contains(nearest) ? maybe(place, nearest) : hint(place, owner);
    }

    private static String rule(String keyword, JsonNode asked, JsonNode owner) {
        return switch (keyword) {
            case "minimum" -> "must be at least " + asked.asText();
            case "maximum" -> "must be at most " + asked.asText();
            case "exclusiveMinimum" -> "must be more than " + asked.asText();
            case "exclusiveMaximum" -> "must be less than " + asked.asText();
            case "minItems", "minProperties" -> "must have at least " + entries(asked);
            case "maxItems", "maxProperties" -> "must have at most " + entries(asked);
            case "uniqueItems" -> "must not hold an entry twice";
            default -> "must be " + type(owner);
        };
    }

    private static String entries(JsonNode count) {
        return count.asInt() == 1 ? "1 entry" : count.asText() + " entries";
    }

    /** The kind of value that a schema asks for, in words: its title, its choices or its type. */
    static String type(JsonNode owner) {
        if (owner.has("title")) {
            return owner.path("title").asText();
        } else if (owner.has("enum")) {
            List<String> words = words(owner.path("enum"));
            String last = words.get(words.size() - 1);
            return words.size() == 1 ? last : String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
        }
        return switch (owner.path("type").asText()) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "a map of keys";
        };
    }

    static List<String> words(JsonNode choices) {
        return choices.valueStream().map(JsonNode::asText).toList();
    }

    /** The keys of a map, in order. */
    static List<String> keys(JsonNode map) {
        return map.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static String hint(JsonPointer place, JsonNode owner) {
        JsonNode example = owner.has("examples") ? owner.path("examples").path(0) : owner.path("default");
        return example.isMissingNode() ? "" : maybe(place, FlowYaml.of(example));
    }

    private static String maybe(JsonPointer place, String value) {
        boolean named = !place.matches() && place.last().getMatchingIndex() < 0;
        return "Maybe " + (named ? place.last().getMatchingProperty() + ": " : "") + value + ".";
    }

    /** A value on one line, cut where it is long. */
    static String shown(JsonNode node) {
        boolean isLong = node.isTextual() && node.textValue().length() > LONGEST_VALUE;
        // Cut first: escapes of a long text take long.
        JsonNode first = isLong ? TextNode.valueOf(node.textValue().substring(0, LONGEST_VALUE + 1)) : node;
        String value = FlowYaml.of(first, LONGEST_VALUE);
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    /** The schema that a keyword belongs to; a branch of a condition speaks for the schema around it. */
    private static JsonPointer owner(JsonPointer keyword) {
        JsonPointer owner = keyword.head();
        boolean branch = !owner.matches() && owner.last().getMatchingProperty().equals("else");
        return branch ? owner.head() : owner;
    }

    private static JsonPointer pointer(NodePath path) {
        return JsonPointer.compile(path.toString());
    }
}
