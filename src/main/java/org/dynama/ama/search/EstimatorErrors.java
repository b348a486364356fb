package org.dynama.ama.search;

import java.util.List;

/**
 * How far estimates of an expected objective's gradient are off, beside the gradient itself: its differences on common
 * profiles.
 *
 * @param coordinates in which gradients are taken, for people
 * @param exact how the gradient itself was found, for people
 * @param profiles on all of which biases are measured
 * @param perEstimate profiles of one estimate
 * @param norm of the gradient, in units of the objective for boosts relative to the rewards at stake
 * @param uncertainty of the gradient, as a share of its norm: a standard error
 * @param rows estimator by estimator, most smoothed first
 */
public record EstimatorErrors(
        String coordinates,
        String exact,
        int profiles,
        int perEstimate,
        double norm,
        double uncertainty,
        List<Row> rows) {
    public EstimatorErrors {
        rows = List.copyOf(rows);
    }

    /**
     * One estimator.
     *
     * @param estimator {@code joint entropy}, {@code conditional entropy} or {@code zeroth order}
     * @param smoothing the temperature in units of reward, or the perturbations' standard deviation beside the rewards at stake
     * @param bias norm of the mean error, as a share of the gradient's norm; what chance alone would leave of it is taken off
     * @param biasError standard error of that
     * @param deviation root of the variance of one estimate, summed over coordinates, as a share of the gradient's norm
     */
    public record Row(String estimator, double smoothing, double bias, double biasError, double deviation) {}
}
