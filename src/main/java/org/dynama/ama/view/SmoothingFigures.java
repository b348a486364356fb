package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.dynama.ama.search.EstimatorErrors;
import org.dynama.ama.search.ObjectiveLine;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;
import org.jspecify.annotations.Nullable;

/** The figures of smoothing. */
final class SmoothingFigures {
    /** None of them is that of a limit. */
    private static final Ink[] INKS = {Ink.ACTION_7, Ink.ACTION_5, Ink.ACTION_6, Ink.ACTION_4, Ink.ACTION_1};

    private SmoothingFigures() {}

    /** The objective of softened mechanisms against the temperature. */
    static Figure limit(SmoothingRecord record) {
        List<Curve> drawn = new ArrayList<>();
        grouped(record.rows(), row -> row.mechanism() + ", " + row.entropy() + " entropy")
                .forEach((label, points) -> drawn.add(curve(
                        label,
                        drawn.size(),
                        Look.THIN,
                        points,
                        SmoothingFigures::decade,
                        row -> row.revenue().mean())));
        Map<String, Double> limits = new LinkedHashMap<>();
        record.rows().forEach(row -> limits.put(row.mechanism(), row.hard().mean()));
        var decades =
                record.rows().stream().mapToDouble(SmoothingFigures::decade).summaryStatistics();
        limits.forEach((mechanism, value) -> drawn.add(new Curve(
                mechanism + ", no entropy",
                mechanism.equals("VCG") ? Ink.VCG : Ink.BOUND,
                Look.DASHED,
                List.of(decades.getMin(), decades.getMax()),
                List.of(value, value))));
        return figure(
                "smoothing",
                "The " + record.wanted()
                        + " of softened mechanisms against temperature tends to that of the mechanisms themselves.",
                "log10 of the temperature",
                record.wanted(),
                drawn);
    }

    /** The logarithms of differences in one profile against the inverse temperature, and the paper's bound on them. */
    static Figure rates(List<SmoothingRecord.Rate> rates) {
        List<Curve> drawn = new ArrayList<>();
        for (SmoothingRecord.Rate rate : rates) {
            if (rate.points().isEmpty()) {
                continue;
            }
            String label = rate.mechanism() + ", " + rate.entropy() + " entropy";
            int ink = rates.indexOf(rate);
            drawn.add(curve(
                    label,
                    ink,
                    Look.THIN,
                    rate.points(),
                    point -> 1 / point.temperature(),
                    point -> Math.log10(point.difference())));
            var bounded = rate.points().stream()
                    .filter(point -> point.bound() != null && point.bound() > 0)
                    .toList();
            if (!bounded.isEmpty()) {
                drawn.add(curve(
                        label + ": bound",
                        ink,
                        Look.DASHED,
                        bounded,
                        point -> 1 / point.temperature(),
                        point -> log10(point.bound())));
            }
        }
        return figure(
                "rates",
                "The logarithm of what an entropy changes in one profile falls along a line in the inverse temperature.",
                "1 / temperature",
                "log10 of the difference",
                drawn);
    }

    /** Bias and standard deviation of gradient estimators against their smoothing. */
    static Figure gradients(EstimatorErrors errors) {
        List<Curve> drawn = new ArrayList<>();
        int[] ink = {0};
        grouped(errors.rows(), EstimatorErrors.Row::estimator).forEach((label, rows) -> {
            ToDoubleFunction<EstimatorErrors.Row> x = row -> Math.log10(row.smoothing());
            drawn.add(curve(label + ": bias", ink[0], Look.LINE, rows, x, EstimatorErrors.Row::bias));
            drawn.add(curve(
                    label + ": standard deviation", ink[0]++, Look.DASHED, rows, x, EstimatorErrors.Row::deviation));
        });
        return figure(
                "gradients",
                "Bias and standard deviation of gradients against temperature or perturbation.",
                "log10 of the temperature, or of the perturbation's deviation",
                "share of the gradient's norm",
                drawn);
    }

    /** The objective along one boost, each mean less its own in the middle. */
    static Figure line(ObjectiveLine line, String wanted) {
        List<Curve> drawn = new ArrayList<>();
        for (ObjectiveLine.Curve curve : line.curves()) {
            double middle = curve.values().get(curve.values().size() / 2);
            drawn.add(new Curve(
                    curve.profiles() == 1 ? "one profile" : "mean over " + curve.profiles(),
                    INKS[drawn.size() % INKS.length],
                    Look.THIN,
                    line.offsets().stream().boxed().toList(),
                    curve.values().stream().map(value -> value - middle).boxed().toList()));
        }
        return figure(
                "line",
                "The objective along a boost jumps in one profile and hardly does in the mean over many.",
                "boost, relative to the rewards at stake",
                "change of " + wanted,
                drawn);
    }

    private static double log10(@Nullable Double number) {
        return number == null ? Double.NaN : Math.log10(number);
    }

    private static double decade(SmoothingRecord.Row row) {
        return Math.log10(row.temperature());
    }

    private static <P> Map<String, List<P>> grouped(List<P> points, Function<P, String> key) {
        return points.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static <P> Curve curve(
            String label, int ink, Look look, List<P> points, ToDoubleFunction<P> x, ToDoubleFunction<P> y) {
        return new Curve(
                label,
                INKS[ink % INKS.length],
                look,
                points.stream().map(x::applyAsDouble).toList(),
                points.stream().map(y::applyAsDouble).toList());
    }

    private static Figure figure(String name, String description, String x, String y, List<Curve> drawn) {
        var range = drawn.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .summaryStatistics();
        double low = range.getCount() == 0 ? 0 : range.getMin();
        double high = range.getCount() == 0 ? 1 : range.getMax();
        double margin = high > low ? (high - low) / 20 : 1;
        return new Figure(name, description, x, y, low - margin, high + margin, drawn);
    }
}
