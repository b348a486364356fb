package org.dynama.learned.training;

/**
 * What best responses would do to a mechanism in training, with a rebate that leaves much.
 *
 * @param exploitability what lies gain, summed over agents
 * @param left profit when each agent best-responds and stays away where that is better
 * @param worth by which networks are chosen: what is left, of several agents no more than truth earns
 */
public record TrainingLook(double exploitability, double left, double worth) {
    TrainingLook times(double unit) {
        return new TrainingLook(exploitability * unit, left * unit, worth * unit);
    }
}
