package org.dynama.learned.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.training.TrainingRow;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;
import org.jspecify.annotations.Nullable;

/** The figures of a learned mechanism. */
final class LearnFigures {
    private LearnFigures() {}

    /** Profit, and below it regret and IR loss, over steps; none without a training. */
    static List<Figure> learning(List<TrainingRow> trace, LearnRecord run) {
        if (trace.size() < 2) {
            return List.of();
        }
        List<Double> steps = new ArrayList<>();
        int perRound = trace.stream().mapToInt(TrainingRow::step).max().orElse(0) + 1;
        trace.forEach(row -> steps.add((double) row.round() * perRound + row.step()));
        double last = steps.get(steps.size() - 1);
        List<Curve> profit = new ArrayList<>();
        profit.add(new Curve("profit", Ink.MECHANISM, Look.THIN, steps, values(trace, TrainingRow::profit)));
        LearnRecord.Yardsticks yardsticks = run.yardsticks();
        addLevel(profit, "oracle", Ink.BOUND, last, yardsticks.oracle());
        addLevel(profit, "oracle, goods apart", Ink.BOUND, last, yardsticks.oracleApart());
        addLevel(profit, "affine maximizer", Ink.BOUND, last, yardsticks.affineMaximizer());
        addLevel(profit, "posted prices", Ink.PUBLISHED, last, yardsticks.postedPrices());
        addLevel(profit, "dynamic VCG", Ink.VCG, last, yardsticks.vcg());
        List<Curve> losses = List.of(
                new Curve("regret of truth", Ink.FALL, Look.THIN, steps, values(trace, TrainingRow::regret)),
                new Curve("IR loss", Ink.ACTION_4, Look.THIN, steps, values(trace, TrainingRow::participation)));
        return List.of(
                figure("profit", "Profit of truth over the training.", "steps", "profit", profit),
                figure("losses", "Regret and IR loss over the training.", "steps", "loss", losses));
    }

    /** Allocation and payment by report. */
    static List<Figure> curves(LearnRecord run) {
        if (run.curves().isEmpty()) {
            return List.of();
        }
        List<Double> reports =
                run.curves().stream().map(LearnRecord.Point::report).toList();
        Look look = reports.size() < 20 ? Look.POINTS : Look.THIN;
        return List.of(
                figure(
                        "allocation",
                        "The chance to get the good by report.",
                        "report",
                        "chance to get the good",
                        List.of(new Curve(
                                "allocation",
                                Ink.MECHANISM,
                                look,
                                reports,
                                run.curves().stream()
                                        .map(LearnRecord.Point::allocation)
                                        .toList()))),
                figure(
                        "payment",
                        "The payment by report.",
                        "report",
                        "payment",
                        List.of(new Curve(
                                "payment",
                                Ink.VCG,
                                look,
                                reports,
                                run.curves().stream()
                                        .map(LearnRecord.Point::payment)
                                        .toList()))));
    }

    /** Gains of the best lie by initial type. */
    static List<Figure> lies(LearnRecord run) {
        List<Curve> truth = new ArrayList<>();
        List<Curve> gains = new ArrayList<>();
        for (int i = 0; i < run.buyers().size(); i++) {
            LearnRecord.Buyer buyer = run.buyers().get(i);
            List<Double> gain = new ArrayList<>();
            for (int q = 0; q < buyer.truth().size(); q++) {
                gain.add(buyer.best().get(q) - buyer.truth().get(q));
            }
            String name = "buyer " + (i + 1);
            truth.add(new Curve(name, Ink.action(i + 1), Look.POINTS, buyer.types(), buyer.truth()));
            gains.add(new Curve(name, Ink.action(i + 1), Look.POINTS, buyer.types(), gain));
        }
        return List.of(
                figure("truth", "Utility of truth by initial type.", "initial type", "utility of truth", truth),
                figure(
                        "lies",
                        "What the best lie gains by initial type.",
                        "initial type",
                        "gain of the best lie",
                        gains));
    }

    private static void addLevel(List<Curve> curves, String label, Ink ink, double last, @Nullable Double value) {
        if (value != null) {
            curves.add(new Curve(label, ink, Look.DASHED, List.of(0.0, Math.max(1, last)), List.of(value, value)));
        }
    }

    private static List<Double> values(List<TrainingRow> trace, ToDoubleFunction<TrainingRow> of) {
        return trace.stream().map(row -> of.applyAsDouble(row)).toList();
    }

    /** The axis shows all but the wildest of the first steps. */
    private static Figure figure(
            String name, String description, String horizontal, String vertical, List<Curve> curves) {
        double[] sorted = curves.stream()
                .flatMap(curve -> curve.look() == Look.THIN ? settled(curve) : curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double margin = high > low ? (high - low) / 20 : Math.max(1e-3, Math.abs(high) / 20);
        return new Figure(name, description, horizontal, vertical, low - margin, high + margin, curves);
    }

    private static Stream<Double> settled(Curve curve) {
        return curve.y().stream().skip(curve.y().size() / 20);
    }
}
