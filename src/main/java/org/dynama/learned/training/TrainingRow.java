package org.dynama.learned.training;

import org.jspecify.annotations.Nullable;

/**
 * One step, as the trace keeps it.
 *
 * @param start of the mechanism that took it, from 0
 * @param round of the outer loop
 * @param step of the round
 * @param target profit wanted
 * @param profit of truth
 * @param regret sum over agents, against the policies of the step
 * @param participation sum over agents of the loss of individual rationality
 * @param gradient Euclidean norm of the loss's gradient in the mechanism's parameters
 * @param look what best responses do to the mechanism after the step; null where nobody looked
 */
public record TrainingRow(
        int start,
        int round,
        int step,
        double target,
        double profit,
        double regret,
        double participation,
        double gradient,
        @Nullable TrainingLook look) {
    /** The same with amounts that were counted in a unit of money. */
    public TrainingRow times(double unit) {
        return new TrainingRow(
                start,
                round,
                step,
                target * unit,
                profit * unit,
                regret * unit,
                participation * unit,
                gradient * unit,
                look == null ? null : look.times(unit));
    }

    TrainingRow of(int ofStart) {
        return new TrainingRow(ofStart, round, step, target, profit, regret, participation, gradient, look);
    }

    TrainingRow with(TrainingLook seen) {
        return new TrainingRow(start, round, step, target, profit, regret, participation, gradient, seen);
    }
}
