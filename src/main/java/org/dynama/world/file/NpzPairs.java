package org.dynama.world.file;

import java.util.BitSet;

/**
 * The state-action pairs of an archive, one a row.
 *
 * @param state shape {@code [P]}
 * @param action shape {@code [P]}
 * @param actions how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
record NpzPairs(int[] state, int[] action, int actions) {
    /** Pairs that are states and actions and stand once; what is wrong is added to faults. */
    static NpzPairs of(int[] state, int states, int[] action, NpzFaults faults) {
        int actions = 1;
        BitSet acting = new BitSet();
        for (int row = 0; row < state.length; row++) {
            if (state[row] < 0 || state[row] >= states) {
                faults.add("state[" + row + "]", state[row], "must be a state from 0 to " + (states - 1), "");
            } else {
                acting.set(state[row]);
            }
            if (action[row] < 0) {
                faults.add("action[" + row + "]", action[row], "must be 0 or more", "");
            }
            actions = Math.max(actions, 1 + action[row]);
        }
        for (int s = acting.nextClearBit(0); s < states; s = acting.nextClearBit(s + 1)) {
            faults.add(
                    "state",
                    "",
                    "has no row for state " + s + ", which then has no action",
                    "Maybe leave the state out and end the run where it is entered: a row of transitions without entries.");
        }
        NpzPairs pairs = new NpzPairs(state, action, actions);
        pairs.requireSingle(states, faults);
        return pairs;
    }

    /** Rows of each state are gone through one after the other. */
    private void requireSingle(int states, NpzFaults faults) {
        if (!faults.isEmpty()) {
            return;
        }
        int[] last = new int[states];
        int[] before = new int[state.length];
        for (int row = 0; row < state.length; row++) {
            before[row] = last[state[row]] - 1;
            last[state[row]] = row + 1;
            for (int other = before[row]; other >= 0; other = before[other]) {
                if (action[other] == action[row]) {
                    faults.add(
                            "action[" + row + "]",
                            action[row],
                            "is there already in state " + state[row] + ", in row " + other,
                            "Keep one of the two.");
                }
            }
        }
    }
}
