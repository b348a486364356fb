package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.SearchRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** How a search came to its mechanism: the objective over the steps of all starts, one start after another. */
final class SearchFigure {
    /** More points than a screen can show apart are averaged. */
    private static final int POINTS = 500;

    /** The share of wild estimates at either end that the y axis may leave out. */
    private static final double WILD = 0.02;

    private final List<TraceRow> trace;
    private final SearchRecord.Value run;
    private final int bucket;
    private final Map<String, Curve> phases = new LinkedHashMap<>();
    private final List<Double> validatedAt = new ArrayList<>();
    private final List<Double> validated = new ArrayList<>();
    private int steps;

    private SearchFigure(List<TraceRow> trace, SearchRecord.Value run) {
        this.trace = trace;
        this.run = run;
        bucket = bucket(trace);
        for (int first = 0; first < trace.size(); ) {
            first = trace.get(first).step() == 0 ? validation(trace.get(first), first) : steps(first);
        }
    }

    /** How many steps make one point. */
    static int bucket(List<TraceRow> trace) {
        return 1 + trace.size() / POINTS;
    }

    /** @param trace not empty */
    static Figure of(List<TraceRow> trace, SearchRecord.Value run) {
        return new SearchFigure(trace, run).figure();
    }

    private int validation(TraceRow row, int index) {
        validatedAt.add((double) steps);
        validated.add(row.objective().mean());
        return index + 1;
    }

    /** Adds the mean of the next few steps of one ascent to its phase's curve; returns the row behind them. */
    private int steps(int first) {
        TraceRow row = trace.get(first);
        int end = first;
        double sum = 0;
        while (end < trace.size() && end - first < bucket && isSameAscent(row, trace.get(end))) {
            sum += trace.get(end).objective().mean();
            end++;
        }
        Curve curve = phases.computeIfAbsent(
                row.phase(),
                phase -> new Curve(phase, Ink.phase(phases.size()), Look.THIN, new ArrayList<>(), new ArrayList<>()));
        if (row.step() == 1 && !curve.x().isEmpty()) {
            curve.x().add((double) steps);
            curve.y().add(Double.NaN);
        }
        curve.x().add(steps + (end - first + 1) / 2.0);
        curve.y().add(sum / (end - first));
        steps += end - first;
        return end;
    }

    private static boolean isSameAscent(TraceRow row, TraceRow other) {
        return other.step() > 0 && other.start() == row.start() && other.phase().equals(row.phase());
    }

    private Figure figure() {
        List<Curve> curves = new ArrayList<>(phases.values());
        curves.add(level("VCG", Ink.VCG, run.vcg().mean()));
        SearchRecord.Limit bound = run.bound();
        if (bound != null) {
            curves.add(level("bound", Ink.BOUND, bound.value()));
        }
        if (!validated.isEmpty()) {
            curves.add(best());
            curves.add(new Curve("validation", Ink.MECHANISM, Look.POINTS, validatedAt, validated));
        }
        double[] range = range(curves);
        String objective = run.objective().name();
        String description = "The " + objective + " over " + steps + " steps of the search, with VCG "
                + (bound == null ? "" : "and the bound ") + "as horizontal lines.";
        return new Figure("search", description, "steps of the search", objective, range[0], range[1], curves);
    }

    private Curve level(String label, Ink ink, double value) {
        return new Curve(label, ink, Look.DASHED, List.of(0.0, (double) Math.max(1, steps)), List.of(value, value));
    }

    /** The best validated so far; a step's own estimate is too noisy to be a record. */
    private Curve best() {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double sign = run.objective().isMinimized() ? -1 : 1;
        for (int k = 0; k < validated.size(); k++) {
            if (y.isEmpty() || sign * validated.get(k) > sign * y.get(y.size() - 1)) {
                x.add(validatedAt.get(k));
                y.add(validated.get(k));
            }
        }
        x.add((double) steps);
        y.add(y.get(y.size() - 1));
        return new Curve("best so far", Ink.MECHANISM, Look.STEPS, x, y);
    }

    /** The y axis: all that matters, and all estimates but the wildest. */
    private double[] range(List<Curve> curves) {
        double[] estimates = phases.values().stream()
                .flatMapToDouble(SearchFigure::values)
                .sorted()
                .toArray();
        int wild = (int) (WILD * estimates.length);
        DoubleStream typical = Arrays.stream(estimates, wild, estimates.length - wild);
        DoubleStream rest =
                curves.stream().filter(curve -> curve.look() != Look.THIN).flatMapToDouble(SearchFigure::values);
        var all = DoubleStream.concat(typical, rest).summaryStatistics();
        double margin = all.getMax() > all.getMin() ? (all.getMax() - all.getMin()) / 20 : 1;
        return new double[] {all.getMin() - margin, all.getMax() + margin};
    }

    private static DoubleStream values(Curve curve) {
        return curve.y().stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }
}
