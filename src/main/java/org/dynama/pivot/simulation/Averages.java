package org.dynama.pivot.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import org.dynama.ama.objective.Estimate;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.check.Units;
import org.dynama.pivot.world.AllocationWorld;
import org.jspecify.annotations.Nullable;

/**
 * Averages over seasons, beside what was expected.
 *
 * <p>Seasons are few or many, and what they earn has any distribution: of two seasons, or where all that matters is rare,
 * standard errors say nothing. What chance allows is therefore the empirical Bernstein bound, which holds for any sample of
 * numbers from a known range: with {@code V} the sample variance, {@code R} the range and {@code L = log(4 / CHANCE)}, an average
 * of {@code B} is off by more than
 *
 * <pre>
 * sqrt(2 V L / B) + 7 R L / (3 (B - 1))
 * </pre>
 *
 * with probability {@code CHANCE} at most. Of many seasons that is 5.6 standard errors.
 *
 * @param periods of a season
 * @param truthful whether every agent was
 * @param largestDeviation of averages from expectations, in standard errors; null unless all were truthful
 * @param largestShare the same beside what chance allows: more than one is no accident; null unless all were truthful, and of
 *     fewer than {@link #FEWEST} seasons
 * @param averages by quantity
 * @param tail what the periods after those of a season weigh, of all: averages and expectations are then of a season's periods
 *     alone; null where seasons are played until the rest weighs nothing
 * @see <a href="https://arxiv.org/abs/0907.3740">Maurer and Pontil (2009), Theorem 4</a>
 */
public record Averages(
        int seasons,
        int periods,
        boolean truthful,
        @Nullable Double largestDeviation,
        @Nullable Double largestShare,
        List<Average> averages,
        @Nullable Double tail) {

    /** Of a false alarm, for each average. */
    private static final double CHANCE = 6e-7;

    private static final double LOG = Math.log(4 / CHANCE);

    /** Of fewer seasons chance allows whatever there can be. */
    public static final int FEWEST = 2 + (int) (7 * LOG / 3);

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
     * @param range of a season
     */
    @SuppressWarnings("ArrayRecordComponent") // A sample, looked at and compared with nothing.
    private record Quantity(String name, double[] sample, double expected, double common, double unit, double range) {
        Average average() {
            return new Average(name, common + Estimate.of(sample).mean(), error(), common + expected);
        }

        private double error() {
            return sample.length > 1 ? Estimate.of(sample).standardError() : 0;
        }

        /** How far the average is off, beyond what rounding and a cut explain. */
        private double difference(double explained) {
            double difference = Math.abs(Estimate.of(sample).mean() - expected);
            return difference <= explained * Math.max(Math.abs(expected), unit) ? 0 : difference;
        }

        /** In standard errors; nothing where the sample never varies. */
        double deviation(double explained) {
            return error() > 0 ? difference(explained) / error() : 0;
        }

        /** Beside what chance allows. */
        double share(double explained) {
            double difference = difference(explained);
            double allowed = Math.sqrt(2 * LOG) * error() + 7 * range * LOG / (3 * (sample.length - 1.0));
            return difference == 0 ? 0 : difference / Math.max(allowed, Double.MIN_NORMAL);
        }
    }

    /** Plays seasons of the mechanism that was verified. */
    public static Averages of(
            Simulation simulation, PivotVerification verification, int seasons, int threads, DoubleConsumer progress) {
        Simulation.Sample sample = simulation.run(seasons, threads, progress);
        AllocationWorld world = simulation.mechanism().world();
        double[] ranges = Ranges.of(simulation.mechanism(), simulation.periods());
        Totals totals = verification.totals();
        Totals.Part expected = totals.beginning();
        double tail = expected == null ? 0 : Math.pow(world.discount(), simulation.periods());
        double common = totals.common() * (1 - tail);
        Units units = verification.units();
        List<Quantity> all = new ArrayList<>();
        all.add(new Quantity(
                "welfare",
                sample.relativeWelfare(),
                expected == null ? totals.relativeWelfare() : expected.relativeWelfare(),
                common,
                units.welfare(),
                ranges[0]));
        all.add(new Quantity(
                "public utility",
                sample.relativePublic(),
                expected == null ? totals.relativePublic() : expected.relativePublic(),
                common,
                units.common(),
                ranges[1]));
        for (int i = 0; i < world.agentCount(); i++) {
            String name = world.agents().get(i).name();
            double stake = units.stakes().get(i);
            double value = expected == null
                    ? verification.truth().get(i)
                    : expected.rewards().get(i) - expected.payments().get(i);
            double payment = (expected == null ? totals.payments() : expected.payments()).get(i);
            all.add(new Quantity("utility of " + name, sample.utilities(i), value, 0, stake, ranges[2 + 2 * i]));
            all.add(new Quantity("payment of " + name, sample.payments()[i], payment, 0, stake, ranges[3 + 2 * i]));
        }
        // A season without a last period is cut where what is left weighs 1e-6, or is left with that probability.
        double explained = verification.tolerance() + (world.isFinite() || expected != null ? 0 : 1e-5);
        boolean truthful = simulation.isTruthful();
        return new Averages(
                seasons,
                simulation.periods(),
                truthful,
                truthful ? largest(all, quantity -> quantity.deviation(explained)) : null,
                truthful && seasons >= FEWEST ? largest(all, quantity -> quantity.share(explained)) : null,
                all.stream().map(Quantity::average).toList(),
                expected == null ? null : tail);
    }

    private static double largest(List<Quantity> all, ToDoubleFunction<Quantity> measure) {
        return all.stream().mapToDouble(measure).reduce(0, Math::max);
    }
}
