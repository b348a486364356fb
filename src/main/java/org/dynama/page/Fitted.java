package org.dynama.page;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.dynama.page.Figure.Axes;
import org.dynama.page.Figure.Curve;

/** Figures whose vertical axis is made to fit their curves. */
public final class Fitted {
    private Fitted() {}

    /** On logarithmic axes, the vertical one from a power of ten to another; curves without a number are left out. */
    public static Figure logarithmic(
            String name, String description, String horizontal, String vertical, List<Curve> curves) {
        DoubleSummaryStatistics range = range(curves);
        double low = range.getCount() == 0 ? 0 : Math.floor(Math.log10(range.getMin()));
        double high = range.getCount() == 0 ? 1 : Math.max(Math.ceil(Math.log10(range.getMax())), low + 1);
        List<Curve> drawn = curves.stream()
                .filter(curve -> curve.y().stream().anyMatch(Double::isFinite))
                .toList();
        double least = Math.pow(10, low);
        double most = Math.pow(10, high);
        return new Figure(name, description, horizontal, vertical, least, most, drawn, Axes.LOGARITHMIC);
    }

    /** On a logarithmic horizontal axis, with a margin above and below. */
    public static Figure semilogarithmic(
            String name, String description, String horizontal, String vertical, List<Curve> curves) {
        return signed(name, description, horizontal, vertical, curves, Axes.LOGARITHMIC_X);
    }

    /** On linear axes, with a margin above and below. */
    public static Figure linear(
            String name, String description, String horizontal, String vertical, List<Curve> curves) {
        return signed(name, description, horizontal, vertical, curves, Axes.LINEAR);
    }

    private static Figure signed(
            String name, String description, String horizontal, String vertical, List<Curve> curves, Axes axes) {
        DoubleSummaryStatistics range = range(curves);
        double size = Math.max(Math.abs(range.getMin()), Math.abs(range.getMax()));
        double margin = size == 0 ? 1 : Math.max(0.02 * size, (range.getMax() - range.getMin()) / 20);
        double low = range.getMin() - margin;
        double high = range.getMax() + margin;
        return new Figure(name, description, horizontal, vertical, low, high, curves, axes);
    }

    /** Of all finite values. */
    public static DoubleSummaryStatistics range(List<Curve> curves) {
        return curves.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(y -> y)
                .filter(Double::isFinite)
                .summaryStatistics();
    }
}
