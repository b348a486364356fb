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
import java.util.Arrays;
import java.util.Map;

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
        return entry < 0 || entry >= size ? MissingNode.getInstance() : node(entry).at(below(pointer));
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
        hold(entry / LOT);
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
        if (number == held) {
            return;
        }
        byte[] text = bytes(begins[number], begins[number + 1]);
        try (JsonParser parser = JsonNodes.FACTORY.createParser(text)) {
            JsonNodes nodes = new JsonNodes(parser, lines[number] - 1);
            parser.nextToken();
            lot = filled(schema, key, nodes.node(JsonPointer.empty()));
            places = nodes.lines;
            held = number;
        } catch (IOException changed) {
            throw changed(file.toString());
        }
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
