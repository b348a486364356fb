package org.dynama.study.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Fault;
import org.dynama.config.Faults;
import org.dynama.config.Grid;
import org.dynama.config.Schema;

/**
 * A spec in which values may be lists of values: one run for every combination.
 *
 * @param name of the sweep, for people
 * @param cells in the order of the file, the last list changing fastest
 * @param yaml the file with its overrides
 */
public record SweepSpec(String name, List<SweepCell> cells, String yaml) {
    public SweepSpec {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a sweep.
     *
     * @param kind of its cells
     * @param overrides {@code path=value} each; a value may be a list
     * @throws ConfigException with the faults of all cells, each distinct one once
     */
    public static SweepSpec read(Path file, CellKind<?> kind, List<String> overrides) {
        Grid grid = Grid.read(file, Schema.resource("sweep.schema.json"), kind.schema(), overrides);
        Faults faults = new Faults(file.toString());
        Set<Fault> known = new HashSet<>();
        for (Grid.Cell cell : grid.cells()) {
            try {
                kind.check(cell.document());
            } catch (ConfigException failure) {
                failure.faults().stream().filter(known::add).forEach(faults::add);
            }
        }
        List<Map<String, Double>> published = published(file, kind, grid, faults);
        faults.throwIfAny();
        List<SweepCell> cells = new ArrayList<>();
        for (int c = 0; c < grid.cells().size(); c++) {
            Grid.Cell cell = grid.cells().get(c);
            cells.add(new SweepCell(cell.name(), cell.chosen(), cell.document(), published.get(c)));
        }
        return new SweepSpec(grid.own().text("name"), cells, grid.yaml());
    }

    private static List<Map<String, Double>> published(Path file, CellKind<?> kind, Grid grid, Faults faults) {
        Document own = grid.own();
        if (own.has("published") && !kind.hasPublished()) {
            String hint = "Leave it out: learned mechanisms have yardsticks of their own, in the report of each.";
            faults.add(own.fault("published", "stands beside searches only", hint));
        }
        if (!own.has("published") || !kind.hasPublished()) {
            return grid.cells().stream().map(cell -> Map.<String, Double>of()).toList();
        }
        return Published.of(file.resolveSibling(own.text("published")), grid, faults);
    }
}
