package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Grid;
import org.dynama.page.Ink;
import org.dynama.page.Numbers;
import org.dynama.study.View;

/** What a terminal and a page show of smoothing: the hard revenue is the limit on the left. */
public final class SmoothingView {
    /** None of them is that of a limit. */
    private static final Ink[] INKS = {Ink.ACTION_7, Ink.ACTION_5, Ink.ACTION_6, Ink.ACTION_4};

    private SmoothingView() {}

    /** The figure of a record, and its rows. */
    public static View of(SmoothingRecord record) {
        Figure figure = figure(record.rows());
        List<List<String>> rows = record.rows().stream()
                .map(row -> List.of(
                        row.mechanism(),
                        row.entropy(),
                        Numbers.plain(row.temperature()),
                        Numbers.estimate(row.revenue().mean(), row.revenue().standardError()),
                        Numbers.estimate(
                                row.difference().mean(), row.difference().standardError()),
                        Numbers.mean(row.hard().mean(), row.hard().standardError())))
                .toList();
        return new View(
                record.environment() + ": what entropy does to revenue",
                "",
                record.notes(),
                List.of(new Grid(
                        List.of("mechanism", "entropy", "temperature", "revenue", "difference", "without entropy"),
                        rows,
                        2)),
                List.of(new View.Section("Revenue against temperature", Drawings.markup(figure))),
                List.of(figure),
                Map.of());
    }

    private static Figure figure(List<SmoothingRecord.Row> rows) {
        Map<String, List<SmoothingRecord.Row>> curves = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.mechanism() + ", " + row.entropy() + " entropy",
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Curve> drawn = new ArrayList<>();
        curves.forEach((label, points) -> drawn.add(new Curve(
                label,
                INKS[drawn.size() % INKS.length],
                Look.THIN,
                points.stream().map(SmoothingView::decade).toList(),
                points.stream().map(point -> point.revenue().mean()).toList())));
        Map<String, Double> limits = new LinkedHashMap<>();
        rows.forEach(row -> limits.put(row.mechanism(), row.hard().mean()));
        var decades = rows.stream().mapToDouble(SmoothingView::decade).summaryStatistics();
        limits.forEach((mechanism, revenue) -> drawn.add(new Curve(
                mechanism + ", no entropy",
                mechanism.equals("VCG") ? Ink.VCG : Ink.BOUND,
                Look.DASHED,
                List.of(decades.getMin(), decades.getMax()),
                List.of(revenue, revenue))));
        var range = drawn.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        double margin = range.getMax() > range.getMin() ? (range.getMax() - range.getMin()) / 20 : 1;
        return new Figure(
                "smoothing",
                "The revenue of softened mechanisms against temperature tends to that of the mechanisms themselves.",
                "log10 of the temperature",
                "revenue",
                range.getMin() - margin,
                range.getMax() + margin,
                drawn);
    }

    private static double decade(SmoothingRecord.Row row) {
        return Math.log10(row.temperature());
    }
}
