package org.dynama.study.sweep;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dynama.study.StoredRun;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's results, a row for each cell in the order of the cells; a script's contract.
 *
 * <p>Columns: {@code cell}; a column for each swept key, named by its path; the study's figures; {@code published.NAME} for
 * each published column, {@code publishedBest} and {@code beatsBy}; {@code seconds}; {@code status}, which is {@code done},
 * {@code pruned}, {@code failed} or {@code waiting}; and {@code message}. A sweep that is pruned has {@code rung} after the
 * swept keys, the last one that a cell has reached, whose figures the row has. What is not known is empty in CSV and null in JSON.
 *
 * @param name of the sweep
 */
public record SweepTable(String name, List<SweepRow> rows) {
    public SweepTable {
        rows = List.copyOf(rows);
    }

    /** The paths that were swept, in the order of the file. */
    public List<String> keys() {
        return distinct(cell -> cell.values().keySet());
    }

    /** The names of the published columns. */
    public List<String> published() {
        return distinct(cell -> cell.published().keySet());
    }

    private List<String> distinct(Function<SweepCell, Set<String>> names) {
        return rows.stream()
                .flatMap(row -> names.apply(row.cell()).stream())
                .distinct()
                .toList();
    }

    /** Whether every cell is done, or need not be. */
    public boolean isComplete() {
        return count(SweepRow.Status.DONE) + count(SweepRow.Status.PRUNED) == rows.size();
    }

    /** Whether cells were dropped on the way, so that each has a rung that it has reached. */
    boolean isPruned() {
        return rows.stream().anyMatch(row -> row.rung() > 0);
    }

    /** Whether no check of a cell that is done fails. */
    public boolean holds() {
        return rows.stream()
                .map(SweepRow::run)
                .allMatch(run -> run == null || run.soundness().holds());
    }

    /** The best cell in a sentence; empty where that says nothing. */
    public String best() {
        return SweepPage.best(this).replace("±", "+-").replace('−', '-');
    }

    /** How many cells are so far. */
    public int count(SweepRow.Status status) {
        return (int) rows.stream().filter(row -> row.status() == status).count();
    }

    /** The table with its columns by name. */
    public Table table() {
        Set<String> figures = new LinkedHashSet<>();
        rows.forEach(row -> figures.addAll(row.figures().keySet()));
        Table table = new Table("cell");
        rows.forEach(row -> table.add(columns(row, figures)));
        return table;
    }

    private Map<String, @Nullable Object> columns(SweepRow row, Set<String> figures) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("cell", row.cell().name());
        keys().forEach(key -> columns.put(key, row.cell().values().get(key)));
        if (isPruned()) {
            columns.put("rung", row.rung());
        }
        Map<String, @Nullable Object> known = row.figures();
        figures.forEach(figure -> columns.put(figure, known.get(figure)));
        List<String> published = published();
        if (!published.isEmpty()) {
            published.forEach(name ->
                    columns.put("published." + name, row.cell().published().get(name)));
            SweepRow.Rival rival = row.rival();
            columns.put("publishedBest", rival == null ? null : (Double) rival.best());
            columns.put("beatsBy", rival == null ? null : (Double) rival.beatenBy());
        }
        StoredRun<?> run = row.run();
        columns.put("seconds", run == null ? null : (Double) run.record().totalSeconds());
        columns.put("status", row.status().toString());
        columns.put("message", row.message());
        return columns;
    }
}
