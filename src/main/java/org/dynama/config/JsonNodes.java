package org.dynama.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Tree.Finding;

/** Builds the nodes that {@link YamlReader} builds, from a parser of JSON that stands at a value: for files that are large. */
final class JsonNodes {
    private static final int DEEPEST = 100;
    private static final JsonPointer DESCRIPTION = JsonPointer.compile("/description");

    /** Reads strictly, numbers as they are written. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser parser;
    private final int linesBefore;

    private final boolean located;
    private boolean wrong;

    /** Line of each node, from 1; of a map's entry, the line of its key. Single values in lists have the line of the list. */
    final Map<JsonPointer, Integer> lines = new HashMap<>();

    /** What is wrong with single nodes; null stands in their place. */
    final List<Finding> findings = new ArrayList<>();

    /**
     * Stands where the parser does.
     *
     * @param linesBefore the parser's first
     * @param located whether places matter: without them there is neither line nor finding, and only {@link #isWrong} tells
     */
    JsonNodes(JsonParser parser, int linesBefore, boolean located) {
        this.parser = parser;
        this.located = located;
        this.linesBefore = linesBefore;
    }

    /** Whether something is wrong with a node. */
    boolean isWrong() {
        return wrong;
    }

    private JsonPointer below(JsonPointer place, String key) {
        return located ? place.appendProperty(key) : place;
    }

    /** The line where the parser stands. */
    int line() {
        return linesBefore + parser.currentTokenLocation().getLineNr();
    }

    /** The value at which the parser stands, to its end. */
    JsonNode node(JsonPointer place) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> map(place);
            case START_ARRAY -> list(place);
            case VALUE_STRING -> text(place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place);
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            default -> NullNode.getInstance();
        };
    }

    private JsonNode text(JsonPointer place) throws IOException {
        String text = parser.getText();
        String rule = place.equals(DESCRIPTION) ? "" : NameRules.refusal(text);
        JsonNode node = Scalar.text(text).node();
        return rule.isEmpty() ? node : refuse(place, Rules.shown(node), rule, NameRules.HINT);
    }

    private JsonNode number(JsonPointer place) throws IOException {
        Scalar scalar = Scalar.json(parser.getText(), parser.currentToken() == JsonToken.VALUE_NUMBER_INT);
        return scalar.refusal().isEmpty()
                ? scalar.node()
                : refuse(place, parser.getText(), scalar.refusal(), "Write a number such as 0.5 or 1e-3.");
    }

    private JsonNode list(JsonPointer place) throws IOException {
        locate(place);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(located ? place.appendIndex(list.size()) : place));
        }
        return list;
    }

    private JsonNode map(JsonPointer place) throws IOException {
        locate(place);
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            entry(map, place);
        }
        return map;
    }

    /** Adds the entry at whose key the parser stands. */
    void entry(ObjectNode map, JsonPointer place) throws IOException {
        String key = parser.currentName();
        JsonPointer at = below(place, key);
        boolean again = map.has(key);
        Integer before = located ? lines.put(at, line()) : null;
        parser.nextToken();
        JsonNode value = node(at);
        String rule = again ? "is given twice, first in line " + before : NameRules.refusalOfKey(key);
        if (!again) {
            map.set(key, value);
        }
        if (!rule.isEmpty()) {
            refuse(at, "", rule, again ? "Keep one of the two." : NameRules.HINT);
        }
    }

    private void locate(JsonPointer place) {
        if (located) {
            lines.putIfAbsent(place, line());
        }
    }

    private JsonNode refuse(JsonPointer place, String value, String rule, String hint) {
        wrong = true;
        findings.add(new Finding(place, value, rule, hint));
        return NullNode.getInstance();
    }
}
