package org.dynama.pivot.world;

import java.util.BitSet;
import java.util.List;
import org.dynama.model.Reals;

/**
 * An action in a public state, as a world file has it.
 *
 * @param path of the entry in the file
 * @param condition under which the action is feasible
 * @param effect of the action
 */
record WorldFileEntry(String path, int state, int action, Condition condition, Effect effect) {

    /**
     * When an action is feasible.
     *
     * @param draws that leave it
     * @param periods in which the entry counts, from 0
     * @param needs agents without whom it is impossible
     * @param blockedBy agents with whom it is impossible
     */
    record Condition(BitSet draws, BitSet periods, BitSet needs, BitSet blockedBy) {

        /** Whether it is possible when an agent is absent, or none if that is -1. */
        boolean allows(int absent) {
            BitSet blocking = (BitSet) blockedBy.clone();
            if (absent >= 0) {
                blocking.clear(absent);
            }
            return blocking.isEmpty() && !(absent >= 0 && needs.get(absent));
        }
    }

    /**
     * What an action does.
     *
     * @param next shape {@code [S]}
     * @param publicUtility of the period
     * @param rewards for each agent, shape {@code [K_i]}
     * @param kernels for each agent, shape {@code [K_i, K_i]}
     */
    record Effect(Reals next, double publicUtility, List<Reals> rewards, List<Reals> kernels) {}
}
