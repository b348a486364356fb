package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** A tree as YAML 1.2 on one line. */
final class FlowYaml {
    /** Words without any sign that means something in YAML, wherever they stand. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

    private FlowYaml() {}

    /** The value on one line. */
    static String of(JsonNode node) {
        return of(node, Integer.MAX_VALUE);
    }

    /** The value on one line, or of a longer one the beginning, at least so many characters: what is left out takes no time. */
    static String of(JsonNode node, int longest) {
        StringBuilder line = new StringBuilder();
        append(node, longest, line);
        return line.toString();
    }

    private static void append(JsonNode node, int longest, StringBuilder line) {
        if (node.isObject()) {
            line.append('{');
            String between = "";
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (line.length() > longest) {
                    return;
                }
                line.append(between).append(text(entry.getKey())).append(": ");
                append(entry.getValue(), longest, line);
                between = ", ";
            }
            line.append('}');
        } else if (node.isArray()) {
            line.append('[');
            String between = "";
            for (JsonNode entry : node) {
                if (line.length() > longest) {
                    return;
                }
                line.append(between);
                append(entry, longest, line);
                between = ", ";
            }
            line.append(']');
        } else if (node.isTextual()) {
            line.append(text(node.textValue()));
        } else {
            line.append(node.isBigDecimal() ? decimal(node.decimalValue().toString()) : node.asText());
        }
    }

    /** A decimal keeps its point, so that it does not come back as a whole number. */
    private static String decimal(String digits) {
        return digits.indexOf('.') < 0 && digits.indexOf('E') < 0 ? digits + ".0" : digits;
    }

    /** A text, quoted where it must be. */
    static String text(String text) {
        if (PLAIN.matcher(text).matches() && Scalar.isText(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
            }
        });
        return quoted.append('"').toString();
    }
}
