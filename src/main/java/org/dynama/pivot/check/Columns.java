package org.dynama.pivot.check;

/**
 * The tables that lie side by side while a mechanism is evaluated: welfare; what each agent earns by truth; what she
 * earns by opting out; her marginal contribution as the solver has it.
 *
 * @param agents {@code n}
 */
record Columns(int agents) {
    static final int WELFARE = 0;

    int width() {
        return 1 + 3 * agents;
    }

    int truth(int i) {
        return 1 + i;
    }

    int optOut(int i) {
        return 1 + agents + i;
    }

    int contribution(int i) {
        return 1 + 2 * agents + i;
    }

    /** How many columns come first that are evaluated; the others are given. */
    int evaluated() {
        return 1 + 2 * agents;
    }
}
