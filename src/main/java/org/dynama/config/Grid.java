package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.Tree.Finding;

/**
 * A file in which single values may be lists of values, and the documents that it stands for: one per combination.
 *
 * <p>A list sweeps where the schema wants no list, and where it wants one, a list of nothing but lists does. Combinations
 * come in the order of the file, the last list changing fastest; of the keys of one map, {@code kind} comes first, because
 * it decides what the others mean.
 *
 * @param own the keys that belong to the file as a whole, such as its name
 * @param cells one for every combination, at least one
 * @param yaml the file with its overrides, lists as they are
 */
public record Grid(Document own, List<Cell> cells, String yaml) {
    private static final int MOST_CELLS = 10_000;

    /**
     * One combination.
     *
     * @param name of letters, digits, dots, hyphens and underscores, unlike every other cell's; fit for a folder
     * @param chosen by path, the value that was chosen from each list
     * @param document as if it had been written with these values
     */
    public record Cell(String name, Map<String, JsonNode> chosen, Document document) {}

    public Grid {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a file, as {@link Document#read} does.
     *
     * @param own what belongs to the file as a whole
     * @param schema of each cell; a cell's name stands in for the name of the file
     * @throws ConfigException with the faults of all cells, each distinct one once
     */
    public static Grid read(Path file, Schema own, Schema schema, List<String> overrides) {
        String source = file.toString();
        Faults faults = new Faults(source);
        Reading.Laid laid = Reading.lay(source, TextFile.read(file), overrides, faults);
        laid.findings().forEach(finding -> faults.add(laid.tree().fault(finding)));
        Set<String> ownKeys = own.topKeys();
        Tree ownTree = laid.tree().part(ownKeys::contains);
        check(ownTree, own, Reading.stem(source), !laid.findings().isEmpty(), faults, new HashSet<>());
        List<Choice> choices = new ArrayList<>();
        Tree shared = laid.tree().part(key -> !ownKeys.contains(key));
        Set<Fault> known = new HashSet<>();
        Choice none = new Choice(shared, new LinkedHashMap<>());
        if (shared.root().isObject()) {
            new Expansion(schema, choices, faults, known).expand(none);
        } else {
            choices.add(none);
        }
        String name = ownTree.root().path("name").asText(Reading.stem(source));
        List<String> names =
                CellNames.of(name, choices.stream().map(Choice::chosen).toList());
        List<Cell> cells = new ArrayList<>();
        for (int c = 0; c < choices.size(); c++) {
            Choice choice = choices.get(c);
            check(choice.tree(), schema, names.get(c), !laid.findings().isEmpty(), faults, known);
            cells.add(new Cell(names.get(c), choice.chosen(), new Document(source, choice.tree())));
        }
        faults.throwIfAny();
        return new Grid(
                new Document(source, ownTree),
                cells,
                YamlWriter.block(laid.tree().root()));
    }

    /** Null stands for what the reader has refused already. */
    private static void check(
            Tree tree, Schema schema, String name, boolean nullIsKnown, Faults faults, Set<Fault> known) {
        tree.replaceRoot(schema.filled(tree.root(), name));
        for (Finding finding : schema.check(tree.root())) {
            Fault fault = tree.fault(finding);
            if (!(nullIsKnown && fault.value().equals("null")) && known.add(fault)) {
                faults.add(fault);
            }
        }
    }

    /** A tree in which some lists have been replaced by one of their values. */
    private record Choice(Tree tree, Map<String, JsonNode> chosen) {}

    /** Replaces the first list by each of its values in turn, and so on, until no list is left that sweeps. */
    private record Expansion(Schema schema, List<Choice> out, Faults faults, Set<Fault> known) {

        void expand(Choice choice) {
            Tree tree = choice.tree();
            JsonPointer place = schema.firstSweep(tree.root(), choice.chosen().keySet());
            if (place == null) {
                out.add(choice);
                return;
            }
            JsonNode values = tree.root().at(place);
            String path = KeyPath.of(tree.root(), place);
            checkValues(tree, place, values);
            for (int entry = 0; entry < values.size(); entry++) {
                if (out.size() == MOST_CELLS) {
                    faults.add(tree.fault(new Finding(
                            place,
                            Rules.shown(values),
                            "makes more than " + MOST_CELLS + " cells, together with the other lists",
                            "Split the sweep.")));
                    throw faults.exception();
                }
                Map<String, JsonNode> chosen = new LinkedHashMap<>(choice.chosen());
                chosen.put(path, values.get(entry));
                expand(new Choice(tree.chosen(place, entry), chosen));
            }
        }

        private void checkValues(Tree tree, JsonPointer place, JsonNode values) {
            Set<JsonNode> distinct = new LinkedHashSet<>();
            String rule = values.isEmpty() ? "is a list of no values" : "";
            for (JsonNode value : values) {
                rule = distinct.add(value) || value.isNull() ? rule : "holds " + Rules.shown(value) + " twice";
            }
            if (!rule.isEmpty()) {
                Fault fault = tree.fault(
                        new Finding(place, Rules.shown(values), rule, "Each value of a sweep makes cells of its own."));
                if (known.add(fault)) {
                    faults.add(fault);
                }
            }
        }
    }
}
