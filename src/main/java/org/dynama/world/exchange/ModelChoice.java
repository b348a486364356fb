package org.dynama.world.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that can be done in a state.
 *
 * @param state by its number
 * @param action its name, once in a state
 * @param next probabilities of what follows; {@link SparseRow#END} where the run ends
 * @param earned in expectation, by reward structure; 0 where absent
 */
record ModelChoice(int state, String action, SparseRow next, Map<String, Double> earned) {
    ModelChoice {
        earned = new LinkedHashMap<>(earned);
    }

    /** Whether it does nothing at all: stays where it is, and earns nothing. */
    boolean rests() {
        return leadsOnlyTo(state) && earned.values().stream().allMatch(reward -> reward == 0);
    }

    /** Whether it ends the run for sure. */
    boolean ends() {
        return leadsOnlyTo(SparseRow.END);
    }

    private boolean leadsOnlyTo(int one) {
        for (int k = 0; k < next.size(); k++) {
            if (next.state(k) != one && next.value(k) > 0) {
                return false;
            }
        }
        return true;
    }

    /** A choice that ends the run, and earns nothing. */
    static ModelChoice ending(int state, String action) {
        SparseRow end = new SparseRow();
        end.set(SparseRow.END, 1);
        return new ModelChoice(state, action, end, Map.of());
    }
}
