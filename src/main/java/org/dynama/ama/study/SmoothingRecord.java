package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.dynama.study.Table;

/**
 * What entropies do to revenue in a world: {@code result.json} of {@code smoothing}.
 *
 * @param environment in words
 * @param notes on conventions of the environment that decide numbers
 * @param rows mechanism by mechanism, entropy by entropy, hottest first
 * @param totalSeconds that it took
 */
public record SmoothingRecord(
        @JsonUnwrapped Header header,
        String environment,
        List<String> notes,
        List<Row> rows,
        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {

    /**
     * One point of a curve.
     *
     * @param mechanism what is softened, for people
     * @param entropy {@code joint} or {@code conditional}
     * @param temperature of that entropy
     * @param revenue of the softened mechanism
     * @param hard revenue of the mechanism itself, on the same profiles
     * @param difference {@code revenue - hard}, on common profiles
     */
    public record Row(
            String mechanism,
            String entropy,
            double temperature,
            Estimate revenue,
            Estimate hard,
            Estimate difference) {}

    /** The rows as {@code smoothing.csv} holds them. */
    public Table table() {
        Table table = new Table(
                "mechanism",
                "entropy",
                "temperature",
                "revenue",
                "standardError",
                "hard",
                "difference",
                "differenceError",
                "profiles");
        rows.forEach(row -> table.add(
                row.mechanism(),
                row.entropy(),
                row.temperature(),
                row.revenue().mean(),
                row.revenue().standardError(),
                row.hard().mean(),
                row.difference().mean(),
                row.difference().standardError(),
                row.revenue().count()));
        return table;
    }
}
