package org.dynama.ama.view;

import org.dynama.page.Numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.ama.study.RunRecord;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepTable;

/** A sweep's results as a Markdown table, for a README or an issue. */
public final class SweepMarkdown {
    private SweepMarkdown() {}

    /** A heading and a row for each cell, ours beside published numbers where there are some. */
    public static String of(SweepTable<RunRecord> table) {
        boolean compared = !table.published().isEmpty();
        List<String> head = new ArrayList<>(SweepPage.keys(table));
        table.published().forEach(column -> head.add("published " + column));
        head.addAll(List.of("our VCG", "**ours**"));
        head.addAll(compared ? List.of("better by") : List.of());
        head.addAll(List.of("bound", "share", "seconds"));
        List<List<String>> rows =
                table.rows().stream().map(row -> cells(table, row, compared)).toList();
        return table(table.name(), head, rows) + (compared ? "\n" + SweepPage.verdict(table) + "\n" : "");
    }

    /** A heading and a table. */
    public static String table(String name, List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder("### " + name + "\n\n");
        text.append(line(head)).append("|---".repeat(head.size())).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static List<String> cells(SweepTable<RunRecord> table, SweepRow<RunRecord> row, boolean compared) {
        List<String> cells = new ArrayList<>(SweepPage.values(table, row));
        table.published().forEach(column -> cells.add(SweepPage.number(row, column)));
        RunRecord run = row.record();
        if (run == null) {
            cells.addAll(List.of("", row.status().toString()));
            cells.addAll(compared ? List.of("") : List.of());
            cells.addAll(List.of("", "", ""));
            return cells;
        }
        RunRecord.Result objective = run.objective();
        RunRecord.Limit bound = run.bound();
        cells.add(Numbers.mean(run.vcg().mean(), objective.standardError()));
        cells.add("**" + Numbers.mean(objective.mean(), objective.standardError()) + "** ± "
                + Numbers.error(objective.standardError()));
        cells.addAll(compared ? List.of(SweepPage.beatsBy(row)) : List.of());
        cells.add(bound == null ? "" : Numbers.mean(bound.value(), bound.standardError()));
        cells.add(
                bound == null
                        ? ""
                        : Numbers.share(bound.share().mean(), bound.share().standardError()));
        cells.add(Numbers.fixed(run.seconds().total(), 1));
        return cells;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
