package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dynama.config.Tree.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a file may hold: keys, ranges, defaults and descriptions, in JSON Schema 2020-12.
 *
 * <p>A schema grows by kinds: {@code if} on {@code kind}, {@code then} a definition. A {@code title} says the allowed values
 * in words, the first of {@code examples} (else the {@code default}) is what a fault proposes.
 */
public final class Schema {
    private static final int MOST_FINDINGS = 10_000;

    /** Read once: every start of the program asks for all of them, and every cell of a sweep for one. */
    private static final Map<List<String>, Schema> KNOWN = new ConcurrentHashMap<>();

    private final SchemaWalk walk;
    private com.networknt.schema.@Nullable Schema validator;

    private Schema(JsonNode root) {
        this.walk = new SchemaWalk(root);
    }

    /**
     * A schema from the class path; a name without a leading slash is sought beside this class.
     *
     * @param more schemas of which the outermost keys, those that must be there, and the definitions are added to the first
     *     one's
     */
    public static Schema resource(String name, String... more) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(more));
        return KNOWN.computeIfAbsent(names, Schema::joined);
    }

    /** A schema from the class path that uses the definitions of another one, where it has none of that name. */
    public static Schema using(String name, String definitions) {
        return KNOWN.computeIfAbsent(List.of(name, definitions, "$defs"), names -> {
            ObjectNode root = (ObjectNode) root(name);
            root(definitions)
                    .path("$defs")
                    .properties()
                    .forEach(definition ->
                            root.withObject("/$defs").putIfAbsent(definition.getKey(), definition.getValue()));
            return new Schema(root);
        });
    }

    /** A schema from the class path of which the outermost map must not have some of its keys. */
    public static Schema without(String name, String... keys) {
        List<String> names = new ArrayList<>(List.of(name, "without"));
        names.addAll(List.of(keys));
        return KNOWN.computeIfAbsent(names, key -> {
            ObjectNode root = (ObjectNode) root(name);
            root.withObject("/properties").remove(List.of(keys));
            root.withArray("/required").removeIf(required -> List.of(keys).contains(required.asText()));
            return new Schema(root);
        });
    }

    /** Of any map: for files of which nobody knows yet what they are. */
    public static Schema any() {
        return resource("any.schema.json");
    }

    private static Schema joined(List<String> names) {
        ObjectNode root = (ObjectNode) root(names.get(0));
        for (String name : names.subList(1, names.size())) {
            JsonNode other = root(name);
            root.withObject("/properties").setAll((ObjectNode) other.path("properties"));
            other.path("required").forEach(root.withArray("/required")::add);
            other.path("$defs")
                    .properties()
                    .forEach(definition -> root.withObject("/$defs").set(definition.getKey(), definition.getValue()));
        }
        return new Schema(root);
    }

    private static JsonNode root(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("schema \"" + name + "\" must be on the class path");
            }
            return YamlReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .root();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * One documented key.
     *
     * @param path as {@code environment.types.high}; {@code []} stands for each entry of a list
     * @param type the allowed values in words
     * @param byDefault the default as YAML; empty where the key has none
     * @param description what it means, with units
     * @param allowed the choices, for a list those of an entry, where there is a fixed set of them; else empty
     * @param when the condition under which the key exists, as {@code kind = sequential-sales}; empty for always
     */
    public record Key(
            String path, String type, String byDefault, String description, List<String> allowed, String when) {
        public Key {
            allowed = List.copyOf(allowed);
        }
    }

    /** All documented keys, in the order of the schema. */
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        visit("", "", walk.root(), (path, when, schema) -> keys.add(key(path, when, schema)));
        return List.copyOf(keys);
    }

    /** Told of a documented key: its path, the condition under which it exists, and its schema. */
    private interface Visitor {
        void at(String path, String when, JsonNode schema);
    }

    private void visit(String path, String when, JsonNode schema, Visitor visitor) {
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
            String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue().has("description")) {
                visitor.at(inner, when, entry.getValue());
                visit(inner, when, entry.getValue(), visitor);
            }
        }
        if (schema.has("items")) {
            visit(path + "[]", when, schema.path("items"), visitor);
        }
        if (schema.has("$ref")) {
            visit(path, when, walk.referred(schema), visitor);
        }
        schema.path("allOf").forEach(part -> visit(path, when, part, visitor));
        if (schema.has("if")) {
            visit(path, condition(when, schema.path("if")), schema.path("then"), visitor);
            visit(path, when, schema.path("else"), visitor);
        }
    }

    private static String condition(String when, JsonNode test) {
        String kind = test.path("properties").path("kind").path("const").asText();
        return kind.isEmpty() ? when : "kind = " + kind;
    }

    private static Key key(String path, String when, JsonNode schema) {
        JsonNode choices = schema.has("enum")
                ? schema.path("enum")
                : schema.path(schema.has("items") ? "items" : "else").path("enum");
        JsonNode byDefault = schema.path("default");
        boolean shown = !byDefault.isMissingNode()
                && !byDefault.isObject()
                && !byDefault.asText().equals(Defaults.FILE);
        return new Key(
                path,
                Rules.type(schema) + range(schema),
                shown ? FlowYaml.of(byDefault) : "",
                schema.path("description").asText(),
                Rules.words(choices),
                when);
    }

    private static String range(JsonNode schema) {
        if (schema.has("exclusiveMinimum")) {
            return ", more than " + schema.path("exclusiveMinimum").asText();
        }
        boolean bounded = schema.path("minimum").canConvertToInt();
        return bounded ? ", at least " + schema.path("minimum").asText() : "";
    }

    /** The paths of the keys that name files: {@code "format": "file"}. */
    List<String> fileKeys() {
        Set<String> paths = new LinkedHashSet<>();
        visit("", "", walk.root(), (path, when, schema) -> {
            if (schema.path("format").asText().equals("file")) {
                paths.add(path);
            }
        });
        return List.copyOf(paths);
    }

    /** Whether some kind of document may have a key at a path. */
    public boolean hasPath(String path) {
        return allows(path) || keys().stream().anyMatch(key -> key.path().equals(path));
    }

    /** How many entries the list of a key of the outermost map may have. */
    int mostEntries(String key) {
        return walk.root().path("properties").path(key).path("maxItems").asInt(Integer.MAX_VALUE);
    }

    /** Whether the outermost map may have a key. */
    public boolean allows(String key) {
        return walk.root().path("properties").has(key);
    }

    /**
     * The first list, {@code kind} before its neighbours, that stands where no list is wanted; null if there is none.
     *
     * @param done paths where a value has been chosen
     */
    @Nullable
    JsonPointer firstSweep(JsonNode root, Set<String> done) {
        return walk.firstSweep(root, JsonPointer.empty(), done);
    }

    /** Whether a key may stand at a place, as the values around it are. */
    boolean knows(JsonNode root, JsonPointer place) {
        return walk.wants(walk.root(), root, place, part -> true);
    }

    /** A copy of a tree with the defaults filled in; {@code name} stands in for the name of the file. */
    JsonNode filled(JsonNode root, String name) {
        return new Defaults(walk, name).fill(walk.root(), root);
    }

    /** All that is wrong with a tree whose defaults are filled in, as far as anyone would read. */
    List<Finding> check(JsonNode root) {
        Rules rules = new Rules(walk.root());
        return validator().validate(root).stream()
                .limit(MOST_FINDINGS)
                .map(rules::explain)
                .toList();
    }

    /** Made when it is first needed: a list of keys needs none. */
    private synchronized com.networknt.schema.Schema validator() {
        if (validator == null) {
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build();
            Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword(Rules.RENAMED))
                    .build();
            validator = SchemaRegistry.withDefaultDialect(dialect, registry -> registry.schemaRegistryConfig(config))
                    .getSchema(walk.root());
        }
        return validator;
    }
}
