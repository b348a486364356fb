package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a tree as YAML 1.2 that reads back to the same tree. */
final class YamlWriter {
    /** Words without any sign that means something in YAML, wherever they stand. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

    private YamlWriter() {}

    /** Blocks for maps, and for lists that hold maps or lists; brackets for the rest. */
    static String block(JsonNode root) {
        StringBuilder out = new StringBuilder();
        if (isBlock(root)) {
            entries(root, 0, out);
        } else {
            out.append(flow(root)).append('\n');
        }
        return out.toString();
    }

    private static void entries(JsonNode node, int indent, StringBuilder out) {
        node.properties().forEach(entry -> entry(text(entry.getKey()) + ":", entry.getValue(), indent, out));
        if (node.isArray()) {
            node.forEach(value -> entry("-", value, indent, out));
        }
    }

    private static void entry(String head, JsonNode value, int indent, StringBuilder out) {
        out.append(" ".repeat(indent)).append(head);
        if (isBlock(value)) {
            out.append('\n');
            entries(value, indent + 2, out);
        } else {
            out.append(' ').append(flow(value)).append('\n');
        }
    }

    private static boolean isBlock(JsonNode node) {
        return !node.isEmpty() && (node.isObject() || node.valueStream().anyMatch(JsonNode::isContainerNode));
    }

    /** The value on one line. */
    static String flow(JsonNode node) {
        return flow(node, Integer.MAX_VALUE);
    }

    /** The value on one line, or of a longer one the beginning, at least so many characters: what is left out takes no time. */
    static String flow(JsonNode node, int longest) {
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

    private static String text(String text) {
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
