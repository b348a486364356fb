package org.dynama.learned.training;

/**
 * What best responses would do to a mechanism in training, with a rebate that leaves much.
 *
 * @param exploitability what lies gain, summed over agents
 * @param left profit when each agent best-responds and stays away where that is better
 */
public record TrainingLook(double exploitability, double left) {
    TrainingLook times(double unit) {
        return new TrainingLook(exploitability * unit, left * unit);
    }
}
