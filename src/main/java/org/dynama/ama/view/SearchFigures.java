package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.SearchRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** How a search came to its mechanism, the objective over the steps of all starts; and the revenue of what it found. */
final class SearchFigures {
    /** More points than a screen can show apart are averaged. */
    private static final int POINTS = 500;

    /** The share of wild estimates at either end that the y axis may leave out. */
    private static final double WILD = 0.02;

    private final List<TraceRow> trace;
    private final SearchRecord.Value run;
    private final int bucket;
    private final Map<String, Curve> phases = new LinkedHashMap<>();
    private final Curve validations = curve("validation", Ink.MECHANISM, Look.POINTS);
    private int steps;

    private SearchFigures(List<TraceRow> trace, SearchRecord.Value run) {
        this.trace = trace;
        this.run = run;
        bucket = bucket(trace);
        for (int first = 0; first < trace.size(); ) {
            if (trace.get(first).step() == 0) {
                add(validations, steps, trace.get(first++).objective().mean());
            } else {
                first = steps(first);
            }
        }
    }

    /** How many steps make one point. */
    static int bucket(List<TraceRow> trace) {
        return 1 + trace.size() / POINTS;
    }

    /**
     * The whole way, and a second time without a level so far from it that the way looks flat.
     *
     * @param trace not empty
     */
    static List<Figure> search(List<TraceRow> trace, SearchRecord.Value run) {
        SearchFigures search = new SearchFigures(trace, run);
        List<Curve> curves = search.curves();
        List<Curve> near = search.near(curves);
        Figure whole = search.figure("search", curves);
        return near.size() == curves.size() ? List.of(whole) : List.of(whole, search.figure("search-close-up", near));
    }

    /** How revenue spreads over profiles, beside VCG's. */
    static Figure revenue(SearchRecord.Histogram revenue) {
        List<Curve> curves = List.of(
                spread("VCG", Ink.VCG, revenue, revenue.vcg()),
                spread("mechanism", Ink.MECHANISM, revenue, revenue.mechanism()));
        double high =
                curves.stream().flatMapToDouble(SearchFigures::values).max().orElse(0);
        return new Figure(
                "revenue",
                "How the revenue of the mechanism and of VCG spreads over profiles.",
                "revenue of a profile",
                "% of profiles",
                0,
                high > 0 ? 1.08 * high : 1,
                curves);
    }

    /** A step at each bin's lower edge. */
    private static Curve spread(String label, Ink ink, SearchRecord.Histogram revenue, List<Integer> counts) {
        double total = Math.max(1, counts.stream().mapToLong(Integer::longValue).sum());
        Curve curve = curve(label, ink, Look.AREA);
        for (int k = 0; k < counts.size(); k++) {
            add(curve, revenue.low() + k * revenue.width(), 100 * counts.get(k) / total);
        }
        add(curve, revenue.low() + counts.size() * revenue.width(), 0);
        return curve;
    }

    private static Curve curve(String label, Ink ink, Look look) {
        return new Curve(label, ink, look, new ArrayList<>(), new ArrayList<>());
    }

    private static void add(Curve curve, double x, double y) {
        curve.x().add(x);
        curve.y().add(y);
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
        Curve curve = phases.computeIfAbsent(row.phase(), phase -> curve(phase, Ink.phase(phases.size()), Look.THIN));
        if (row.step() == 1 && !curve.x().isEmpty()) {
            add(curve, steps, Double.NaN);
        }
        add(curve, steps + (end - first + 1) / 2.0, sum / (end - first));
        steps += end - first;
        return end;
    }

    private static boolean isSameAscent(TraceRow row, TraceRow other) {
        return other.step() > 0 && other.start() == row.start() && other.phase().equals(row.phase());
    }

    /** Without the levels, if they stretch the axis so much that all else is in less than a third of it. */
    private List<Curve> near(List<Curve> curves) {
        List<Curve> near =
                curves.stream().filter(curve -> curve.look() != Look.DASHED).toList();
        double[] all = range(curves);
        double[] close = range(near);
        double size = close[1] - close[0];
        if (3 * size > all[1] - all[0]) {
            return curves;
        }
        return curves.stream()
                .filter(curve -> curve.look() != Look.DASHED
                        || (curve.y().get(0) > close[0] - size && curve.y().get(0) < close[1] + size))
                .toList();
    }

    private List<Curve> curves() {
        List<Curve> curves = new ArrayList<>(phases.values());
        curves.add(level("VCG", Ink.VCG, run.vcg().mean()));
        SearchRecord.Limit bound = run.bound();
        if (bound != null) {
            curves.add(level("bound", Ink.BOUND, bound.value()));
        }
        if (!validations.x().isEmpty()) {
            curves.add(best());
            curves.add(validations);
        }
        return curves;
    }

    private Figure figure(String name, List<Curve> curves) {
        double[] range = range(curves);
        String objective = run.objective().name();
        String levels = curves.stream()
                .filter(curve -> curve.look() == Look.DASHED)
                .map(Curve::label)
                .collect(Collectors.joining(" and "));
        String description = "The " + objective + " over " + steps + " steps of the search"
                + (levels.isEmpty() ? "." : ", with horizontal lines: " + levels + ".");
        return new Figure(name, description, "steps of the search", objective, range[0], range[1], curves);
    }

    private Curve level(String label, Ink ink, double value) {
        return new Curve(label, ink, Look.DASHED, List.of(0.0, (double) Math.max(1, steps)), List.of(value, value));
    }

    /** The best validated so far; a step's own estimate is too noisy to be a record. */
    private Curve best() {
        Curve best = curve("best so far", Ink.MECHANISM, Look.STEPS);
        double sign = run.objective().isMinimized() ? -1 : 1;
        double record = Double.NaN;
        for (int k = 0; k < validations.x().size(); k++) {
            double value = validations.y().get(k);
            if (k == 0 || sign * value > sign * record) {
                record = value;
                add(best, validations.x().get(k), record);
            }
        }
        add(best, steps, record);
        return best;
    }

    /** The y axis: all that matters, and all estimates but the wildest. */
    private double[] range(List<Curve> curves) {
        double[] estimates = phases.values().stream()
                .flatMapToDouble(SearchFigures::values)
                .sorted()
                .toArray();
        int wild = (int) (WILD * estimates.length);
        DoubleStream typical = Arrays.stream(estimates, wild, estimates.length - wild);
        DoubleStream rest =
                curves.stream().filter(curve -> curve.look() != Look.THIN).flatMapToDouble(SearchFigures::values);
        var all = DoubleStream.concat(typical, rest).summaryStatistics();
        double margin = all.getMax() > all.getMin() ? (all.getMax() - all.getMin()) / 20 : 1;
        return new double[] {all.getMin() - margin, all.getMax() + margin};
    }

    private static DoubleStream values(Curve curve) {
        return curve.y().stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }
}
