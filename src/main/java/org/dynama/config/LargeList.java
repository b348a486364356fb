package org.dynama.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.Tree.Finding;

/**
 * The entries of a list in a large JSON file: read from the file when they are asked for, some at a time, with their defaults
 * filled in. Memory holds where each lot begins.
 */
final class LargeList {
    /** Entries of a lot. */
    static final int LOT = 256;

    private final Path file;
    private final String key;
    private final Schema schema;
    private final long[] begins;
    private final int[] lines;
    private final int size;
    private final long length;

    private int held = -1;
    private JsonNode lot = MissingNode.getInstance();
    private int located = -1;
    private Map<JsonPointer, Integer> places = Map.of();

    /**
     * A list that was gone through.
     *
     * @param key of the list in the outermost map
     * @param begins first byte of each lot, and of what follows the last
     * @param lines of the first bytes
     * @param size how many entries
     */
    LargeList(Path file, String key, Schema schema, long[] begins, int[] lines, int size) throws IOException {
        this.file = file;
        this.key = key;
        this.schema = schema;
        this.begins = begins;
        this.lines = lines;
        this.size = size;
        length = Files.size(file);
    }

    int size() {
        return size;
    }

    String key() {
        return key;
    }

    /** The number of the entry at or below which a pointer lies; -1 where it lies elsewhere. */
    int entry(JsonPointer pointer) {
        return pointer.matchesProperty(key) && !pointer.tail().matches()
                ? pointer.tail().getMatchingIndex()
                : -1;
    }

    /** What is at a pointer that lies in the list; missing where nothing is. */
    JsonNode at(JsonPointer pointer) {
        int entry = entry(pointer);
        return entry < 0 || entry >= size
                ? MissingNode.getInstance()
                : node(entry).at(below(pointer));
    }

    /** The rest of a pointer behind an entry. */
    static JsonPointer below(JsonPointer pointer) {
        return pointer.tail().tail();
    }

    private JsonNode node(int entry) {
        hold(entry / LOT);
        return lot.path(entry % LOT);
    }

    /** The line of what is at a pointer in the list, or of the nearest thing around it. */
    int line(JsonPointer pointer) {
        int entry = entry(pointer);
        if (entry >= size) {
            return 0;
        }
        if (located != entry / LOT) {
            located = entry / LOT;
            places = parse(located, true).nodes.lines;
        }
        JsonPointer inLot = JsonPointer.empty().appendIndex(entry % LOT).append(below(pointer));
        for (JsonPointer near = inLot; near != null; near = near.head()) {
            Integer line = places.get(near);
            if (line != null) {
                return line;
            }
        }
        return lines[entry / LOT];
    }

    private void hold(int number) {
        if (number != held) {
            lot = filled(schema, key, parse(number, false).list());
            held = number;
        }
    }

    /** The entries of a lot as they stand, with what was seen on the way. */
    private record Parsed(JsonNode list, JsonNodes nodes) {}

    private Parsed parse(int number, boolean located) {
        byte[] text = bytes(begins[number], begins[number + 1]);
        try (JsonParser parser = JsonNodes.FACTORY.createParser(text)) {
            JsonNodes nodes = new JsonNodes(parser, lines[number] - 1, located);
            parser.nextToken();
            return new Parsed(nodes.node(JsonPointer.empty()), nodes);
        } catch (IOException changed) {
            throw changed(file.toString());
        }
    }

    /** What is wrong with the entries of a lot, at places below the outermost map; nothing where all is right. */
    List<Finding> findings(int number) {
        Parsed parsed = parse(number, true);
        List<Finding> findings = new ArrayList<>();
        JsonPointer list = JsonPointer.empty().appendProperty(key);
        Set<JsonPointer> known = new HashSet<>();
        for (Finding finding : parsed.nodes.findings) {
            known.add(finding.place());
            findings.add(moved(finding, list, number));
        }
        check(schema, key, filled(schema, key, parsed.list)).stream()
                .filter(finding -> !known.contains(finding.place()))
                .forEach(finding -> findings.add(moved(finding, list, number)));
        return findings;
    }

    private static Finding moved(Finding finding, JsonPointer list, int number) {
        int entry = number * LOT + finding.place().getMatchingIndex();
        JsonPointer place = list.appendIndex(entry).append(finding.place().tail());
        return new Finding(place, finding.value(), finding.rule(), finding.hint());
    }

    /** What a schema finds in the entries of a list, at places below it. */
    static List<Finding> check(Schema schema, String key, JsonNode list) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set(key, list);
        return schema.check(root).stream()
                .filter(finding -> finding.place().matchesProperty(key)
                        && !finding.place().tail().matches())
                .map(finding -> new Finding(finding.place().tail(), finding.value(), finding.rule(), finding.hint()))
                .toList();
    }

    /** The entries of a list with their defaults. */
    static JsonNode filled(Schema schema, String key, JsonNode list) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set(key, list);
        return schema.filled(root, "").path(key);
    }

    /** A lot as a list of its own: what follows its last entry is a comma, or nothing. */
    private byte[] bytes(long from, long to) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() != length) {
                throw changed(file.toString());
            }
            int end = (int) (to - from);
            byte[] text = new byte[end + 2];
            in.seek(from);
            in.readFully(text, 1, end);
            while (end > 0 && (text[end] <= ' ' || text[end] == ',')) {
                end--;
            }
            text[0] = '[';
            text[end + 1] = ']';
            return Arrays.copyOf(text, end + 2);
        } catch (IOException failure) {
            throw changed(file.toString());
        }
    }

    private static ConfigException changed(String source) {
        return new ConfigException(source, 0, "has changed while it was read", "Run the command again.");
    }
}
