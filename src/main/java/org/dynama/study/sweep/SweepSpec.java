package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dynama.config.Combinations;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;

/**
 * A spec in which values may be lists of values: one run for every combination.
 *
 * @param study whose runs they are
 * @param name of the sweep, for people
 * @param cells in the order of the file, the last list changing fastest
 * @param documents by a cell's name, its spec, in which nothing is left to a JVM any more
 * @param decided what this JVM has decided in them, by key
 * @param yaml the file with its overrides
 * @param pruning how cells are dropped on the way; null where all are run
 */
public record SweepSpec(
        Study<?, ?> study,
        String name,
        List<SweepCell> cells,
        Map<String, Document> documents,
        Map<String, String> decided,
        String yaml,
        @Nullable Pruning pruning) {
    private static final String SEEDS = "seeds";
    private static final String OWN = "/org/dynama/study/sweep/sweep.schema.json";

    public SweepSpec {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a sweep of whichever study it is one of: the first whose schema has nothing against it, or whose faults are the
     * fewest.
     *
     * @param overrides {@code path=value} each; a value may be a list
     * @throws ConfigException with the faults of all cells, each distinct one once
     */
    public static SweepSpec read(Path file, Studies studies, List<String> overrides) {
        List<ConfigException> refused = new ArrayList<>();
        for (Study<?, ?> study : studies.all()) {
            Combinations grid;
            try {
                grid = grid(file, study, overrides);
            } catch (ConfigException faults) {
                refused.add(faults);
                continue;
            }
            return of(file, study, grid);
        }
        throw refused.stream()
                .min(Comparator.comparingLong(SweepSpec::missing)
                        .thenComparingInt(faults -> faults.faults().size()))
                .orElseThrow();
    }

    /** A study that has its own key of that name keeps it. */
    private static Combinations grid(Path file, Study<?, ?> study, List<String> overrides) {
        Schema schema = study.schema();
        Schema own = schema.allows(SEEDS) ? Schema.without(OWN, SEEDS) : Schema.resource(OWN);
        return Combinations.read(file, own, schema, overrides);
    }

    /** What a study cannot do without says more against it than a key that it does not know. */
    private static long missing(ConfigException faults) {
        return faults.faults().stream()
                .filter(fault -> fault.rule().equals("is missing"))
                .count();
    }

    private static SweepSpec of(Path file, Study<?, ?> study, Combinations grid) {
        Faults faults = new Faults(file.toString());
        Map<String, String> decided = new TreeMap<>();
        Map<String, Document> documents = new LinkedHashMap<>();
        grid.cells()
                .forEach(cell -> faults.attempt(() -> {
                    Map<String, String> here = decided(study, cell.document());
                    decided.putAll(here);
                    return documents.put(cell.name(), cell.document().with(here));
                }));
        List<Map<String, Double>> published = published(grid, faults);
        Pruning pruning = Pruning.of(study, grid, faults);
        faults.throwIfAny();
        List<SweepCell> cells = new ArrayList<>();
        for (int c = 0; c < grid.cells().size(); c++) {
            Combinations.Cell cell = grid.cells().get(c);
            cells.add(new SweepCell(cell.name(), values(grid, cell), published.get(c)));
        }
        return new SweepSpec(study, grid.own().text("name"), cells, documents, decided, grid.yaml(), pruning);
    }

    private static <S> Map<String, String> decided(Study<S, ?> study, Document document) {
        return study.decided(study.read(document));
    }

    /** The largest value of a whole number that all specs have. */
    public int largest(String key) {
        return documents.values().stream()
                .mapToInt(document -> document.node().path(key).asInt())
                .max()
                .orElse(0);
    }

    /** The document of a cell. */
    Document document(SweepCell cell) {
        return Objects.requireNonNull(documents.get(cell.name()));
    }

    /** Cells of different kinds have different keys; what one has not chosen, it may still have by default. */
    private static Map<String, JsonNode> values(Combinations grid, Combinations.Cell cell) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        JsonNode root = cell.document().node();
        for (Combinations.Cell other : grid.cells()) {
            for (String path : other.chosen().keySet()) {
                JsonNode value = cell.chosen().getOrDefault(path, root.at("/" + path.replace('.', '/')));
                if (!value.isMissingNode()) {
                    values.put(path, value);
                }
            }
        }
        return values;
    }

    private static List<Map<String, Double>> published(Combinations grid, Faults faults) {
        Document own = grid.own();
        @Nullable Path file = own.has("published") ? faults.attempt(() -> own.file("published")) : null;
        return file == null
                ? grid.cells().stream().map(cell -> Map.<String, Double>of()).toList()
                : Published.of(file, grid, faults);
    }
}
