package org.dynama.ama.view;

import org.dynama.page.Html;
import org.dynama.page.Numbers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.ama.study.RunRecord;
import org.dynama.ama.study.SearchCells;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepRow.Status;
import org.dynama.study.sweep.SweepTable;

/** The page of a sweep: all finished cells, beside published numbers where there are some. */
public final class SweepPage {
    /** A published number is beaten if ours is better by more than so many of our standard errors. */
    private static final double CLEARLY = 2;

    /** Keeps a key and its value on one line. */
    private static final char NO_BREAK = '\u00a0';

    private SweepPage() {}

    static String of(SweepTable<RunRecord> table) {
        Map<String, RunRecord> runs = new LinkedHashMap<>();
        Map<String, Double> rivals = new LinkedHashMap<>();
        for (SweepRow<RunRecord> row : table.rows()) {
            if (row.record() != null) {
                runs.put(label(table, row), row.record());
                SearchCells.publishedBest(row).ifPresent(best -> rivals.put(label(table, row), best));
            }
        }
        StringBuilder body = new StringBuilder("<header>\n<h1>" + Html.text(table.name()) + "</h1>\n"
                + Html.paragraph("subtitle", state(table)) + "</header>\n");
        body.append(failures(table));
        if (!runs.isEmpty()) {
            body.append(results(table));
            body.append(table.published().isEmpty() ? "" : published(table));
            body.append(ComparisonPage.bars(runs, rivals));
            body.append(ComparisonPage.audits(runs));
        }
        return Html.page(table.name() + " – Dynama", body.toString());
    }

    /** How far the sweep is, in words. */
    public static String state(SweepTable<?> table) {
        int failed = table.count(Status.FAILED);
        return "Sweep of " + table.rows().size() + (table.rows().size() == 1 ? " cell" : " cells") + ", "
                + table.count(Status.DONE) + " done"
                + (failed == 0 ? "." : ", " + failed + " failed.");
    }

    /** A cell by what it has chosen, as in {@code agents 2, items 3}. */
    static String label(SweepTable<?> table, SweepRow<?> row) {
        return table.keys().isEmpty()
                ? row.cell().name()
                : table.keys().stream()
                        .filter(key -> !SweepTable.value(row, key).isEmpty())
                        .map(key -> shortName(key) + NO_BREAK + SweepTable.value(row, key))
                        .collect(Collectors.joining(", "));
    }

    /** The heads of the columns that say which cell a row is about. */
    public static List<String> keys(SweepTable<?> table) {
        return table.keys().isEmpty()
                ? List.of("cell")
                : table.keys().stream().map(SweepPage::shortName).toList();
    }

    /** What stands under {@link #keys}. */
    public static List<String> values(SweepTable<?> table, SweepRow<?> row) {
        return table.keys().isEmpty()
                ? List.of(row.cell().name())
                : table.keys().stream().map(key -> SweepTable.value(row, key)).toList();
    }

    /** The last key of a path. */
    static String shortName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String results(SweepTable<RunRecord> table) {
        List<String> head =
                List.of("cell", "mechanism", "VCG", "difference from VCG", "bound", "share of the bound", "time");
        List<List<String>> rows = new ArrayList<>();
        for (SweepRow<RunRecord> row : table.rows()) {
            RunRecord run = row.record();
            if (run != null) {
                RunRecord.Result objective = run.objective();
                RunRecord.Limit bound = run.bound();
                rows.add(List.of(
                        label(table, row),
                        Numbers.estimate(objective.mean(), objective.standardError()),
                        Numbers.mean(run.vcg().mean(), objective.standardError()),
                        Wording.difference(run),
                        bound == null ? "" : Numbers.mean(bound.value(), bound.standardError()),
                        bound == null
                                ? ""
                                : Numbers.share(
                                        bound.share().mean(), bound.share().standardError()),
                        Numbers.seconds(run.seconds().total())));
            }
        }
        return Html.section("Results", Html.table("numbers cells", head, rows) + Html.paragraph("note", note(table)));
    }

    /** What a reader of the numbers must know: which way is better, and the conventions of the worlds. */
    private static String note(SweepTable<RunRecord> table) {
        List<RunRecord> runs = table.rows().stream()
                .flatMap(row -> Stream.ofNullable(row.record()))
                .toList();
        String less = runs.stream()
                .map(RunRecord::objective)
                .filter(objective -> objective.sense().equals("min"))
                .map(RunRecord.Result::name)
                .distinct()
                .map(name -> " Of " + name + ", less is better.")
                .collect(Collectors.joining());
        String notes =
                runs.stream().flatMap(run -> run.notes().stream()).distinct().collect(Collectors.joining("; "));
        return "± is one standard error. A difference is taken profile by profile." + less
                + (notes.isEmpty() ? "" : " In this world " + notes + ".");
    }

    private static String published(SweepTable<RunRecord> table) {
        List<String> head = new ArrayList<>(List.of("cell", "ours"));
        head.addAll(table.published());
        head.add("better than the best by");
        List<List<String>> rows = new ArrayList<>();
        for (SweepRow<RunRecord> row : table.rows()) {
            RunRecord run = row.record();
            if (run != null && !row.cell().published().isEmpty()) {
                List<String> cells = new ArrayList<>(List.of(
                        label(table, row),
                        Numbers.estimate(run.objective().mean(), run.objective().standardError())));
                table.published().forEach(column -> cells.add(number(row, column)));
                cells.add(beatsBy(row));
                rows.add(cells);
            }
        }
        return Html.section(
                "Beside published numbers",
                Html.paragraph("", verdict(table)) + Html.table("numbers cells", head, rows));
    }

    /** A published number as it was published. */
    static String number(SweepRow<?> row, String column) {
        Double value = row.cell().published().get(column);
        return value == null ? "" : BigDecimal.valueOf(value).toPlainString();
    }

    /** By how much ours is better than the best published one, in the objective and in percent. */
    static String beatsBy(SweepRow<RunRecord> row) {
        OptionalDouble by = SearchCells.beatsBy(row);
        RunRecord run = row.record();
        if (by.isEmpty() || run == null) {
            return "";
        }
        double best = Math.abs(SearchCells.publishedBest(row).orElse(0));
        return Numbers.estimate(by.getAsDouble(), run.objective().standardError())
                + (best > 0 ? " (" + Numbers.percent(by.getAsDouble() / best) + ")" : "");
    }

    /** How many published numbers are beaten, and which are not; claims no more than the errors allow. */
    static String verdict(SweepTable<RunRecord> table) {
        List<SweepRow<RunRecord>> compared = table.rows().stream()
                .filter(row -> SearchCells.beatsBy(row).isPresent())
                .toList();
        List<String> open = compared.stream()
                .filter(row -> !isBeaten(row))
                .map(row -> label(table, row))
                .toList();
        return (compared.size() - open.size()) + " of " + compared.size()
                + " cells are better than the best published number by more than two of our standard errors"
                + (open.isEmpty() ? "." : "; not so: " + String.join("; ", open) + ".");
    }

    private static boolean isBeaten(SweepRow<RunRecord> row) {
        RunRecord run = row.record();
        return run != null
                && SearchCells.beatsBy(row).orElse(0)
                        > CLEARLY * run.objective().standardError();
    }

    /** The cells that failed, and why. */
    public static String failures(SweepTable<?> table) {
        List<List<String>> rows = table.rows().stream()
                .filter(row -> row.status() == Status.FAILED)
                .map(row -> List.of(label(table, row), row.message()))
                .toList();
        return rows.isEmpty() ? "" : Html.section("Failed cells", Html.table("facts", List.of(), rows));
    }
}
