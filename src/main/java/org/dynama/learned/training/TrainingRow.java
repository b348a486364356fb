package org.dynama.learned.training;

/**
 * One step, as the trace keeps it.
 *
 * @param round of the outer loop
 * @param step of the round
 * @param target profit wanted
 * @param profit of truth
 * @param regret sum over agents, against the policies of the step
 * @param participation sum over agents of the loss of individual rationality
 */
public record TrainingRow(int round, int step, double target, double profit, double regret, double participation) {
    /** The same with amounts that were counted in a unit of money. */
    public TrainingRow times(double unit) {
        return new TrainingRow(round, step, target * unit, profit * unit, regret * unit, participation * unit);
    }
}
