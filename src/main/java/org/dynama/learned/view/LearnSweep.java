package org.dynama.learned.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.learned.study.LearnCells;
import org.dynama.learned.study.LearnRecord;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepTable;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.ama.view.SweepMarkdown;
import org.dynama.ama.view.SweepPage;

/** A sweep of trainings for people: its cells by profit less exploitability and IR loss, the largest first. */
public final class LearnSweep {
    private static final List<String> FIGURES = List.of(
            "profit", "exploitability", "responses", "IR loss", "profit less both", "profit left", "accepted", "time");

    private LearnSweep() {}

    /** For a terminal: the table, aligned, and the best cell; plain ASCII, no line break at the end. */
    public static String text(SweepTable<LearnRecord> table) {
        List<List<String>> lines = new ArrayList<>(List.of(head(table)));
        lines.addAll(rows(table));
        String text = lines.stream().map(line -> aligned(line, lines)).collect(Collectors.joining("\n"));
        return (text + "\n" + best(table)).replace('−', '-');
    }

    private static String aligned(List<String> line, List<List<String>> lines) {
        return IntStream.range(0, line.size())
                .mapToObj(c -> {
                    int width = lines.stream()
                            .mapToInt(other -> other.get(c).length())
                            .max()
                            .orElse(0);
                    return String.format(Locale.ROOT, "  %" + Math.max(1, width) + "s", line.get(c));
                })
                .collect(Collectors.joining())
                .stripTrailing();
    }

    /** For a README or an issue. */
    public static String markdown(SweepTable<LearnRecord> table) {
        return SweepMarkdown.table(table.name(), head(table), rows(table)) + "\n" + best(table) + "\n";
    }

    /** The page of the sweep. */
    public static String page(SweepTable<LearnRecord> table) {
        String note =
                "Profit less both is what is left of the profit when all that buyers could gain by lying and lose by"
                        + " taking part is subtracted. Accepted: exploitability and IR loss are both below outer.tolerance."
                        + " Trained responses bound exploitability from below.";
        return Html.page(
                table.name() + " – Dynama",
                "<header>\n<h1>" + Html.text(table.name()) + "</h1>\n"
                        + Html.paragraph("subtitle", SweepPage.state(table)) + Html.paragraph("lead", best(table))
                        + "</header>\n" + SweepPage.failures(table)
                        + Html.section(
                                "Results",
                                Html.table("numbers", head(table), rows(table)) + Html.paragraph("note", note)));
    }

    private static String best(SweepTable<LearnRecord> table) {
        SweepRow<LearnRecord> best = ranked(table).get(0);
        LearnRecord record = best.record();
        return record == null
                ? "No cell is done."
                : "Best: " + best.cell().name() + ", profit less exploitability and IR loss "
                        + fixed(record.mechanism().profitSubtracted())
                        + (Boolean.TRUE.equals(LearnCells.isAccepted(best)) ? ", accepted." : ", not accepted.");
    }

    /** Cells that are not done, or whose profit is no number, come last. */
    private static List<SweepRow<LearnRecord>> ranked(SweepTable<LearnRecord> table) {
        return table.rows().stream()
                .sorted(Comparator.comparingDouble(LearnSweep::rank).reversed())
                .toList();
    }

    private static double rank(SweepRow<LearnRecord> row) {
        LearnRecord record = row.record();
        double profit = record == null ? Double.NaN : record.mechanism().profitSubtracted();
        return Double.isNaN(profit) ? Double.NEGATIVE_INFINITY : profit;
    }

    private static List<String> head(SweepTable<LearnRecord> table) {
        List<String> head = new ArrayList<>(SweepPage.keys(table));
        head.addAll(FIGURES);
        return head;
    }

    private static List<List<String>> rows(SweepTable<LearnRecord> table) {
        return ranked(table).stream().map(row -> cells(table, row)).toList();
    }

    private static List<String> cells(SweepTable<LearnRecord> table, SweepRow<LearnRecord> row) {
        List<String> cells = new ArrayList<>(SweepPage.values(table, row));
        LearnRecord record = row.record();
        if (record == null) {
            cells.add(row.status().toString());
            FIGURES.stream().skip(1).forEach(name -> cells.add(""));
            return cells;
        }
        LearnRecord.Mechanism mechanism = record.mechanism();
        cells.addAll(List.of(
                fixed(mechanism.profit()),
                fixed(mechanism.exploitability()),
                mechanism.responses(),
                fixed(mechanism.participationLoss()),
                fixed(mechanism.profitSubtracted()),
                fixed(mechanism.profitLeft()),
                Boolean.TRUE.equals(LearnCells.isAccepted(row)) ? "yes" : "no",
                Numbers.seconds(record.seconds().total())));
        return cells;
    }

    private static String fixed(double value) {
        return Numbers.fixed(value, 4);
    }
}
