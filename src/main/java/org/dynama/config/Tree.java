package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tree in the making: its nodes may change, and each knows where it was written. */
final class Tree {
    /** Where a node was written: a file with a line, or an override with line 0. */
    record Place(String source, int line) {}

    /** A fault before its place has a name: paths can be written only when the whole tree is known. */
    record Finding(JsonPointer place, String value, String rule, String hint) {}

    private final String source;
    private final Supplier<Map<JsonPointer, Place>> written;
    /** Found when something asks where a node was written; hardly anything does. */
    private @Nullable Map<JsonPointer, Place> known;

    private final @Nullable LargeList list;
    private JsonNode root;

    /** The tree of a text; what is wrong with single nodes goes to {@code findings}. */
    Tree(String source, YamlReader.Text text) {
        this(source, text, null);
    }

    /** The tree of a text that lacks a list, which is read from the file when it is asked for. */
    Tree(String source, YamlReader.Text text, @Nullable LargeList list) {
        this.source = source;
        this.list = list;
        this.root = text.root() instanceof MissingNode ? JsonNodeFactory.instance.objectNode() : text.root();
        written = () -> {
            Map<JsonPointer, Place> places = new HashMap<>();
            text.lines().get().forEach((pointer, line) -> places.put(pointer, new Place(source, line)));
            return places;
        };
    }

    private Tree(Tree other, JsonNode root) {
        this.source = other.source;
        this.list = other.list;
        this.root = root;
        written = other.written;
        known = other.known == null ? null : new HashMap<>(other.known);
    }

    private Map<JsonPointer, Place> places() {
        Map<JsonPointer, Place> places = known == null ? written.get() : known;
        known = places;
        return places;
    }

    /** A copy with some of the root's keys, none of them where the root is no map. */
    Tree part(Predicate<String> keys) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        root.propertyStream()
                .filter(entry -> keys.test(entry.getKey()))
                .forEach(entry -> part.set(entry.getKey(), entry.getValue().deepCopy()));
        return new Tree(this, part);
    }

    /** A copy in which an entry of a map's list stands in the place of the list, and keeps its own line. */
    Tree chosen(JsonPointer list, int entry) {
        Tree copy = without(list);
        JsonPointer old = list.appendIndex(entry);
        ((ObjectNode) copy.root.at(list.head()))
                .set(list.last().getMatchingProperty(), root.at(old).deepCopy());
        copy.move(list, place(old));
        String below = old + "/";
        places().forEach((pointer, place) -> {
            String known = pointer.toString();
            if (known.startsWith(below)) {
                copy.places().put(JsonPointer.compile(list + known.substring(below.length() - 1)), place);
            }
        });
        return copy;
    }

    /** A copy that lacks a key of a map. */
    Tree without(JsonPointer key) {
        Tree copy = new Tree(this, root.deepCopy());
        ((ObjectNode) copy.root.at(key.head())).remove(key.last().getMatchingProperty());
        return copy;
    }

    /** A copy laid over another tree: maps are joined, all else takes the place of what was there. */
    Tree over(Tree base) {
        Tree joined = new Tree(this, base.root.deepCopy());
        Map<JsonPointer, Place> places = new HashMap<>(base.places());
        joined.known = places;
        lay((ObjectNode) joined.root, (ObjectNode) root, JsonPointer.empty(), joined);
        places.putAll(places());
        return joined;
    }

    private static void lay(ObjectNode under, ObjectNode over, JsonPointer place, Tree joined) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            JsonPointer inner = place.appendProperty(entry.getKey());
            if (entry.getValue() instanceof ObjectNode map && under.get(entry.getKey()) instanceof ObjectNode known) {
                lay(known, map, inner, joined);
            } else {
                under.set(entry.getKey(), entry.getValue().deepCopy());
                joined.move(inner, joined.place(inner));
            }
        }
    }

    JsonNode root() {
        return root;
    }

    void replaceRoot(JsonNode other) {
        root = other;
    }

    /** The list that is read when it is asked for; null where the tree is whole. */
    @Nullable
    LargeList list() {
        return list;
    }

    /** What stands at a pointer; an empty list for the one that is not kept. */
    JsonNode at(JsonPointer pointer) {
        if (list == null || !pointer.matchesProperty(list.key())) {
            return root.at(pointer);
        }
        return pointer.tail().matches() ? JsonNodeFactory.instance.arrayNode() : list.at(pointer);
    }

    /** The number of entries of the list at a pointer. */
    int size(JsonPointer pointer) {
        boolean large = list != null
                && pointer.matchesProperty(list.key())
                && pointer.tail().matches();
        return large ? Objects.requireNonNull(list).size() : at(pointer).size();
    }

    /** Says that everything from a pointer downwards was written elsewhere. */
    void move(JsonPointer pointer, Place place) {
        String below = pointer + "/";
        places().keySet().removeIf(known -> known.toString().startsWith(below));
        places().put(pointer, place);
    }

    /** Where a node, or the nearest one around it, was written. */
    Place place(JsonPointer pointer) {
        if (list != null && list.entry(pointer) >= 0) {
            return new Place(source, list.line(pointer));
        }
        for (JsonPointer near = pointer; near != null; near = near.head()) {
            Place place = places().get(near);
            if (place != null) {
                return place;
            }
        }
        return new Place(source, 0);
    }

    private JsonNode entryOf(JsonPointer pointer, int entry) {
        return at(JsonPointer.empty()
                .appendProperty(pointer.getMatchingProperty())
                .appendIndex(entry));
    }

    /** A finding with its place and path in words. */
    Fault fault(Finding finding) {
        Place place = place(finding.place());
        int entry = list == null ? -1 : list.entry(finding.place());
        String path = entry < 0
                ? KeyPath.of(root, finding.place())
                : LargeFile.path(
                        Objects.requireNonNull(list).key(),
                        entry,
                        entryOf(finding.place(), entry),
                        LargeList.below(finding.place()));
        return new Fault(place.source(), place.line(), path, finding.value(), finding.rule(), finding.hint());
    }
}
