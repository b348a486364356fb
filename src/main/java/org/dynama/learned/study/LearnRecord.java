package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.config.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of learning a mechanism, as {@code result.json} holds it; a script's contract.
 *
 * @param schema version of this format
 * @param command that made it: {@code learn}, {@code evaluate} or {@code audit}
 * @param name of the run, for people
 * @param world in words
 * @param notes on what was done otherwise than asked, and why
 * @param seed of all streams
 * @param training how it was trained, in words
 * @param target profit that a bisection accepted last; null for other loops
 * @param mechanism what it yields
 * @param buyers one by one
 * @param yardsticks on the same world
 * @param curves for one buyer and one good, what each report gets in the first period; else empty
 * @param seconds spent
 * @param versions of what computed this
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LearnRecord(
        int schema,
        String command,
        String name,
        String world,
        List<String> notes,
        long seed,
        String training,
        @Nullable Double target,
        Mechanism mechanism,
        List<Buyer> buyers,
        Yardsticks yardsticks,
        List<Point> curves,
        Seconds seconds,
        Map<String, String> versions) {

    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    public LearnRecord {
        for (Object part : new Object[] {notes, mechanism, buyers, yardsticks, curves, seconds, versions}) {
            Objects.requireNonNull(part, "a required part is missing");
        }
    }

    /**
     * What the mechanism yields.
     *
     * @param profit when all are truthful
     * @param profitError its standard error; 0 where it is exact
     * @param welfare under truth
     * @param exploitability expected gains from lying, summed over buyers
     * @param responses {@code exact}, {@code grid} for the best of many reports in an interval, or {@code trained}, which
     *     bounds gains from below
     * @param participationLoss expected losses of types that lose by taking part
     * @param profitSubtracted profit less both
     * @param profitLeft when buyers best-respond, each alone, and may stay away
     * @param profitRefunded when they best-respond and get back so much that no type would rather stay away
     */
    public record Mechanism(
            double profit,
            double profitError,
            double welfare,
            double exploitability,
            String responses,
            double participationLoss,
            double profitSubtracted,
            double profitLeft,
            double profitRefunded) {}

    /** A buyer's utilities by initial type, whose first component is given; of truth and of the best lie found. */
    public record Buyer(List<Double> types, List<Double> law, List<Double> truth, List<Double> best) {}

    /**
     * What else could be done in this world.
     *
     * @param oracle profit of the optimal incentive compatible mechanism with lotteries; null if it was not computed
     * @param oracleNote why not, or what it says
     * @param oracleApart the same where goods are sold apart, each by the optimal mechanism for it alone; null if unknown
     * @param vcg profit of the dynamic pivot mechanism; null if the world is too large
     * @param postedPrices profit of the best price path
     * @param prices that path
     * @param affineMaximizer revenue of the optimal affine maximizer; null where types move
     * @param surplus the largest welfare, which no profit exceeds; null if the world is too large
     */
    public record Yardsticks(
            @Nullable Double oracle,
            String oracleNote,
            @Nullable Double oracleApart,
            @Nullable Double vcg,
            @Nullable Double postedPrices,
            List<Double> prices,
            @Nullable Double affineMaximizer,
            @Nullable Double surplus) {}

    /** A report in the first period, the chance to get the good, and the payment. */
    public record Point(double report, double allocation, double payment) {}

    /** Seconds on the clock, and those that the processor worked for it. */
    public record Seconds(double training, double evaluation, double total, double processor) {}

    /** The record as {@code result.json} holds it. */
    public String toJson() {
        return Json.write(this);
    }
}
