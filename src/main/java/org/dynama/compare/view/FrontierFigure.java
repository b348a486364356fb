package org.dynama.compare.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dynama.compare.study.CompareRecord;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** Each mechanism as a point, its profit over all that is earned, and the line through those that no other beats in both. */
final class FrontierFigure {
    private FrontierFigure() {}

    static Figure of(CompareRecord record) {
        List<Compared> mechanisms = record.mechanisms();
        List<Curve> curves = new ArrayList<>(List.of(frontier(mechanisms)));
        for (Compared mechanism : mechanisms) {
            curves.add(new Curve(
                    mechanism.title(),
                    Ink.action(curves.size()),
                    Look.POINTS,
                    List.of(surplus(mechanism)),
                    List.of(profit(mechanism))));
        }
        var range = mechanisms.stream().mapToDouble(FrontierFigure::profit).summaryStatistics();
        double margin = range.getMax() > range.getMin() ? (range.getMax() - range.getMin()) / 10 : 1;
        return new Figure(
                "frontier",
                "The designer's profit against all that is earned, a point for each mechanism.",
                "surplus: what agents and designer earn",
                "profit",
                range.getMin() - margin,
                range.getMax() + margin,
                curves);
    }

    private static Curve frontier(List<Compared> mechanisms) {
        Curve line = new Curve("frontier", Ink.BOUND, Look.DASHED, new ArrayList<>(), new ArrayList<>());
        mechanisms.stream()
                .filter(mechanism -> mechanisms.stream().noneMatch(other -> beats(other, mechanism)))
                .sorted(Comparator.comparingDouble(FrontierFigure::surplus))
                .forEach(mechanism -> {
                    line.x().add(surplus(mechanism));
                    line.y().add(profit(mechanism));
                });
        return line;
    }

    private static boolean beats(Compared other, Compared mechanism) {
        return surplus(other) >= surplus(mechanism)
                && profit(other) >= profit(mechanism)
                && (surplus(other) > surplus(mechanism) || profit(other) > profit(mechanism));
    }

    private static double surplus(Compared mechanism) {
        return mechanism.worth().surplus().mean();
    }

    private static double profit(Compared mechanism) {
        return mechanism.worth().profit().mean();
    }
}
