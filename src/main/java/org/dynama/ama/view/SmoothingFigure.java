package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.study.SmoothingStudy;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;
import org.dynama.study.RunDirectory;

/** Revenue of the regularized optimum against temperature, with the hard revenue as the limit on the left. */
public final class SmoothingFigure {
    /** None of them is that of a limit. */
    private static final Ink[] INKS = {Ink.ACTION_7, Ink.ACTION_5, Ink.ACTION_6, Ink.ACTION_4};

    private SmoothingFigure() {}

    /**
     * Writes {@code smoothing.svg} and {@code smoothing.png} into a folder; nothing on a system without fonts.
     *
     * @param rows not empty
     */
    public static void write(List<SmoothingStudy.Row> rows, RunDirectory directory) {
        Drawings.files(of(rows))
                .forEach((name, content) -> directory.write(directory.path().resolve(name), content));
    }

    static Figure of(List<SmoothingStudy.Row> rows) {
        Map<String, List<SmoothingStudy.Row>> curves = new LinkedHashMap<>();
        for (SmoothingStudy.Row row : rows) {
            curves.computeIfAbsent(row.mechanism() + ", " + row.entropy() + " entropy", label -> new ArrayList<>())
                    .add(row);
        }
        List<Curve> drawn = new ArrayList<>();
        for (Map.Entry<String, List<SmoothingStudy.Row>> curve : curves.entrySet()) {
            drawn.add(new Curve(
                    curve.getKey(),
                    INKS[drawn.size() % INKS.length],
                    Look.THIN,
                    curve.getValue().stream().map(SmoothingFigure::decade).toList(),
                    curve.getValue().stream().map(row -> row.revenue().mean()).toList()));
        }
        Map<String, Double> limits = new LinkedHashMap<>();
        rows.forEach(row -> limits.put(row.mechanism(), row.hard().mean()));
        double left = rows.stream().mapToDouble(SmoothingFigure::decade).min().orElseThrow();
        double right = rows.stream().mapToDouble(SmoothingFigure::decade).max().orElseThrow();
        limits.forEach((mechanism, revenue) -> drawn.add(new Curve(
                mechanism + ", no entropy",
                mechanism.equals("VCG") ? Ink.VCG : Ink.BOUND,
                Look.DASHED,
                List.of(left, right),
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

    private static double decade(SmoothingStudy.Row row) {
        return Math.log10(row.temperature());
    }
}
