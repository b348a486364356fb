package org.dynama.ama.view;

import org.dynama.page.Bars;
import org.dynama.page.Html;
import org.dynama.page.Ink;
import org.dynama.page.Numbers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.dynama.ama.study.RunRecord;
import org.jspecify.annotations.Nullable;

/** The page of several runs side by side. */
final class ComparisonPage {
    private static final List<String> HEAD = List.of(
            "run", "environment", "objective", "mechanism", "VCG", "difference from VCG", "bound", "share", "time");

    private static final List<Html.Key> KEYS = List.of(
            new Html.Key("mechanism", Ink.MECHANISM, "area"),
            new Html.Key("VCG", Ink.VCG, "tick"),
            new Html.Key("bound", Ink.BOUND, "tick"));

    private static final List<Html.Key> KEYS_WITH_PUBLISHED = Stream.concat(
                    KEYS.stream(), Stream.of(new Html.Key("best published", Ink.PUBLISHED, "tick")))
            .toList();

    private ComparisonPage() {}

    static String of(List<StoredRun> stored) {
        Map<String, RunRecord> runs = named(stored);
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, run) -> rows.add(row(name, run)));
        String title = "Comparison of " + runs.size() + " runs";
        String body = "<header>\n<h1>" + title + "</h1>\n</header>\n"
                + Html.section(
                        "Results",
                        Html.table("numbers wide-rows", HEAD, rows)
                                + Html.paragraph(
                                        "note",
                                        "± is one standard error. A difference is taken profile by profile, so that the chance common"
                                                + " to both sides cancels."))
                + bars(runs, Map.of())
                + audits(runs);
        return Html.page(title + " – Dynama", body);
    }

    /** Runs by name; by folder where two have the same name. */
    private static Map<String, RunRecord> named(List<StoredRun> stored) {
        Map<String, Long> uses = stored.stream()
                .collect(Collectors.groupingBy(run -> run.record().name(), Collectors.counting()));
        Map<String, RunRecord> named = new LinkedHashMap<>();
        for (StoredRun run : stored) {
            String name = run.record().name();
            boolean isUnique = Objects.equals(uses.get(name), 1L);
            named.put(isUnique ? name : name + " (" + run.directory().path() + ")", run.record());
        }
        return named;
    }

    private static List<String> row(String name, RunRecord run) {
        RunRecord.Result objective = run.objective();
        RunRecord.Limit bound = run.bound();
        return List.of(
                name,
                run.environment(),
                objective.name(),
                Numbers.estimate(objective.mean(), objective.standardError()),
                Numbers.mean(run.vcg().mean(), run.vcg().standardError()),
                Wording.difference(run),
                bound == null ? "" : Numbers.mean(bound.value(), objective.standardError()),
                bound == null
                        ? ""
                        : Numbers.share(bound.share().mean(), bound.share().standardError()),
                Numbers.seconds(run.seconds().total()));
    }

    /**
     * A group of bars for each objective: only like is compared with like.
     *
     * @param published by name, what others have published; may be empty
     */
    static String bars(Map<String, RunRecord> runs, Map<String, Double> published) {
        Map<String, Map<String, RunRecord>> groups = new LinkedHashMap<>();
        runs.forEach((name, run) -> groups.computeIfAbsent(run.objective().name(), key -> new LinkedHashMap<>())
                .put(name, run));
        StringBuilder sections = new StringBuilder();
        groups.forEach((objective, group) -> {
            double[] all = DoubleStream.concat(
                            group.values().stream().flatMapToDouble(ComparisonPage::values),
                            published.values().stream().mapToDouble(Double::doubleValue))
                    .toArray();
            double low = Math.min(0, DoubleStream.of(all).min().orElse(0));
            double high = Math.max(0, DoubleStream.of(all).max().orElse(0));
            StringBuilder bars = new StringBuilder(Html.legend(published.isEmpty() ? KEYS : KEYS_WITH_PUBLISHED));
            group.forEach(
                    (name, run) -> bars.append(bar(name, run, published.get(name), low, high > low ? high - low : 1)));
            sections.append(Html.section("Mean " + objective, bars.toString()));
        });
        return sections.toString();
    }

    private static DoubleStream values(RunRecord run) {
        DoubleStream both = DoubleStream.of(run.objective().mean(), run.vcg().mean());
        return run.bound() == null
                ? both
                : DoubleStream.concat(both, DoubleStream.of(run.bound().value()));
    }

    private static String bar(String name, RunRecord run, @Nullable Double published, double low, double span) {
        double mean = run.objective().mean();
        String boxes =
                Bars.box("fill", 100 * (Math.min(0, mean) - low) / span, 100 * Math.abs(mean) / span, Ink.MECHANISM)
                        + Bars.box("tick", 100 * (run.vcg().mean() - low) / span, 0, Ink.VCG)
                        + (run.bound() == null
                                ? ""
                                : Bars.box("tick", 100 * (run.bound().value() - low) / span, 0, Ink.BOUND))
                        + (published == null ? "" : Bars.box("tick", 100 * (published - low) / span, 0, Ink.PUBLISHED));
        return Bars.row(name, boxes, Numbers.mean(mean, run.objective().standardError()));
    }

    static String audits(Map<String, RunRecord> runs) {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach(
                (name, run) -> rows.add(List.of(name, Wording.incentives(run) + " " + Wording.participation(run))));
        return Html.section("Audits", Html.table("facts", List.of(), rows));
    }
}
