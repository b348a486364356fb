package org.dynama.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What one solver does with one problem.
 *
 * @param profiles the batch {@code B}
 * @param traffic of optimal values
 * @param peakBytes of memory that the process has held so far; null where the system does not say
 * @param note how far from memory bandwidth, and why
 */
public record BenchRow(
        String problem,
        int states,
        int pairs,
        @JsonUnwrapped Engine engine,
        int profiles,
        @JsonUnwrapped Speed speed,
        @JsonUnwrapped Roofline traffic,
        @Nullable Long peakBytes,
        String note) {
    /**
     * What solves.
     *
     * @param solver in words
     * @param precision {@code float64} or {@code float32}
     */
    public record Engine(String solver, String device, String precision, int threads) {}

    /**
     * Profiles a second.
     *
     * @param valuesPerSecond optimal values alone
     * @param hardPerSecond optimal values with what each agent earns
     * @param programsPerSecond optimal values by checked linear programs, on one core; null beside tensors and where a
     *     program takes too long
     * @param regularized the entropy that smooths, {@code joint} or {@code conditional}
     * @param softenedPerSecond regularized values with summed occupancy
     * @param regularizedPerSecond regularized values with summed occupancy and summed pullback
     */
    public record Speed(
            double valuesPerSecond,
            double hardPerSecond,
            @Nullable Double programsPerSecond,
            String regularized,
            double softenedPerSecond,
            double regularizedPerSecond) {}
}
