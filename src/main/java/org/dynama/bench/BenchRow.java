package org.dynama.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one solver does with one problem.
 *
 * @param solver what solves, in words
 * @param precision {@code float64} or {@code float32}
 * @param profiles the batch {@code B}
 * @param valuesPerSecond optimal values alone
 * @param hardPerSecond optimal values with what each agent earns
 * @param programsPerSecond optimal values by checked linear programs, on one core; null beside tensors and where a program
 *     takes too long
 * @param regularized the entropy that smooths, {@code joint} or {@code conditional}
 * @param regularizedPerSecond regularized values with summed occupancy and summed pullback
 * @param updatesPerSecond state-action pairs backed up by optimal values a second
 * @param bytesPerSecond what these read and write, were nothing cached
 * @param bandwidthShare that, beside the memory bandwidth measured
 * @param peakBytes of memory that the process has held so far; null where the system does not say
 * @param note how far from memory bandwidth, and why
 */
public record BenchRow(
        String problem,
        int states,
        int pairs,
        String solver,
        String device,
        String precision,
        int threads,
        int profiles,
        double valuesPerSecond,
        double hardPerSecond,
        @Nullable Double programsPerSecond,
        String regularized,
        double regularizedPerSecond,
        double updatesPerSecond,
        double bytesPerSecond,
        double bandwidthShare,
        @Nullable Long peakBytes,
        String note) {}
