package org.dynama.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.dynama.refusal.Refusal;

/**
 * What a JSON text must not have, though it can be bound to a record: keys given twice, more text behind its end, numbers that
 * no double holds, words that are not what they look like.
 */
final class StrictJson {
    private static final int DEEPEST = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Scalar.LONGEST_NUMBER)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads a text to its end.
     *
     * @param source names it
     * @throws Refusal naming the line and the place
     * @throws IOException if it is no JSON at all
     */
    static void check(String source, byte[] content) throws IOException {
        // A reader, so that nothing but UTF-8 is tried.
        var text = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = FACTORY.createParser(text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                String wrong = wrong(parser, token);
                String path = wrong.isEmpty() ? "" : ": " + Fault.shortened(place(parser.getParsingContext()));
                if (wrong.isEmpty() && depth == 0 && parser.nextToken() != null) {
                    wrong = "has more text behind its end";
                }
                if (!wrong.isEmpty()) {
                    String line = source + ":" + parser.currentTokenLocation().getLineNr();
                    throw new Refusal(line + path, "", wrong, "Maybe it was edited: put back what stood there.");
                }
            }
        }
    }

    private static String wrong(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case FIELD_NAME -> NameRules.refusalOfKey(parser.currentName());
            case VALUE_STRING -> NameRules.refusalOfSentence(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Double.isFinite(Double.parseDouble(parser.getText()))
                        ? ""
                        : "= " + parser.getText() + " must be a number that a double holds";
            default -> "";
        };
    }

    /** The path of what is being read. */
    private static String place(JsonStreamContext context) {
        JsonStreamContext above = context.getParent();
        String path = above == null ? "" : place(above);
        if (context.inArray()) {
            return path + "[" + context.getCurrentIndex() + "]";
        }
        String key = context.getCurrentName();
        return key == null ? path : Document.join(path, key);
    }
}
