package org.dynama.learned.training;

/** Whose lies a mechanism is trained against. */
public enum Reporters {
    /** Policies that learn beside it, as in the paper. */
    TRAINED,
    /** The exact best response, found anew at each step; where all histories can be enumerated. */
    EXACT
}
