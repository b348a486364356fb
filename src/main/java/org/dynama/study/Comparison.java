package org.dynama.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dynama.page.Bars;
import org.dynama.page.Html;
import org.dynama.page.Ink;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/** Several runs side by side, of one kind or of many: what they share. */
public final class Comparison {
    private static final Ink[] MARKS = {Ink.VCG, Ink.BOUND, Ink.PUBLISHED, Ink.ACTION_5, Ink.ACTION_6};

    private final Map<String, StoredRun<?>> runs;
    private final Map<String, Headline> headlines = new LinkedHashMap<>();

    /**
     * A comparison.
     *
     * @param runs by a name that tells them apart
     * @param more marks to see beside each run's own, by the run's name; may lack some
     */
    public Comparison(Map<String, StoredRun<?>> runs, Map<String, Map<String, Double>> more) {
        this.runs = runs;
        runs.forEach((name, run) -> {
            Headline headline = run.headline();
            if (headline != null) {
                headlines.put(name, headline.with(more.getOrDefault(name, Map.of())));
            }
        });
    }

    /** Runs by name; with the folder where two have the same name. */
    public static Comparison of(List<StoredRun<?>> stored) {
        Map<String, StoredRun<?>> named = new LinkedHashMap<>();
        for (StoredRun<?> run : stored) {
            String name = run.record().header().name();
            boolean isUnique = stored.stream()
                            .filter(other -> other.record().header().name().equals(name))
                            .count()
                    == 1;
            named.put(isUnique ? name : name + " (" + run.folder().path() + ")", run);
        }
        return new Comparison(named, Map.of());
    }

    /**
     * The whole page.
     *
     * @param skipped what was named and is no run, each with why
     */
    public String page(List<String> skipped) {
        String title = "Comparison of " + runs.size() + " runs";
        StringBuilder notes = new StringBuilder();
        skipped.forEach(why -> notes.append(Html.paragraph("note", "Left out: " + why)));
        return Html.page(
                title + " – Dynama",
                "<header>\n<h1>" + title + "</h1>\n" + notes + "</header>\n" + results() + words() + bars() + checks());
    }

    /** The table of all results. */
    public String results() {
        Set<String> marks = new LinkedHashSet<>();
        headlines.values().forEach(headline -> marks.addAll(headline.marks().keySet()));
        List<String> head = new ArrayList<>(List.of("run", "study", "world", "measured", "result"));
        head.addAll(marks);
        head.addAll(List.of("checks", "time"));
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> {
            Headline headline = headlines.get(name);
            List<String> row = new ArrayList<>(List.of(
                    name,
                    run.record().header().command(),
                    headline == null ? "" : headline.subject(),
                    headline == null ? "" : headline.quantity() + (headline.isMinimized() ? ", less is better" : ""),
                    headline == null ? "" : Numbers.estimate(headline.mean(), headline.standardError())));
            marks.forEach(mark -> row.add(mark(headline, mark)));
            row.addAll(List.of(
                    run.soundness().verdict(), Numbers.seconds(run.record().totalSeconds())));
            rows.add(row);
        });
        return Html.section(
                "Results",
                Html.table("numbers wide-rows", head, rows) + Html.paragraph("note", "± is one standard error."));
    }

    private static String mark(@Nullable Headline headline, String name) {
        Double value = headline == null ? null : headline.marks().get(name);
        return value == null || headline == null ? "" : Numbers.mean(value, headline.standardError());
    }

    /** The result of each run in a sentence or two. */
    private String words() {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> rows.add(List.of(name, run.view().lead())));
        return Html.section("In words", Html.table("facts", List.of(), rows));
    }

    /** A group of bars for each quantity: only like is compared with like. */
    public String bars() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        headlines.forEach((name, headline) -> groups.computeIfAbsent(headline.quantity(), quantity -> new ArrayList<>())
                .add(name));
        StringBuilder sections = new StringBuilder();
        groups.forEach((quantity, names) -> sections.append(Html.section("Mean " + quantity, group(names))));
        return sections.toString();
    }

    private String group(List<String> names) {
        List<Headline> group = new ArrayList<>();
        Set<String> marks = new LinkedHashSet<>();
        names.forEach(name -> {
            Headline headline = headlines.get(name);
            if (headline != null) {
                group.add(headline);
                marks.addAll(headline.marks().keySet());
            }
        });
        var range = group.stream()
                .flatMap(headline -> Stream.concat(Stream.of(headline.mean(), 0.0), headline.marks().values().stream()))
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        Scale scale = new Scale(range.getMin(), range.getMax() > range.getMin() ? range.getMax() - range.getMin() : 1);
        List<String> order = List.copyOf(marks);
        List<Html.Key> keys = new ArrayList<>(List.of(new Html.Key("result", Ink.MECHANISM, "area")));
        order.forEach(mark -> keys.add(new Html.Key(mark, ink(order, mark), "tick")));
        StringBuilder bars = new StringBuilder(Html.legend(keys));
        for (int k = 0; k < group.size(); k++) {
            bars.append(bar(names.get(k), group.get(k), order, scale));
        }
        return bars.toString();
    }

    private record Scale(double low, double span) {
        double percent(double value) {
            return 100 * (value - low) / span;
        }
    }

    private static Ink ink(List<String> order, String mark) {
        return MARKS[order.indexOf(mark) % MARKS.length];
    }

    private static String bar(String name, Headline headline, List<String> order, Scale scale) {
        double mean = headline.mean();
        StringBuilder boxes = new StringBuilder(
                Bars.box("fill", scale.percent(Math.min(0, mean)), 100 * Math.abs(mean) / scale.span(), Ink.MECHANISM));
        headline.marks()
                .forEach((mark, value) -> boxes.append(Bars.box("tick", scale.percent(value), 0, ink(order, mark))));
        return Bars.row(name, boxes.toString(), Numbers.mean(mean, headline.standardError()));
    }

    /** What the checks of each run say. */
    public String checks() {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> {
            List<String> says =
                    run.soundness().checks().stream().map(Soundness.Check::says).toList();
            rows.add(List.of(name, says.isEmpty() ? "Nothing was checked." : String.join(" ", says)));
        });
        return Html.section("Checks", Html.table("facts", List.of(), rows));
    }
}
