package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A curve as programs get it; what is not known is null.
 *
 * @param low of an interval at each point; null where no point has one
 * @param group of curves that share axes
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CurveView(
        String name,
        List<@Nullable Double> x,
        List<@Nullable Double> y,
        @Nullable List<@Nullable Double> low,
        @Nullable List<@Nullable Double> high,
        String xTitle,
        String yTitle,
        String group) {
    private static final Pattern NAME = Pattern.compile("(.+?) over (.+?)(?:: (.*))?");

    /** More points than a figure shows are drawn as means of neighbours. */
    private static final int POINTS = 1_000;

    /** Collects the points of one curve. */
    static final class Points {
        private final List<double[]> points = new ArrayList<>();

        void add(double x, double y, double low, double high) {
            points.add(new double[] {x, y, low, high});
        }

        /** @param title {@code profit over step}, or {@code objective over step: coarse} where several share axes */
        CurveView view(String title) {
            Matcher parts = NAME.matcher(title);
            boolean isFull = parts.matches();
            String up = isFull ? parts.group(1) : title;
            String across = isFull ? parts.group(2) : "";
            String own = isFull ? parts.group(3) : null;
            List<double[]> few = few();
            boolean hasBand = few.stream().anyMatch(point -> Double.isFinite(point[2]) && Double.isFinite(point[3]));
            return new CurveView(
                    own == null ? up : own,
                    column(few, 0),
                    column(few, 1),
                    hasBand ? column(few, 2) : null,
                    hasBand ? column(few, 3) : null,
                    across,
                    up,
                    up + " over " + across);
        }

        private static List<@Nullable Double> column(List<double[]> points, int column) {
            List<@Nullable Double> values = new ArrayList<>();
            points.forEach(point -> values.add(RunRow.finite(point[column])));
            return values;
        }

        private List<double[]> few() {
            int each = 1 + (points.size() - 1) / POINTS;
            if (each <= 1) {
                return points;
            }
            List<double[]> few = new ArrayList<>();
            for (int from = 0; from < points.size(); from += each) {
                List<double[]> some = points.subList(from, Math.min(points.size(), from + each));
                double[] mean = new double[4];
                some.forEach(point -> {
                    for (int c = 0; c < mean.length; c++) {
                        mean[c] += point[c] / some.size();
                    }
                });
                few.add(mean);
            }
            return few;
        }
    }
}
