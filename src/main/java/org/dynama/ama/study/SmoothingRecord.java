package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.EstimatorErrors;
import org.dynama.ama.search.ObjectiveLine;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What entropies do to an objective in a world, and to the search's gradients: {@code result.json} of {@code smoothing}. Earlier
 * versions softened revenue alone, and left no more than its rows.
 *
 * @param environment in words
 * @param notes on conventions of the environment that decide numbers
 * @param objective by name; null in records of earlier versions: revenue
 * @param rows mechanism by mechanism, entropy by entropy, hottest first
 * @param rates of one profile, mechanism by mechanism, entropy by entropy
 * @param gradients how far each estimate of the gradient is off; null where none was asked for
 * @param line the objective along one boost, on few profiles and on many; null where no gradients were asked for
 * @param totalSeconds that it took
 */
public record SmoothingRecord(
        @JsonUnwrapped Header header,
        String environment,
        List<String> notes,
        @Nullable String objective,
        List<Row> rows,
        @Nullable List<Rate> rates,
        @Nullable EstimatorErrors gradients,
        @Nullable ObjectiveLine line,
        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {

    /**
     * One point of a curve.
     *
     * @param mechanism what is softened, for people
     * @param entropy {@code joint} or {@code conditional}
     * @param temperature of that entropy
     * @param revenue the objective of the softened mechanism
     * @param hard that of the mechanism itself, on the same profiles
     * @param difference {@code revenue - hard}, on common profiles
     */
    public record Row(
            String mechanism,
            String entropy,
            double temperature,
            Estimate revenue,
            Estimate hard,
            Estimate difference) {}

    /**
     * How fast the objective of one profile tends to its limit.
     *
     * @param profile its number among those of the evaluation, from 1
     * @param gap how much worse than optimal the second-best policy is, in the economy where that is least; null where unknown
     * @param slope of the difference's logarithm against the inverse temperature, fitted where it is coolest; null where too
     *     few differences are more than rounding
     * @param boundSlope of the paper's bound; null where that says nothing
     * @param points hottest first; without those where rounding is all there is
     */
    public record Rate(
            String mechanism,
            String entropy,
            int profile,
            @Nullable Double gap,
            @Nullable Double slope,
            @Nullable Double boundSlope,
            List<RatePoint> points) {}

    /**
     * One temperature.
     *
     * @param difference how far the softened objective is from the hard one
     * @param bound on it; null where it does not hold
     */
    public record RatePoint(
            double temperature, double difference, @Nullable Double bound) {}

    /** The objective's name. */
    public String wanted() {
        return objective == null ? "revenue" : objective;
    }
}
