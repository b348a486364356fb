package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.List;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** Expected payments of each agent, period by period. */
final class PaymentsFigure {
    /** Later periods of a discounted run weigh little. */
    private static final int MOST = 40;

    private PaymentsFigure() {}

    static Figure of(PivotRecord run) {
        int periods = Math.min(MOST, run.paymentsByPeriod().size());
        double low = 0;
        double high = 0;
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < run.agents().size(); i++) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int t = 0; t <= periods; t++) {
                // A step reaches from each period's start to the next one's.
                double payment =
                        run.paymentsByPeriod().get(Math.min(t, periods - 1)).get(i);
                x.add(t + 1.0);
                y.add(payment);
                low = Math.min(low, payment);
                high = Math.max(high, payment);
            }
            curves.add(new Curve(run.agents().get(i).name(), Ink.action(i + 1), Look.STEPS, x, y));
        }
        double room = high > low ? 0.08 * (high - low) : 1;
        return new Figure(
                "payments",
                "Expected payments of each agent in each period.",
                "period",
                "payment",
                low < 0 ? low - room : 0,
                high > 0 ? high + room : 0,
                curves);
    }
}
