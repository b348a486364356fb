package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dynama.config.Tree.Finding;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds a tree from YAML events, with a line per node, guarded against bombs.
 *
 * <p>Events rather than the library's own trees, because those stop at the first doubled key and recurse without bound.
 */
final class YamlReader {
    /** What a market is, for people: text of any length that nothing shows. */
    private static final JsonPointer DESCRIPTION = JsonPointer.compile("/description");

    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 1_000_000;
    private static final int MOST_ALIASED = 10_000;
    private static final String CHECK = "Check indentation, brackets and quotes around this place.";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final String source;
    private final Iterator<Event> events;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int depth;
    private int aliased;

    private YamlReader(String source, String text) {
        this.source = source;
        // The parser itself: the package that wraps it is closed to programs on the module path.
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    /**
     * What a text holds.
     *
     * @param root the tree; a missing node where the text is empty
     * @param lines line of each node, from 1; of a map's entry, the line of its key; found when asked for
     * @param findings what is wrong with single nodes; null stands in their place
     */
    record Text(JsonNode root, Supplier<Map<JsonPointer, Integer>> lines, List<Finding> findings) {}

    /** The tree of a text; throws the one fault of a text that is no tree at all. */
    static Text read(String source, String text) {
        JsonNode plain = PlainJson.read(text, DEEPEST, MOST_VALUES);
        return plain == null
                ? events(source, text)
                : new Text(plain, () -> events(source, text).lines().get(), List.of());
    }

    private static Text events(String source, String text) {
        try {
            YamlReader reader = new YamlReader(source, text);
            return new Text(reader.document(), () -> reader.lines, reader.findings);
        } catch (MarkedYamlEngineException failure) {
            int line = failure.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new ConfigException(source, line, "is not valid YAML: " + failure.getProblem(), CHECK);
        } catch (ReaderException failure) {
            String before = text.substring(0, Math.min(text.length(), failure.getPosition()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            String rule = String.format("has the unprintable character U+%04X", failure.getCodePoint());
            throw new ConfigException(source, line, rule, "Remove it, or write it as an escape in double quotes.");
        } catch (YamlEngineException failure) {
            throw new ConfigException(source, 0, "is not valid YAML: " + failure.getMessage(), CHECK);
        }
    }

    private JsonNode document() {
        events.next(); // start of the stream
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return MissingNode.getInstance();
        }
        JsonNode root = node(events.next(), JsonPointer.empty());
        events.next(); // end of the document
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new ConfigException(source, line(after), "holds more than one YAML document", "Keep one of them.");
        }
        return root;
    }

    private JsonNode node(Event event, JsonPointer place) {
        lines.putIfAbsent(place, line(event));
        if (lines.size() > MOST_VALUES) {
            throw new ConfigException(source, line(event), "holds more than " + MOST_VALUES + " values", "Split it.");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, place);
        }
        JsonNode node = event instanceof ScalarEvent scalar ? scalar(scalar, place) : collection(event, place);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private JsonNode scalar(ScalarEvent event, JsonPointer place) {
        if (event.getTag().isPresent()) {
            String rule = "must not carry the tag " + event.getTag().get();
            return refuse(place, event.getValue(), rule, "Remove the tag.");
        }
        Scalar scalar = event.isPlain() ? Scalar.plain(event.getValue()) : Scalar.text(event.getValue());
        boolean isName = scalar.node().isTextual() && !place.equals(DESCRIPTION);
        String wrong = isName ? NameRules.refusal(event.getValue()) : "";
        if (!wrong.isEmpty()) {
            return refuse(place, Rules.shown(scalar.node()), wrong, NameRules.HINT);
        }
        return scalar.refusal().isEmpty()
                ? scalar.node()
                : refuse(place, event.getValue(), scalar.refusal(), "Write a number such as 0.5 or 1e-3.");
    }

    private JsonNode collection(Event event, JsonPointer place) {
        if (++depth > DEEPEST) {
            String rule = "is nested more than " + DEEPEST + " levels deep";
            throw new ConfigException(source, line(event), rule, "Check for brackets that are never closed.");
        }
        ((CollectionStartEvent) event)
                .getTag()
                .ifPresent(tag -> refuse(place, "", "must not carry the tag " + tag, "Remove the tag."));
        JsonNode node = event.getEventId() == Event.ID.MappingStart ? map(place) : list(place);
        depth--;
        return node;
    }

    private JsonNode list(JsonPointer place) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            list.add(node(next, place.appendIndex(list.size())));
        }
        return list;
    }

    private JsonNode map(JsonPointer place) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(next instanceof ScalarEvent key)) {
                throw new ConfigException(
                        source, line(next), "has a key that is not text", "Put quotes around the key.");
            }
            JsonPointer entry = place.appendProperty(key.getValue());
            boolean again = map.has(key.getValue());
            Integer before = lines.put(entry, line(key));
            JsonNode value = node(events.next(), entry);
            String wrong = again ? "is given twice, first in line " + before : NameRules.refusalOfKey(key.getValue());
            if (!again) {
                map.set(key.getValue(), value);
            }
            if (!wrong.isEmpty()) {
                refuse(entry, "", wrong, again ? "Keep one of the two." : NameRules.HINT);
            }
        }
        return map;
    }

    private JsonNode aliased(AliasEvent alias, JsonPointer place) {
        String name = alias.getAlias().getValue();
        JsonNode node = anchors.get(name);
        if (node == null) {
            return refuse(place, "*" + name, "names no earlier anchor", "Put quotes around it if it is meant as text.");
        }
        aliased += size(node);
        if (aliased > MOST_ALIASED) {
            String rule = "repeats more than " + MOST_ALIASED + " values by aliases";
            throw new ConfigException(source, line(alias), rule, "Write the values out.");
        }
        return node.deepCopy();
    }

    /** Number of nodes, counted no further than needed; aliased nodes are small by this very bound. */
    private static int size(JsonNode node) {
        int size = 1;
        for (Iterator<JsonNode> inner = node.iterator(); inner.hasNext() && size <= MOST_ALIASED; ) {
            size += size(inner.next());
        }
        return size;
    }

    private JsonNode refuse(JsonPointer place, String value, String rule, String hint) {
        findings.add(new Finding(place, value, rule, hint));
        return NullNode.getInstance();
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
