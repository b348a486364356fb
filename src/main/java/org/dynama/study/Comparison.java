package org.dynama.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        List<String> names =
                stored.stream().map(run -> run.record().header().name()).toList();
        for (StoredRun<?> run : stored) {
            String name = run.record().header().name();
            boolean isUnique = Collections.frequency(names, name) == 1;
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
        String notes = skipped.stream()
                .map(why -> Html.paragraph("note", "Left out: " + why))
                .collect(Collectors.joining());
        return Html.page(
                title + " – Dynama",
                "<header>\n<h1>" + title + "</h1>\n" + notes + "</header>\n" + results() + differences()
                        + facts("In words", run -> run.view().lead()) + bars() + checks());
    }

    /** The table of all results. */
    public String results() {
        List<String> marks = Headline.marks(headlines.values());
        List<String> head = new ArrayList<>(List.of("run", "result"));
        head.addAll(marks);
        head.addAll(List.of("time", "checks", "measured", "world", "study"));
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> {
            Headline headline = headlines.get(name);
            List<String> row = new ArrayList<>(List.of(name));
            row.addAll(numbers(headline, marks));
            row.addAll(List.of(
                    Numbers.seconds(run.record().totalSeconds()),
                    run.soundness().verdict()));
            row.addAll(words(headline));
            row.add(run.record().header().command());
            rows.add(row);
        });
        return Html.section(
                "Results",
                Html.table("numbers compared", head, rows) + Html.paragraph("note", "± is one standard error."));
    }

    /** How much more than the first that has a number; nothing where no other measures the same. */
    private String differences() {
        List<List<String>> rows = new ArrayList<>();
        String base = null;
        for (String name : headlines.keySet()) {
            base = base == null ? name : base;
            Difference difference = base.equals(name) ? null : Difference.of(measured(base), measured(name));
            if (difference != null) {
                String estimate = Numbers.estimate(difference.mean(), difference.standardError());
                rows.add(List.of(name, estimate, difference.says()));
            }
        }
        List<String> head = List.of("run", "more than " + base, "error");
        return rows.isEmpty() ? "" : Html.section("Differences", Html.table("numbers", head, rows));
    }

    private Difference.Measured measured(String name) {
        return new Difference.Measured(
                Objects.requireNonNull(headlines.get(name)),
                Objects.requireNonNull(runs.get(name)).folder().path());
    }

    private static List<String> numbers(@Nullable Headline headline, List<String> marks) {
        if (headline == null) {
            return Collections.nCopies(1 + marks.size(), "");
        }
        List<String> cells = new ArrayList<>(List.of(Numbers.estimate(headline.mean(), headline.standardError())));
        marks.forEach(mark -> cells.add(headline.mark(mark)));
        return cells;
    }

    private static List<String> words(@Nullable Headline headline) {
        return headline == null
                ? List.of("", "")
                : List.of(headline.quantity() + (headline.isMinimized() ? ", less is better" : ""), headline.subject());
    }

    private String facts(String heading, Function<StoredRun<?>, String> fact) {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> rows.add(List.of(name, fact.apply(run))));
        return Html.section(heading, Html.table("facts", List.of(), rows));
    }

    /** A group of bars for each quantity: only like is compared with like. */
    public String bars() {
        Map<String, Map<String, Headline>> groups = new LinkedHashMap<>();
        headlines.forEach((name, headline) -> groups.computeIfAbsent(headline.quantity(), key -> new LinkedHashMap<>())
                .put(name, headline));
        StringBuilder sections = new StringBuilder();
        groups.forEach((quantity, group) -> sections.append(Html.section("Mean " + quantity, group(group))));
        return sections.toString();
    }

    private static String group(Map<String, Headline> group) {
        var range = group.values().stream()
                .flatMap(headline -> Stream.concat(Stream.of(headline.mean(), 0.0), headline.marks().values().stream()))
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        Scale scale = new Scale(range.getMin(), range.getMax() > range.getMin() ? range.getMax() - range.getMin() : 1);
        List<String> marks = Headline.marks(group.values());
        List<Html.Key> keys = new ArrayList<>(List.of(new Html.Key("result", Ink.MECHANISM, "area")));
        marks.forEach(mark -> keys.add(new Html.Key(mark, ink(marks, mark), "tick")));
        StringBuilder bars = new StringBuilder(Html.legend(keys));
        group.forEach((name, headline) -> bars.append(bar(name, headline, marks, scale)));
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
        return facts("Checks", run -> {
            List<Soundness.Check> checks = run.soundness().checks();
            return checks.isEmpty()
                    ? "Nothing was checked."
                    : checks.stream()
                            .map(Soundness.Check::says)
                            .map(says -> says.endsWith(".") ? says : says + ".")
                            .collect(Collectors.joining(" "));
        });
    }
}
