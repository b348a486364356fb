package org.dynama.learned.training;

/** Whose lies a mechanism is trained against. */
public enum Reporters {
    /** Policies that learn beside it, as in the paper. */
    TRAINED,
    /** Exact best responses, found anew at each step, or every few steps where there are many histories. */
    EXACT
}
