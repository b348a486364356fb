package org.dynama.pivot.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.ama.objective.Estimate;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.Totals;
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
    public record Average(String quantity, double mean, double standardError, double expected) {

        private static Average of(String quantity, double[] sample, double expected) {
            Estimate estimate = Estimate.of(sample);
            return new Average(quantity, estimate.mean(), sample.length > 1 ? estimate.standardError() : 0, expected);
        }

        /** In standard errors; what never varies may be off by so much. */
        private double deviation(double allowed) {
            double difference = Math.abs(mean - expected);
            return difference <= allowed ? 0 : difference / Math.max(standardError, Double.MIN_NORMAL);
        }
    }

    /** Plays seasons of the mechanism that was verified. */
    public static Averages of(
            Simulation simulation, PivotVerification verification, int seasons, int threads, DoubleConsumer progress) {
        Simulation.Sample sample = simulation.run(seasons, threads, progress);
        AllocationWorld world = simulation.world();
        Totals totals = verification.totals();
        List<Average> averages = new ArrayList<>();
        averages.add(Average.of("welfare", sample.welfare(), verification.welfare()));
        averages.add(Average.of("public utility", sample.publicUtility(), totals.publicUtility()));
        for (int i = 0; i < world.agentCount(); i++) {
            String name = world.agents().get(i).name();
            double value = verification.truth().get(i);
            double payment = totals.payments().get(i);
            averages.add(Average.of("utility of " + name, sample.utilities(i), value));
            averages.add(Average.of("payment of " + name, sample.payments()[i], payment));
        }
        // A discounted season is cut where what is left weighs 1e-6.
        double cut = world.isFinite() ? 0 : 1e-5;
        double tolerance = verification.tolerance();
        double largest = averages.stream()
                .mapToDouble(average -> average.deviation(cut * Math.abs(average.expected) + tolerance))
                .max()
                .orElse(0);
        boolean truthful = simulation.isTruthful();
        return new Averages(
                seasons, simulation.periods(), truthful, !truthful ? null : seasons < 2 ? 0 : largest, averages);
    }
}
