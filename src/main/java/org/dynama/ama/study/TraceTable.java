package org.dynama.ama.study;

import java.util.List;
import java.util.Locale;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.TraceRow;
import org.dynama.study.RunFolder;
import org.dynama.study.Table;

/** The steps of a search, as {@code trace.csv} in a run's folder. */
public final class TraceTable {
    private static final String FILE = "trace.csv";

    private TraceTable() {}

    /** Writes all steps. */
    static void write(RunFolder folder, List<TraceRow> rows) {
        Table table =
                new Table("phase", "start", "step", "objective", "standardError", "profiles", "temperature", "seconds");
        for (TraceRow row : rows) {
            Estimate objective = row.objective();
            table.add(
                    row.phase(),
                    row.start(),
                    row.step(),
                    objective.mean(),
                    objective.standardError(),
                    objective.count(),
                    row.temperature(),
                    String.format(Locale.ROOT, "%.3f", row.seconds()));
        }
        folder.write(FILE, table.toCsv());
    }

    /** The steps; none if there was no search. */
    public static List<TraceRow> read(RunFolder folder) {
        return Table.read(folder.file(FILE)).stream()
                .map(row -> new TraceRow(
                        row.text("phase"),
                        row.whole("start"),
                        row.whole("step"),
                        new Estimate(row.number("objective"), row.number("standardError"), row.whole("profiles")),
                        row.number("temperature"),
                        row.number("seconds")))
                .toList();
    }
}
