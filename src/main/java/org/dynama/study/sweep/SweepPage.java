package org.dynama.study.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.study.Comparison;
import org.dynama.study.Headline;
import org.dynama.study.StoredRun;
import org.dynama.study.sweep.SweepRow.Status;

/** The page of a sweep: all finished cells, beside published numbers where there are some. */
public final class SweepPage {
    /** Keeps a key and its value on one line. */
    private static final char NO_BREAK = '\u00a0';

    private SweepPage() {}

    /** The page of what is known so far. */
    public static String of(SweepTable table) {
        Map<String, StoredRun<?>> runs = new LinkedHashMap<>();
        Map<String, Map<String, Double>> rivals = new LinkedHashMap<>();
        for (SweepRow row : table.rows()) {
            StoredRun<?> run = row.run();
            if (run != null) {
                runs.put(label(table, row), run);
                SweepRow.Rival rival = row.rival();
                rivals.put(label(table, row), rival == null ? Map.of() : Map.of("best published", rival.best()));
            }
        }
        StringBuilder body = new StringBuilder("<header>\n<h1>" + Html.text(table.name()) + "</h1>\n"
                + Html.paragraph("subtitle", state(table)) + Html.paragraph("lead", best(table)) + "</header>\n");
        body.append(failures(table));
        if (!runs.isEmpty()) {
            Comparison comparison = new Comparison(runs, rivals);
            body.append(comparison.results());
            body.append(seeds(new OverSeeds(table)));
            body.append(table.published().isEmpty() ? "" : published(table));
            body.append(comparison.bars()).append(comparison.checks());
        }
        return Html.page(table.name() + " – Dynama", body.toString());
    }

    private static String seeds(OverSeeds seeds) {
        return seeds.isEmpty()
                ? ""
                : Html.section(
                        "Over seeds",
                        Html.paragraph("", "Cells that differ in nothing but their seeds; errors are over seeds.")
                                + Html.table("numbers cells", seeds.head(), seeds.rows()));
    }

    /** How far the sweep is, in words. */
    private static String state(SweepTable table) {
        int failed = table.count(Status.FAILED);
        return "Sweep of " + table.rows().size() + (table.rows().size() == 1 ? " cell" : " cells") + ", "
                + table.count(Status.DONE) + " done"
                + (table.isPruned() ? ", " + table.count(Status.PRUNED) + " pruned" : "")
                + (failed == 0 ? "." : ", " + failed + " failed.");
    }

    /** The number of each cell that has one, by the cell's label. */
    static Map<String, Headline> headlines(SweepTable table) {
        Map<String, Headline> headlines = new LinkedHashMap<>();
        for (SweepRow row : table.rows()) {
            Headline headline = row.headline();
            if (headline != null && row.status() != Status.PRUNED) {
                headlines.put(label(table, row), headline);
            }
        }
        return headlines;
    }

    /** The cell whose number is the best, where all have the same quantity; empty where fewer than two are done. */
    static String best(SweepTable table) {
        Map<String, Headline> known = headlines(table);
        boolean isAlike =
                known.values().stream().map(Headline::quantity).distinct().count() == 1;
        known.values().removeIf(headline -> Double.isNaN(headline.mean()));
        if (!isAlike || known.size() < (table.isPruned() ? 1 : 2)) {
            return "";
        }
        OverSeeds seeds = new OverSeeds(table);
        if (!seeds.isEmpty()) {
            return seeds.best();
        }
        Map.Entry<String, Headline> best = known.entrySet().stream()
                .reduce((first, next) ->
                        next.getValue().betterBy(first.getValue().mean()) > 0 ? next : first)
                .orElseThrow();
        Headline headline = best.getValue();
        return "Best: " + best.getKey().replace(NO_BREAK, ' ') + ", " + headline.quantity() + " "
                + Numbers.estimate(headline.mean(), headline.standardError()) + ".";
    }

    /** A cell by what it has chosen, as in {@code agents 2, items 3}. */
    static String label(SweepTable table, SweepRow row) {
        String name = table.keys().isEmpty()
                ? row.cell().name()
                : table.keys().stream()
                        .filter(key -> !row.cell().value(key).isEmpty())
                        .map(key -> shortName(key) + NO_BREAK + row.cell().value(key))
                        .collect(Collectors.joining(", "));
        return row.status() == Status.PRUNED ? name + " (rung" + NO_BREAK + row.rung() + ")" : name;
    }

    /** The last key of a path. */
    static String shortName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String published(SweepTable table) {
        List<String> head = new ArrayList<>(List.of("cell", "ours"));
        head.addAll(table.published());
        head.add("better than the best by");
        List<List<String>> rows = new ArrayList<>();
        for (SweepRow row : table.rows()) {
            Headline headline = row.headline();
            if (headline != null && !row.cell().published().isEmpty()) {
                List<String> cells = new ArrayList<>(
                        List.of(label(table, row), Numbers.estimate(headline.mean(), headline.standardError())));
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
    static String number(SweepRow row, String column) {
        Double value = row.cell().published().get(column);
        return value == null ? "" : BigDecimal.valueOf(value).toPlainString();
    }

    /** By how much ours is better than the best published one. */
    static String beatsBy(SweepRow row) {
        return Objects.toString(row.rival(), "");
    }

    /** How many published numbers are beaten, and which are not; claims no more than the errors allow. */
    static String verdict(SweepTable table) {
        int compared = 0;
        List<String> open = new ArrayList<>();
        for (SweepRow row : table.rows()) {
            SweepRow.Rival rival = row.rival();
            compared += rival == null ? 0 : 1;
            if (rival != null && !rival.isBeaten()) {
                open.add(label(table, row));
            }
        }
        return (compared - open.size()) + " of " + compared
                + " cells are better than the best published number by more than two of our standard errors"
                + (open.isEmpty() ? "." : "; not so: " + String.join("; ", open) + ".");
    }

    /** The cells that failed, and why. */
    private static String failures(SweepTable table) {
        List<List<String>> rows = table.rows().stream()
                .filter(row -> row.status() == Status.FAILED)
                .map(row -> List.of(label(table, row), row.message()))
                .toList();
        return rows.isEmpty() ? "" : Html.section("Failed cells", Html.table("facts", List.of(), rows));
    }
}
