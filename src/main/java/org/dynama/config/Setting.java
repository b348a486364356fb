package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One override, {@code environment.agents=5}: a path, and a value in YAML that replaces what stands there.
 *
 * @param source the override as the user wrote it
 * @param pointer the place it sets
 * @param text the value
 */
record Setting(String source, JsonPointer pointer, YamlReader.Text text) {
    private static final String EXAMPLE = "Write it as in --set environment.agents=5.";

    /** Reads an override; throws the fault of one that is no {@code path=value}. */
    static Setting parse(String override) {
        String source = "--set " + override;
        int equals = override.indexOf('=');
        if (equals <= 0) {
            throw refused(source, "", "must be path=value");
        }
        try {
            JsonPointer pointer = KeyPath.parse(override.substring(0, equals));
            return new Setting(source, pointer, YamlReader.read(source, override.substring(equals + 1)));
        } catch (ConfigException notYaml) {
            throw refused(source, "", notYaml.faults().get(0).rule());
        } catch (IllegalArgumentException notPath) {
            throw refused(source, "", String.valueOf(notPath.getMessage()));
        }
    }

    private static ConfigException refused(String source, String path, String rule) {
        return new ConfigException(source, List.of(new Fault(source, 0, path, "", rule, EXAMPLE)));
    }

    /** Lays the value over a tree whose root is a map, and makes maps where the path needs them. */
    void apply(Tree tree) {
        JsonNode inner = tree.root();
        JsonPointer done = JsonPointer.empty();
        JsonPointer rest = pointer;
        while (!rest.tail().matches()) {
            done = append(inner, done, rest);
            inner = descend(tree, inner, done, rest);
            rest = rest.tail();
        }
        JsonNode value = text.root() instanceof MissingNode ? NullNode.getInstance() : text.root();
        done = append(inner, done, rest);
        put(tree, inner, done, rest, value);
        tree.move(done, new Tree.Place(source, 0));
    }

    private static JsonPointer append(JsonNode parent, JsonPointer done, JsonPointer rest) {
        return parent.isArray()
                ? done.appendIndex(rest.getMatchingIndex())
                : done.appendProperty(rest.getMatchingProperty());
    }

    private JsonNode descend(Tree tree, JsonNode parent, JsonPointer done, JsonPointer rest) {
        JsonNode child = parent.isArray()
                ? entry(tree, (ArrayNode) parent, done, rest)
                : parent.path(rest.getMatchingProperty());
        if (child.isContainerNode()) {
            return child;
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        put(tree, parent, done, rest, made);
        tree.move(done, new Tree.Place(source, 0));
        return made;
    }

    private void put(Tree tree, JsonNode parent, JsonPointer done, JsonPointer rest, JsonNode value) {
        if (parent instanceof ArrayNode list) {
            entry(tree, list, done, rest);
            list.set(rest.getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(rest.getMatchingProperty(), value);
        }
    }

    private JsonNode entry(Tree tree, ArrayNode list, JsonPointer done, JsonPointer rest) {
        JsonNode entry = list.path(rest.getMatchingIndex());
        if (entry.isMissingNode()) {
            String path = KeyPath.of(tree.root(), done.head() == null ? JsonPointer.empty() : done.head());
            throw refused(source, path, "has " + list.size() + " entries, and no [" + rest.getMatchingProperty() + "]");
        }
        return entry;
    }
}
