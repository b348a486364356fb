package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.Tree.Finding;

/**
 * A file in which single values may be lists of values, and the documents that it stands for: one per combination.
 *
 * <p>A list sweeps where the schema wants no list, and where it wants one, a list of nothing but lists does; a range ({@link
 * RangeLists}) is a list, and so are several seeds ({@link SeedList}). Lists may go together ({@link Zips}), combinations be left out ({@link Exclusions}), and a file may
 * change another one ({@link BaseFile}). Combinations
 * come in the order of the file, the last list changing fastest; of the keys of one map, {@code kind} comes first, because
 * it decides what the others mean.
 *
 * @param own the keys that belong to the file as a whole, such as its name
 * @param cells one for every combination, at least one
 * @param yaml the file over its base, with its overrides, lists as they are
 */
public record Combinations(Document own, List<Cell> cells, String yaml) {
    private static final int MOST_CELLS = 10_000;

    /**
     * One combination.
     *
     * @param name of letters, digits, dots, hyphens and underscores, unlike every other cell's; fit for a folder
     * @param chosen by path, the value that was chosen from each list
     * @param document as if it had been written with these values
     */
    public record Cell(String name, Map<String, JsonNode> chosen, Document document) {}

    public Combinations {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a file, as {@link Document#read} does.
     *
     * @param own what belongs to the file as a whole
     * @param schema of each cell; a cell's name stands in for the name of the file
     * @throws ConfigException with the faults of all cells, each distinct one once
     */
    public static Combinations read(Path file, Schema own, Schema schema, List<String> overrides) {
        String source = file.toString();
        Faults faults = new Faults(source);
        Reading.Laid laid = own.allows("base")
                ? new BaseFile(faults).lay(file, overrides)
                : Reading.lay(source, TextFile.read(file, Document.LARGEST_MIB), overrides, faults);
        new RangeLists(schema, laid.tree(), faults).lay();
        laid.findings().forEach(finding -> faults.add(laid.tree().fault(finding)));
        Check check = new Check(!laid.findings().isEmpty(), faults);
        Tree ownTree = laid.tree().part(own::allows);
        check.fill(ownTree, own, Reading.stem(source));
        new SeedList(ownTree, laid.tree(), schema, faults).lay();
        Zips zips = new Zips(ownTree, faults);
        Exclusions excluded = new Exclusions(ownTree, faults);
        List<Choice> choices = new ArrayList<>();
        if (laid.tree().root().isObject()) {
            Tree shared = laid.tree().part(key -> !own.allows(key));
            new Expansion(schema, choices, zips, faults).expand(new Choice(shared, new LinkedHashMap<>()));
        } else {
            choices.add(new Choice(laid.tree(), Map.of()));
        }
        zips.requireMet();
        List<String> names = CellNames.of(
                ownTree.root().path("name").asText(),
                choices.stream().map(Choice::chosen).toList());
        List<Cell> cells = new ArrayList<>();
        for (int c = 0; c < choices.size(); c++) {
            Choice choice = choices.get(c);
            String name = names.get(c);
            if (!excluded.has(schema.filled(choice.tree().root(), name))) {
                check.fill(choice.tree(), schema, name);
                cells.add(new Cell(name, choice.chosen(), new Document(source, schema, choice.tree())));
            }
        }
        excluded.requireUse();
        faults.throwIfAny();
        String yaml = YamlWriter.block(laid.tree().root());
        return new Combinations(new Document(source, own, ownTree), cells, yaml);
    }

    /** @param nullIsKnown whether null may stand for what the reader has refused already */
    private record Check(boolean nullIsKnown, Faults faults) {

        void fill(Tree tree, Schema schema, String name) {
            tree.replaceRoot(schema.filled(tree.root(), name));
            schema.check(tree.root()).stream()
                    .map(tree::fault)
                    .filter(fault -> !(nullIsKnown && fault.value().equals("null")))
                    .forEach(faults::add);
        }
    }

    /** A tree in which some lists have been replaced by one of their values. */
    private record Choice(Tree tree, Map<String, JsonNode> chosen) {}

    /** Replaces the first list by each of its values in turn, and so on, until no list is left that sweeps. */
    private record Expansion(Schema schema, List<Choice> out, Zips zips, Faults faults) {

        void expand(Choice choice) {
            Tree tree = choice.tree();
            new RangeLists(schema, tree, faults).lay();
            JsonPointer place = schema.firstSweep(tree.root(), choice.chosen().keySet());
            if (place == null) {
                out.add(choice);
                return;
            }
            JsonNode values = tree.root().at(place);
            List<JsonPointer> together = zips.with(tree, place);
            int count = values.size();
            for (JsonPointer list : together) {
                // Values that go with others may come again.
                checkValues(tree, list, together.size() > 1);
                count = Math.min(count, tree.root().at(list).size());
            }
            if (values.isEmpty()) {
                expand(new Choice(tree.without(place), choice.chosen()));
            }
            for (int entry = 0; entry < count; entry++) {
                if (out.size() == MOST_CELLS) {
                    String rule = "makes more than " + MOST_CELLS + " cells, together with the other lists";
                    faults.add(tree.fault(new Finding(place, Rules.shown(values), rule, "Split the sweep.")));
                    throw faults.exception();
                }
                Map<String, JsonNode> chosen = new LinkedHashMap<>(choice.chosen());
                Tree next = tree;
                for (JsonPointer list : together) {
                    chosen.put(
                            KeyPath.of(tree.root(), list), tree.root().at(list).get(entry));
                    next = next.chosen(list, entry);
                }
                expand(new Choice(next, chosen));
            }
        }

        private void checkValues(Tree tree, JsonPointer place, boolean mayRepeat) {
            JsonNode values = tree.root().at(place);
            Set<JsonNode> distinct = new HashSet<>();
            String rule = values.isEmpty() ? "is a list of no values" : "";
            for (JsonNode value : values) {
                rule = distinct.add(value) || value.isNull() || mayRepeat
                        ? rule
                        : "holds " + Rules.shown(value) + " twice";
            }
            if (!rule.isEmpty()) {
                String hint = "Each value of a sweep makes cells of its own.";
                faults.add(tree.fault(new Finding(place, Rules.shown(values), rule, hint)));
            }
        }
    }
}
