package org.dynama.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dynama.file.WholeFile;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;
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
                .filter(row -> row.engine().solver().equals("java kernel") && row.peakBytes() != null)
                .toList();
        if (kernel.stream().mapToInt(BenchRow::pairs).distinct().count() > 1) {
            Drawings.files(of(kernel)).forEach((name, content) -> WholeFile.write(folder.resolve(name), content));
        }
    }

    static Figure of(List<BenchRow> rows) {
        String hard = "microseconds a hard solution";
        String softened = "microseconds a softened one with pullback";
        String memory = "MiB of the whole process";
        List<Curve> curves = List.of(
                curve(hard, Ink.ACTION_7, rows, row -> 1e6 / row.speed().hardPerSecond()),
                curve(softened, Ink.ACTION_5, rows, row -> 1e6 / row.speed().regularizedPerSecond()),
                curve(memory, Ink.ACTION_6, rows, row -> requireNonNull(row.peakBytes()) / (double) (1 << 20)));
        var range = Fitted.range(curves);
        double low = Math.floor(range.getMin());
        double high = Math.ceil(range.getMax());
        String text = "Time and memory of the Java kernel grow with the state-action pairs of the tree.";
        return new Figure("scale", text, "log10 of the state-action pairs", "log10", low, high, curves);
    }

    private static Curve curve(String name, Ink ink, List<BenchRow> rows, ToDoubleFunction<BenchRow> y) {
        List<Double> x = rows.stream().map(row -> Math.log10(row.pairs())).toList();
        List<Double> logarithms =
                rows.stream().map(row -> Math.log10(y.applyAsDouble(row))).toList();
        String label = String.format(Locale.ROOT, "%s, exponent %.2f", name, slope(x, logarithms));
        return new Curve(label, ink, Look.THIN, x, logarithms);
    }

    /** Of the line that fits best. */
    private static double slope(List<Double> x, List<Double> y) {
        double mean = x.stream().mapToDouble(v -> v).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int k = 0; k < x.size(); k++) {
            products += (x.get(k) - mean) * y.get(k);
            squares += (x.get(k) - mean) * (x.get(k) - mean);
        }
        return products / squares;
    }
}
