package org.dynama.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.Tree.Finding;

/**
 * Reads a JSON file in which one list has almost everything: gone through once by a streaming parser, checked some entries at
 * a time, and kept as a tree without that list, whose entries are read again when they are asked for.
 */
final class LargeFile {
    /** Larger than this a file is read this way. */
    private static final long LARGE = 1 << 20;

    private static final long LARGEST = 1L << 30;
    private static final int MOST_FAULTS = 1_000;

    private final Path file;
    private final String source;
    private final Schema schema;
    private final String key;
    private final Faults faults;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final List<Long> begins = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    /** Lots with faults, which are read again to tell their places. */
    private final List<Integer> wrong = new ArrayList<>();

    private int size;

    private LargeFile(Path file, Schema schema, String key) {
        this.file = file;
        this.source = file.toString();
        this.schema = schema;
        this.key = key;
        faults = new Faults(source);
    }

    /** Whether a file is large, and begins as a map of JSON. */
    static boolean isLarge(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) <= LARGE) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                String start = new String(in.readNBytes(64), java.nio.charset.StandardCharsets.UTF_8);
                return start.replace("\uFEFF", "").strip().startsWith("{");
            }
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * The checked tree of a file.
     *
     * @param key of the list in the outermost map
     * @throws ConfigException with all that is wrong, as far as anyone would read
     * @throws JsonProcessingException if it is no JSON
     */
    static Tree read(Path file, Schema schema, String key) throws JsonProcessingException {
        LargeFile large = new LargeFile(file, schema, key);
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(
                        file.toString(),
                        0,
                        "has " + Files.size(file) + " bytes, and a text has at most " + LARGEST,
                        "Large markets go into .npz archives.");
            }
            return large.tree();
        } catch (JsonProcessingException noJson) {
            throw noJson;
        } catch (IOException failure) {
            throw new ConfigException(
                    file.toString(), 0, "cannot be read: " + failure.getMessage(), "Check its permissions.");
        }
    }

    /** The fault of a text that is no JSON. */
    static ConfigException noJson(Path file, JsonProcessingException failure) {
        int line = failure.getLocation() == null
                ? 0
                : Math.max(0, failure.getLocation().getLineNr());
        return new ConfigException(
                file.toString(),
                line,
                "is not valid JSON: " + Json.said(failure),
                "Check brackets, commas and quotes around this place: it may have been cut off.");
    }

    private Tree tree() throws IOException {
        JsonNodes nodes;
        LargeList list = null;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JsonNodes.FACTORY.createParser(in)) {
            nodes = new JsonNodes(parser, 0, true);
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(key) && list == null && !root.has(key)) {
                    int line = nodes.line();
                    nodes.lines.put(JsonPointer.empty().appendProperty(key), line);
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        list = index(parser);
                    } else {
                        root.set(key, nodes.node(JsonPointer.empty().appendProperty(key)));
                    }
                } else {
                    nodes.entry(root, JsonPointer.empty());
                }
            }
            if (parser.nextToken() != null) {
                throw new ConfigException(source, nodes.line(), "has more text behind its end", "Remove it.");
            }
        }
        Tree tree = new Tree(source, new YamlReader.Text(root, () -> nodes.lines, List.of()), list);
        check(tree, nodes.findings);
        faults.throwIfAny();
        return tree;
    }

    /** What is wrong outside the list; an entry of it stands in for all, where the schema asks for some. */
    private void check(Tree tree, List<Finding> findings) {
        LargeList list = tree.list();
        if (list != null) {
            ArrayNode first = root.putArray(key);
            if (list.size() > 0) {
                first.add(list.at(JsonPointer.empty().appendProperty(key).appendIndex(0)));
            }
        }
        ObjectNode filled = (ObjectNode) schema.filled(root, Reading.stem(source));
        Set<JsonPointer> known = findings.stream().map(Finding::place).collect(Collectors.toSet());
        List<Finding> more = schema.check(filled).stream()
                .filter(finding -> !known.contains(finding.place()))
                .filter(finding -> list == null || list.entry(finding.place()) < 0)
                .toList();
        if (list != null) {
            filled.remove(key);
        }
        tree.replaceRoot(filled);
        Stream<Finding> inList =
                list == null ? Stream.empty() : wrong.stream().flatMap(lot -> list.findings(lot).stream());
        Stream.of(findings.stream(), more.stream(), inList)
                .flatMap(found -> found)
                .limit(MOST_FAULTS)
                .map(tree::fault)
                .forEach(faults::add);
    }

    private LargeList index(JsonParser parser) throws IOException {
        int most = schema.mostEntries(key);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            begin(parser);
            JsonNodes nodes = new JsonNodes(parser, 0, true);
            ArrayNode lot = JsonNodeFactory.instance.arrayNode();
            while (token != JsonToken.END_ARRAY && lot.size() < LargeList.LOT) {
                lot.add(nodes.node(JsonPointer.empty().appendIndex(lot.size())));
                token = lot.size() < LargeList.LOT ? parser.nextToken() : token;
            }
            if (nodes.isWrong()
                    || !LargeList.check(schema, key, LargeList.filled(schema, key, lot))
                            .isEmpty()) {
                wrong.add(begins.size() - 1);
            }
            size += lot.size();
            if (size > most) {
                String rule = "has more than " + most + " entries";
                throw new ConfigException(
                        source,
                        nodes.line(),
                        key + " " + rule,
                        "Maybe fold states that have the same future into one.");
            }
            if (token == JsonToken.END_ARRAY) {
                break;
            }
        }
        begin(parser);
        return new LargeList(
                file,
                key,
                schema,
                begins.stream().mapToLong(begin -> begin).toArray(),
                lines.stream().mapToInt(line -> line).toArray(),
                size);
    }

    private void begin(JsonParser parser) {
        long offset = parser.currentTokenLocation().getByteOffset();
        if (offset < 0) {
            throw new ConfigException(source, 0, "is not UTF-8", "Save the file as UTF-8.");
        }
        begins.add(offset);
        lines.add(parser.currentTokenLocation().getLineNr());
    }

    /** The path of what lies below an entry of a list. */
    static String path(String key, int entry, JsonNode node, JsonPointer below) {
        String rest = KeyPath.of(node, below);
        String start = KeyPath.shown(key) + "[" + entry + "]";
        return rest.isEmpty() || rest.startsWith("[") ? start + rest : start + "." + rest;
    }
}
