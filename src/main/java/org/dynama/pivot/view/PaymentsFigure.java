package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;
import org.dynama.page.Ink;
import org.dynama.pivot.study.PivotRecord;

/** Expected payments of each agent, period by period. */
final class PaymentsFigure {
    /** Later periods of a discounted run weigh little. */
    private static final int MOST = 40;

    private PaymentsFigure() {}

    static Figure of(PivotRecord run) {
        List<Reals> payments = run.expected().paymentsByPeriod();
        int last = Math.min(MOST, payments.size()) - 1;
        // A step reaches from each period's start to the next one's.
        List<Double> x =
                DoubleStream.iterate(1, t -> t <= last + 2, t -> t + 1).boxed().toList();
        List<Curve> curves = new ArrayList<>();
        for (PivotRecord.AgentResult agent : run.expected().agents()) {
            int i = curves.size();
            List<Double> y = IntStream.rangeClosed(0, last + 1)
                    .mapToObj(t -> payments.get(Math.min(t, last)).get(i))
                    .toList();
            curves.add(new Curve(agent.name(), Ink.action(i + 1), Look.STEPS, x, y));
        }
        DoubleSummaryStatistics all = Fitted.range(curves);
        double low = Math.min(0, all.getMin());
        double high = Math.max(0, all.getMax());
        double room = high > low ? 0.08 * (high - low) : 1;
        double bottom = low < 0 ? low - room : 0;
        double top = high > 0 ? high + room : 0;
        String description = "Expected payments of each agent in each period.";
        return new Figure("payments", description, "period", "payment", bottom, top, curves);
    }
}
