package org.dynama.solver.kernel;

import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;

/** The pairs that a run without an end may use: not forbidden, and never forced into a state that has none. */
public final class PairMask {
    private final boolean[] pairs;
    private final Transitions transitions;

    private PairMask(boolean[] pairs, Transitions transitions) {
        this.pairs = pairs;
        this.transitions = transitions;
    }

    /** Of a welfare that forbids a pair by a boost of minus infinity. */
    public static PairMask of(Mdp mdp, CompiledWelfare welfare) {
        PairMask allowed = new PairMask(new boolean[mdp.pairCount()], mdp.transitions());
        boolean forbidden = false;
        for (int p = 0; p < allowed.pairs.length; p++) {
            allowed.pairs[p] = welfare.base[p] != Double.NEGATIVE_INFINITY;
            forbidden |= !allowed.pairs[p];
        }
        while (forbidden) {
            forbidden = allowed.prune();
        }
        return allowed;
    }

    private boolean prune() {
        boolean changed = false;
        for (int p = 0; p < pairs.length; p++) {
            for (int k = transitions.begin(p); k < transitions.end(p) && pairs[p]; k++) {
                pairs[p] = anyIn(transitions.next(k));
                changed |= !pairs[p];
            }
        }
        return changed;
    }

    /** Shape {@code [P]}; not a copy. */
    public boolean[] pairs() {
        return pairs;
    }

    /** Whether any action of a state is allowed. */
    public boolean anyIn(int s) {
        for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
            if (pairs[p]) {
                return true;
            }
        }
        return false;
    }

    /** Whether every initial state has an allowed action: else no policy is allowed, and its value is minus infinity. */
    public boolean mayStart(Mdp mdp) {
        Reals initial = mdp.initial();
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (initial.get(s) > 0 && !anyIn(s)) {
                return false;
            }
        }
        return true;
    }
}
