package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes a tree as YAML 1.2 that reads back to the same tree. */
final class YamlWriter {
    private YamlWriter() {}

    /** Blocks for maps, and for lists that hold maps or lists; brackets for the rest. */
    static String block(JsonNode root) {
        StringBuilder out = new StringBuilder();
        if (isBlock(root)) {
            entries(root, 0, out);
        } else {
            out.append(FlowYaml.of(root)).append('\n');
        }
        return out.toString();
    }

    private static void entries(JsonNode node, int indent, StringBuilder out) {
        node.properties().forEach(entry -> entry(FlowYaml.text(entry.getKey()) + ":", entry.getValue(), indent, out));
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
            out.append(' ').append(FlowYaml.of(value)).append('\n');
        }
    }

    private static boolean isBlock(JsonNode node) {
        return !node.isEmpty() && (node.isObject() || node.valueStream().anyMatch(JsonNode::isContainerNode));
    }
}
