package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dynama.config.Tree.Finding;
import org.dynama.refusal.Refusal;

/**
 * A file that was read, completed by defaults and found right by its schema.
 *
 * <p>Paths are written {@code environment.types.high[2]}; the empty path is the whole document. Methods that take one throw
 * {@link IllegalArgumentException} where nothing, or another kind of value, stands there: ask {@link #has} first for keys
 * without a default.
 */
public final class Document {
    static final int LARGEST_MIB = 16;

    private static final int RECENT = 4096;

    private final String source;
    private final Schema schema;
    private final Tree tree;

    /** What was asked for last, by path: readers go from a list to its entries, and each path is long to follow. */
    private final Map<String, JsonNode> recent = new ConcurrentHashMap<>();

    Document(String source, Schema schema, Tree tree) {
        this.source = source;
        this.schema = schema;
        this.tree = tree;
    }

    /**
     * Reads a YAML or JSON file in UTF-8, of at most 16 MiB, a million values and 100 levels.
     *
     * @param overrides {@code path=value} each, the value in YAML; later ones win, missing maps on the way are made
     * @throws ConfigException with all faults of the file and the overrides
     */
    public static Document read(Path file, Schema schema, List<String> overrides) {
        return parse(file.toString(), TextFile.read(file, LARGEST_MIB), schema, overrides);
    }

    /** Like {@link #read(Path, Schema, List)}, without overrides, and with a limit of its own on the file's size. */
    public static Document read(Path file, Schema schema, int largestMib) {
        return parse(file.toString(), TextFile.read(file, largestMib), schema, List.of());
    }

    /**
     * Like {@link #read(Path, Schema, List)}, where one list of a JSON file may have almost everything: the file may have up to
     * 1 GiB then, and entries of the list stay in it until they are asked for.
     *
     * @param list the key of the list in the outermost map
     */
    public static Document large(Path file, Schema schema, String list) {
        if (!LargeFile.isLarge(file)) {
            return read(file, schema, List.of());
        }
        try {
            return new Document(file.toString(), schema, LargeFile.read(file, schema, list));
        } catch (JsonProcessingException noJson) {
            throw LargeFile.noJson(file, noJson);
        }
    }

    /** Whether a file is larger than any spec, and read from the disk when it is asked for. */
    public static boolean isLarge(Path file) {
        return LargeFile.isLarge(file);
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static Document parse(String source, String text, Schema schema, List<String> overrides) {
        return new Document(source, schema, Reading.read(source, text, schema, overrides));
    }

    /** The path of a key below another path; the key is quoted where it must be. */
    public static String join(String path, String key) {
        return path.isEmpty() ? KeyPath.shown(key) : path + "." + KeyPath.shown(key);
    }

    /** What is wrong with a name that comes from outside a document, in words; empty where nothing is. */
    public static String refusalOfName(String name) {
        return name.isEmpty() ? "must not be empty" : NameRules.refusal(name);
    }

    /** The file, as the user named it. */
    public String source() {
        return source;
    }

    /** The line in the file from which a value comes; 0 if it comes from an override. A default has the line around it. */
    public int line(String path) {
        return tree.place(KeyPath.parse(path)).line();
    }

    /** A copy of the whole tree, defaults filled in; decimals are exact. */
    public JsonNode node() {
        return tree.root().deepCopy();
    }

    /** Whether something stands at a path. */
    public boolean has(String path) {
        return !node(path).isMissingNode();
    }

    /** Whether a map stands at a path: {@code types: {high: [1, 2]}} rather than {@code types: uniform}. */
    public boolean isMap(String path) {
        return node(path).isObject();
    }

    /** Whether a list stands at a path. */
    public boolean isList(String path) {
        return node(path).isArray();
    }

    /** The keys of a map, in order. */
    public List<String> keys(String path) {
        JsonNode map = at(path, JsonNode::isObject, "a map");
        List<String> keys = Rules.keys(map);
        keys.forEach(key -> remember(join(path, key), map.path(key)));
        return keys;
    }

    /** The paths of a list's entries, in order. */
    public List<String> entries(String path) {
        JsonNode list = at(path, JsonNode::isArray, "a list");
        int size = tree.size(KeyPath.parse(path));
        for (int i = 0; i < list.size(); i++) {
            remember(path + "[" + i + "]", list.get(i));
        }
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return path + "[" + Objects.checkIndex(index, size) + "]";
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** A text or a choice; {@code true} and {@code 3} come as they are written. */
    public String text(String path) {
        return at(path, JsonNode::isValueNode, "a single value").asText();
    }

    /** True or false. */
    public boolean truth(String path) {
        return at(path, JsonNode::isBoolean, "true or false").booleanValue();
    }

    /** A whole number. */
    public long whole(String path) {
        return at(path, node -> node.isIntegralNumber() && node.canConvertToLong(), "a whole number")
                .longValue();
    }

    /** A number, rounded to the nearest double. */
    public double number(String path) {
        return at(path, JsonNode::isNumber, "a number").doubleValue();
    }

    /** A number, exactly as it was written. */
    public BigDecimal decimal(String path) {
        return at(path, JsonNode::isNumber, "a number").decimalValue();
    }

    /** The numbers of a map by key, in order, each exactly as it was written. */
    public Map<String, BigDecimal> decimals(String path) {
        JsonNode map = at(path, JsonNode::isObject, "a map");
        Map<String, BigDecimal> decimals = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            decimals.put(entry.getKey(), entry.getValue().decimalValue());
        }
        return decimals;
    }

    /** A list of numbers, each rounded to the nearest double. */
    public List<Double> numbers(String path) {
        return entries(path).stream().map(this::number).toList();
    }

    /**
     * A fault of a value that the schema allows and a later check does not.
     *
     * @param rule what is wrong, so that "path = value rule" is a sentence
     * @param hint what to do; may be empty
     */
    public Fault fault(String path, String rule, String hint) {
        JsonPointer place = KeyPath.parse(path);
        JsonNode value = tree.at(place);
        String shown = value.isMissingNode() || place.matches() ? "" : Rules.shown(value);
        return tree.fault(new Finding(place, shown, rule, hint));
    }

    /** A fault of a value that was refused where it was used. */
    public Fault fault(String path, IllegalArgumentException refused) {
        return fault(path, "cannot be used", refused);
    }

    /** Like {@link #fault(String, IllegalArgumentException)}, with a verdict of one's own before the reason. */
    public Fault fault(String path, String verdict, IllegalArgumentException refused) {
        return refused instanceof Refusal refusal
                ? fault(path, verdict + ": " + refusal.sentence(), refusal.hint())
                : fault(path, verdict + ": " + refused.getMessage(), "");
    }

    /**
     * The value at a path as a record, bound by Jackson: components are keys, enums are words in lower case with hyphens.
     * What the record's own checks refuse is a fault at the innermost place that is known.
     *
     * @throws ConfigException with the fault of what a record refuses
     */
    public <T> T bind(String path, Class<T> type) {
        try {
            return Json.BINDER.treeToValue(tree.at(KeyPath.parse(path)), type);
        } catch (JsonProcessingException failure) {
            IllegalArgumentException refused = failure.getCause() instanceof IllegalArgumentException argument
                    ? argument
                    : new IllegalArgumentException(Json.said(failure));
            String place = failure instanceof JsonMappingException mapping ? place(path, mapping) : path;
            throw new ConfigException(source, List.of(fault(place, refused)));
        }
    }

    /**
     * What is made of the value at a path.
     *
     * @throws ConfigException with the fault of a value that is refused
     */
    public <T> T made(String path, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw new ConfigException(source, List.of(fault(path, refused)));
        }
    }

    static String place(String path, JsonMappingException failure) {
        String place = path;
        for (JsonMappingException.Reference step : failure.getPath()) {
            String key = step.getFieldName();
            place = key == null ? place + "[" + step.getIndex() + "]" : join(place, key);
        }
        return place;
    }

    /** The paths of the keys that name files, as the schema marks them, as far as they stand here. */
    public List<String> fileKeys() {
        return schema.fileKeys().stream().filter(this::has).toList();
    }

    /**
     * The file that a key names. It is looked up beside the document; one that an override names, in the current folder.
     *
     * @throws ConfigException if the name is no path, or nothing is there
     */
    public Path file(String path) {
        String rule;
        try {
            Path name = Path.of(text(path));
            Path file = line(path) == 0 ? name : Path.of(writer(path)).resolveSibling(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
            rule = "is not there: " + file;
        } catch (InvalidPathException failure) {
            rule = "is not a path";
        }
        String start = line(path) == 0 ? "the current folder." : "the folder of " + writer(path) + ".";
        throw new ConfigException(source, List.of(fault(path, rule, "Check the path, which starts at " + start)));
    }

    /** The file in which a value was written. */
    private String writer(String path) {
        return tree.place(KeyPath.parse(path)).source();
    }

    /** A copy with other texts at some paths. */
    public Document with(Map<String, String> texts) {
        Tree copy = tree.part(key -> true);
        texts.forEach((path, text) -> {
            JsonPointer place = KeyPath.parse(path);
            ((ObjectNode) copy.root().at(place.head())).put(place.last().getMatchingProperty(), text);
        });
        return new Document(source, schema, copy);
    }

    /** A copy with another whole number at a path. */
    public Document with(String path, long whole) {
        Tree copy = tree.part(key -> true);
        JsonPointer place = KeyPath.parse(path);
        ((ObjectNode) copy.root().at(place.head())).put(place.last().getMatchingProperty(), whole);
        return new Document(source, schema, copy);
    }

    /** The document with its defaults as YAML, which reads back to the same document. */
    public String toYaml() {
        return YamlWriter.block(tree.root());
    }

    private JsonNode node(String path) {
        JsonNode known = recent.get(path);
        return known == null ? tree.at(KeyPath.parse(path)) : known;
    }

    private void remember(String path, JsonNode node) {
        if (recent.size() >= RECENT) {
            recent.clear();
        }
        recent.put(path, node);
    }

    private JsonNode at(String path, Predicate<JsonNode> right, String type) {
        JsonNode node = node(path);
        if (node.isMissingNode() || !right.test(node)) {
            throw new IllegalArgumentException(path + " = " + Rules.shown(node) + " must be " + type);
        }
        return node;
    }
}
