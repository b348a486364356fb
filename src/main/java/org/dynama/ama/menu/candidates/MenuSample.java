package org.dynama.ama.menu.candidates;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A menu's objective at some parameters.
 *
 * @param values with hard choices; shape {@code [B]}
 * @param boosts shape {@code [K]}; of the smoothed mean
 * @param weights shape {@code [n]}; of the smoothed mean
 * @param features shape {@code [K][n * (d + 1) + 1]}; of the smoothed mean, each agent's constant before her components, and
 *     how often an entry is chosen last; null unless asked for
 * @param smoothed the mean of which these are derivatives
 */
@SuppressWarnings("ArrayRecordComponent")
record MenuSample(double[] values, double[] boosts, double[] weights, double @Nullable [][] features, double smoothed) {
    /** Derivatives in an entry's features, which must have been asked for. */
    double[] slopes(int k) {
        return Objects.requireNonNull(features, "features were not asked for")[k];
    }
}
