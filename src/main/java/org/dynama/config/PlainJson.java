package org.dynama.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON texts in a tenth of the time that YAML takes, of which JSON is a part: certificates are JSON, and large. It takes
 * texts with nothing at fault; of any other the reader of YAML says what is wrong and where.
 */
final class PlainJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;
    private final int mostValues;
    private int values;

    private PlainJson(JsonParser parser, int mostValues) {
        this.parser = parser;
        this.mostValues = mostValues;
    }

    /** A text is at fault, or no JSON: read it as YAML. */
    private static final class Unplain extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unplain() {
            super("no plain JSON", null, false, false);
        }
    }

    /**
     * The tree of a text, as {@link YamlReader} builds it.
     *
     * @param deepest levels of maps and lists
     * @param mostValues that it may hold
     * @return null unless the text is a map or list in JSON in which nothing is at fault
     */
    static @Nullable JsonNode read(String text, int deepest, int mostValues) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonNode root = new PlainJson(parser, mostValues).node(deepest);
            return parser.nextToken() == null ? root : null;
        } catch (IOException | Unplain unplain) {
            return null;
        }
    }

    private JsonNode node(int levels) throws IOException {
        JsonToken token = parser.currentToken();
        if (++values > mostValues || token == null || (token.isStructStart() && levels == 0)) {
            throw new Unplain();
        }
        return switch (token) {
            case START_OBJECT -> map(levels - 1);
            case START_ARRAY -> list(levels - 1);
            case VALUE_STRING -> {
                require(NameRules.refusal(parser.getText()));
                yield Scalar.text(parser.getText()).node();
            }
            default -> {
                Scalar scalar = Scalar.plain(parser.getText());
                require(scalar.refusal());
                yield scalar.node();
            }
        };
    }

    private ObjectNode map(int levels) throws IOException {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(NameRules.refusalOfKey(key));
            parser.nextToken();
            map.set(key, node(levels));
        }
        return map;
    }

    private ArrayNode list(int levels) throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(levels));
        }
        return list;
    }

    private static void require(String refusal) {
        if (!refusal.isEmpty()) {
            throw new Unplain();
        }
    }
}
