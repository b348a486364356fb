package org.dynama.study.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.dynama.study.StoredRun;

/** A sweep's results as a Markdown table, for a README or an issue. */
final class SweepMarkdown {
    private SweepMarkdown() {}

    /** A head and a row for each cell, ours beside published numbers where there are some; what is ours between stars. */
    static List<List<String>> rows(SweepTable table) {
        List<String> marks = Headline.marks(SweepPage.headlines(table).values());
        boolean compared = !table.published().isEmpty();
        List<String> head = new ArrayList<>(table.keys().isEmpty() ? List.of("cell") : List.of());
        table.keys().forEach(key -> head.add(SweepPage.shortName(key)));
        if (table.isPruned()) {
            head.add("rung");
        }
        table.published().forEach(column -> head.add("published " + column));
        head.add("**ours**");
        head.addAll(compared ? List.of("better by") : List.of());
        head.addAll(marks);
        head.add("seconds");
        List<List<String>> rows = new ArrayList<>(List.of(head));
        table.rows().forEach(row -> rows.add(cells(table, row, marks, compared)));
        return rows;
    }

    /** A heading and the table. */
    static String of(SweepTable table) {
        List<List<String>> rows = rows(table);
        StringBuilder text = new StringBuilder("### " + table.name() + "\n\n");
        text.append(line(rows.get(0))).append("|---".repeat(rows.get(0).size())).append("|\n");
        rows.subList(1, rows.size()).forEach(row -> text.append(line(row)));
        String best = SweepPage.best(table);
        OverSeeds seeds = new OverSeeds(table);
        if (!seeds.isEmpty()) {
            List<String> names = seeds.head();
            text.append('\n')
                    .append(line(names))
                    .append("|---".repeat(names.size()))
                    .append("|\n");
            seeds.rows().forEach(row -> text.append(line(row)));
        }
        return text
                + (!table.published().isEmpty() ? "\n" + SweepPage.verdict(table) + "\n" : "")
                + (best.isEmpty() ? "" : "\n" + best + "\n");
    }

    private static List<String> cells(SweepTable table, SweepRow row, List<String> marks, boolean compared) {
        List<String> cells = new ArrayList<>();
        if (table.keys().isEmpty()) {
            cells.add(row.cell().name());
        }
        table.keys().forEach(key -> cells.add(row.cell().value(key)));
        if (table.isPruned()) {
            cells.add("" + row.rung());
        }
        table.published().forEach(column -> cells.add(SweepPage.number(row, column)));
        Headline headline = row.headline();
        StoredRun<?> run = row.run();
        if (headline == null || run == null) {
            cells.add(run == null ? row.status().toString() : "");
            cells.addAll(Collections.nCopies(marks.size() + (compared ? 2 : 1), ""));
            return cells;
        }
        double error = headline.standardError();
        cells.add("**" + Numbers.mean(headline.mean(), error) + "**" + (error > 0 ? " ± " + Numbers.error(error) : ""));
        cells.addAll(compared ? List.of(SweepPage.beatsBy(row)) : List.of());
        marks.forEach(mark -> cells.add(headline.mark(mark)));
        cells.add(Numbers.fixed(run.record().totalSeconds(), 1));
        return cells;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
