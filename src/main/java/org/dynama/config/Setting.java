package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        apply(tree, tree.root(), JsonPointer.empty(), pointer);
    }

    private void apply(Tree tree, JsonNode parent, JsonPointer above, JsonPointer rest) {
        String key = rest.getMatchingProperty();
        int index = rest.getMatchingIndex();
        boolean isLast = rest.tail().matches();
        JsonNode child = parent.isArray() ? parent.path(index) : parent.path(key);
        if (parent.isArray() && child.isMissingNode()) {
            String rule = "has " + parent.size() + " entries, and no [" + key + "]";
            throw refused(source, KeyPath.of(tree.root(), above), rule);
        }
        JsonPointer place = parent.isArray() ? above.appendIndex(index) : above.appendProperty(key);
        if (isLast || !child.isContainerNode()) {
            JsonNode value = text.root().isMissingNode() ? NullNode.getInstance() : text.root();
            child = isLast ? value : JsonNodeFactory.instance.objectNode();
            if (parent instanceof ArrayNode list) {
                list.set(index, child);
            } else {
                ((ObjectNode) parent).set(key, child);
            }
            tree.move(place, new Tree.Place(source, 0));
        }
        if (!isLast) {
            apply(tree, child, place, rest.tail());
        }
    }
}
