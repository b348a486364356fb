package org.dynama.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dynama.file.WholeFile;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** Time and memory of the Java kernel against the size of a tree, on logarithmic axes, with their exponents. */
public final class ScaleFigure {
    private ScaleFigure() {}

    /**
     * Writes {@code scale.svg} and {@code scale.png} into a folder; nothing for fewer than two sizes.
     *
     * @param rows from small to large, so that peaks of memory are each row's own
     */
    public static void write(List<BenchRow> rows, Path folder) {
        List<BenchRow> kernel = rows.stream()
                .filter(row -> row.solver().equals("java kernel") && row.peakBytes() != null)
                .toList();
        if (kernel.stream().mapToInt(BenchRow::pairs).distinct().count() > 1) {
            Drawings.files(of(kernel)).forEach((name, content) -> WholeFile.write(folder.resolve(name), content));
        }
    }

    static Figure of(List<BenchRow> rows) {
        String softened = "microseconds a softened one with pullback";
        List<Curve> curves = List.of(
                curve("microseconds a hard solution", Ink.ACTION_7, rows, row -> 1e6 / row.hardPerSecond()),
                curve(softened, Ink.ACTION_5, rows, row -> 1e6 / row.regularizedPerSecond()),
                curve("MiB of the whole process", Ink.ACTION_6, rows, row -> {
                    Long peak = row.peakBytes();
                    return peak == null ? Double.NaN : peak / (double) (1 << 20);
                }));
        var range = curves.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return new Figure(
                "scale",
                "Time and memory of the Java kernel grow with the state-action pairs of the tree.",
                "log10 of the state-action pairs",
                "log10",
                Math.floor(range.getMin()),
                Math.ceil(range.getMax()),
                curves);
    }

    private static Curve curve(String name, Ink ink, List<BenchRow> rows, ToDoubleFunction<BenchRow> y) {
        List<Double> x = rows.stream().map(row -> Math.log10(row.pairs())).toList();
        List<Double> logarithms =
                rows.stream().map(row -> Math.log10(y.applyAsDouble(row))).toList();
        String label = String.format(Locale.ROOT, "%s, exponent %.2f", name, slope(x, logarithms));
        return new Curve(label, ink, Look.THIN, x, logarithms);
    }

    /** Of the line that fits best. */
    static double slope(List<Double> x, List<Double> y) {
        double meanX = x.stream().mapToDouble(v -> v).average().orElseThrow();
        double meanY = y.stream().mapToDouble(v -> v).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int k = 0; k < x.size(); k++) {
            products += (x.get(k) - meanX) * (y.get(k) - meanY);
            squares += (x.get(k) - meanX) * (x.get(k) - meanX);
        }
        return products / squares;
    }
}
