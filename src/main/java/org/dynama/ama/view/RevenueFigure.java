package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.study.SearchRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** How revenue spreads over profiles, beside VCG's. */
final class RevenueFigure {
    private RevenueFigure() {}

    static Figure of(SearchRecord.Histogram revenue) {
        List<Curve> curves = List.of(
                curve("VCG", Ink.VCG, revenue, revenue.vcg()),
                curve("mechanism", Ink.MECHANISM, revenue, revenue.mechanism()));
        double high = curves.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
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
    private static Curve curve(String label, Ink ink, SearchRecord.Histogram revenue, List<Integer> counts) {
        double total = Math.max(1, counts.stream().mapToLong(Integer::longValue).sum());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int k = 0; k < counts.size(); k++) {
            x.add(revenue.low() + k * revenue.width());
            y.add(100 * counts.get(k) / total);
        }
        // Of evenly spaced points, XChart would label some instead of round numbers.
        x.add(revenue.low() + 1.0001 * counts.size() * revenue.width());
        y.add(0.0);
        return new Curve(label, ink, Look.AREA, x, y);
    }
}
