package org.dynama.pivot.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.ama.objective.Estimate;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.check.Units;
import org.dynama.pivot.world.AllocationWorld;
import org.jspecify.annotations.Nullable;

/**
 * Averages over seasons, beside what was expected.
 *
 * @param periods of a season
 * @param truthful whether every agent was
 * @param largestDeviation of averages from expectations, in standard errors; null unless all were truthful
 */
public record Averages(
        int seasons,
        int periods,
        boolean truthful,
        @Nullable Double largestDeviation,
        List<Average> averages) {

    /**
     * One average.
     *
     * @param expected if every agent is truthful
     */
    public record Average(String quantity, double mean, double standardError, double expected) {}

    /**
     * What a quantity is in units of money, and what it is off.
     *
     * @param common part of it that never varies, and is left out of the sample
     * @param unit the largest amount of a period
     */
    @SuppressWarnings("ArrayRecordComponent") // A sample, looked at and compared with nothing.
    private record Quantity(String name, double[] sample, double expected, double common, double unit) {
        Average average() {
            Estimate estimate = Estimate.of(sample);
            double error = sample.length > 1 ? estimate.standardError() : 0;
            return new Average(name, common + estimate.mean(), error, common + expected);
        }

        /** In standard errors; what never varies may be off by so much of itself, or of its unit. */
        double deviation(double allowed, double cut) {
            Estimate estimate = Estimate.of(sample);
            double difference = Math.abs(estimate.mean() - expected);
            double size = Math.max(Math.abs(expected), unit);
            return difference <= allowed * size + cut * size
                    ? 0
                    : difference / Math.max(sample.length > 1 ? estimate.standardError() : 0, Double.MIN_NORMAL);
        }
    }

    /** Plays seasons of the mechanism that was verified. */
    public static Averages of(
            Simulation simulation, PivotVerification verification, int seasons, int threads, DoubleConsumer progress) {
        Simulation.Sample sample = simulation.run(seasons, threads, progress);
        AllocationWorld world = simulation.world();
        Totals totals = verification.totals();
        double common = totals.common();
        Units units = verification.units();
        List<Quantity> all = new ArrayList<>();
        all.add(new Quantity("welfare", sample.relativeWelfare(), totals.relativeWelfare(), common, units.welfare()));
        all.add(new Quantity(
                "public utility", sample.relativePublic(), totals.relativePublic(), common, units.common()));
        for (int i = 0; i < world.agentCount(); i++) {
            String name = world.agents().get(i).name();
            double stake = units.stakes().get(i);
            double value = verification.truth().get(i);
            double payment = totals.payments().get(i);
            all.add(new Quantity("utility of " + name, sample.utilities(i), value, 0, stake));
            all.add(new Quantity("payment of " + name, sample.payments()[i], payment, 0, stake));
        }
        // A discounted season is cut where what is left weighs 1e-6.
        double cut = world.isFinite() ? 0 : 1e-5;
        double largest = all.stream()
                .mapToDouble(quantity -> quantity.deviation(verification.tolerance(), cut))
                .max()
                .orElse(0);
        boolean truthful = simulation.isTruthful();
        return new Averages(
                seasons,
                simulation.periods(),
                truthful,
                !truthful ? null : seasons < 2 ? 0 : largest,
                all.stream().map(Quantity::average).toList());
    }
}
