package org.dynama.learned.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.learned.exploit.Exploitability.AgentUtilities;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;
import org.dynama.study.Table;

/** The figures of a learned mechanism. */
final class LearnFigures {
    private static final Map<String, Ink> LEVELS = Map.of("posted prices", Ink.PUBLISHED, "dynamic VCG", Ink.VCG);

    private LearnFigures() {}

    /** Profit, and below it losses and gradients, over the steps of the start that went on; none without a training. */
    static List<Figure> learning(List<Table.Row> all, Map<String, Double> baselines) {
        List<Table.Row> trace = Trace.lastStart(all);
        if (trace.size() < 2) {
            return List.of();
        }
        List<Curve> profit = new ArrayList<>();
        profit.add(thin("profit of truth", Ink.MECHANISM, trace, "profit"));
        profit.add(thin("profit left", Ink.FALL, trace, "profitLeft"));
        List<Double> steps = Trace.steps(trace);
        List<Double> ends = List.of(0.0, Math.max(1, steps.get(steps.size() - 1)));
        baselines.forEach((name, value) -> profit.add(
                new Curve(name, LEVELS.getOrDefault(name, Ink.BOUND), Look.DASHED, ends, List.of(value, value))));
        List<Curve> losses = List.of(
                thin("regret of truth", Ink.FALL, trace, "regret"),
                thin("IR loss", Ink.ACTION_4, trace, "participationLoss"),
                thin("exploitability", Ink.MECHANISM, trace, "exploitability"));
        List<Curve> gradient = List.of(thin("gradient", Ink.MECHANISM, trace, "gradient"));
        return Stream.of(
                        figure("profit", "Profit over the training: of truth, and left.", "steps", "profit", profit),
                        figure("losses", "Losses and exploitability over the training.", "steps", "loss", losses),
                        figure("gradient", "Norm of the gradient over the training.", "steps", "norm", gradient))
                .filter(figure -> !figure.curves().isEmpty())
                .toList();
    }

    /** A column where it is known. */
    private static Curve thin(String label, Ink ink, List<Table.Row> trace, String column) {
        List<Double> steps = Trace.steps(trace);
        List<Integer> known = IntStream.range(0, trace.size())
                .filter(k -> !trace.get(k).text(column).isEmpty())
                .boxed()
                .toList();
        return new Curve(
                label,
                ink,
                Look.THIN,
                known.stream().map(steps::get).toList(),
                known.stream().map(k -> trace.get(k).number(column)).toList());
    }

    /** Allocation and payment by report. */
    static List<Figure> curves(List<FirstPeriod.Point> curve) {
        if (curve.isEmpty()) {
            return List.of();
        }
        Look look = curve.size() < 20 ? Look.POINTS : Look.THIN;
        List<Double> reports = curve.stream().map(FirstPeriod.Point::report).toList();
        List<Double> chances = curve.stream().map(FirstPeriod.Point::allocation).toList();
        List<Double> payments = curve.stream().map(FirstPeriod.Point::payment).toList();
        String chance = "chance to get the good";
        List<Curve> allocation = List.of(new Curve(chance, Ink.MECHANISM, look, reports, chances));
        List<Curve> payment = List.of(new Curve("payment", Ink.VCG, look, reports, payments));
        return List.of(
                figure("allocation", "The chance to get the good by report.", "report", chance, allocation),
                figure("payment", "The payment by report.", "report", "payment", payment));
    }

    /** Utilities of truth, and gains of the best lie, by initial type. */
    static List<Figure> lies(List<AgentUtilities> agents) {
        List<Curve> truth = new ArrayList<>();
        List<Curve> gains = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            AgentUtilities agent = agents.get(i);
            List<Double> types = agent.types().stream().boxed().toList();
            List<Double> utilities = agent.truth().stream().boxed().toList();
            List<Double> gain = IntStream.range(0, types.size())
                    .mapToObj(q -> agent.best().get(q) - utilities.get(q))
                    .toList();
            String name = "agent " + (i + 1);
            truth.add(new Curve(name, Ink.action(i + 1), Look.POINTS, types, utilities));
            gains.add(new Curve(name, Ink.action(i + 1), Look.POINTS, types, gain));
        }
        String axis = "initial type";
        return List.of(
                figure("truth", "Utility of truth by initial type.", axis, "utility of truth", truth),
                figure("lies", "What the best lie gains by initial type.", axis, "gain of the best lie", gains));
    }

    /** The axis shows all but the wildest of the first steps. */
    private static Figure figure(String name, String description, String horizontal, String vertical, List<Curve> all) {
        List<Curve> curves = all.stream().filter(curve -> !curve.x().isEmpty()).toList();
        if (curves.isEmpty()) {
            return new Figure(name, description, horizontal, vertical, 0, 1, curves);
        }
        double[] sorted = curves.stream()
                .flatMap(curve -> curve.look() == Look.THIN ? settled(curve) : curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double margin = high > low ? (high - low) / 20 : high == 0 ? 1 : Math.abs(high) / 20;
        return new Figure(name, description, horizontal, vertical, low - margin, high + margin, curves);
    }

    private static Stream<Double> settled(Curve curve) {
        return curve.y().stream().skip(curve.y().size() / 20);
    }
}
