package org.dynama.pivot.check;

/**
 * The tables that lie side by side while a mechanism is evaluated: the welfare that it maximizes; what each agent earns by truth;
 * what she earns by opting out; welfare in money, where that is another; her marginal contribution as the solver has it.
 *
 * @param agents {@code n}
 * @param affine whether what is maximized has weights or boosts
 */
record Columns(int agents, boolean affine) {
    static final int WELFARE = 0;

    int width() {
        return evaluated() + agents;
    }

    int truth(int i) {
        return 1 + i;
    }

    int optOut(int i) {
        return 1 + agents + i;
    }

    /** Welfare in money. */
    int money() {
        return affine ? 1 + 2 * agents : WELFARE;
    }

    int contribution(int i) {
        return evaluated() + i;
    }

    /** How many columns come first that are evaluated; the others are given. */
    int evaluated() {
        return 1 + 2 * agents + (affine ? 1 : 0);
    }
}
