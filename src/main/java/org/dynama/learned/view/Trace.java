package org.dynama.learned.view;

import java.util.List;
import org.dynama.study.Table;

/** The rows of a {@code trace.csv}; those of earlier versions name no start. */
final class Trace {
    private Trace() {}

    /** The rows of the start that went on: the last that was trained. */
    static List<Table.Row> lastStart(List<Table.Row> trace) {
        if (trace.isEmpty()) {
            return trace;
        }
        String last = trace.get(trace.size() - 1).text("start");
        return trace.stream().filter(row -> row.text("start").equals(last)).toList();
    }

    /** Steps that were taken before each row, those of earlier rounds too. */
    static List<Double> steps(List<Table.Row> trace) {
        int perRound = trace.stream().mapToInt(row -> row.whole("step")).max().orElse(0) + 1;
        return trace.stream()
                .map(row -> row.number("round") * perRound + row.number("step"))
                .toList();
    }
}
