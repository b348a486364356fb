package org.dynama.exact;

import java.util.Arrays;

/**
 * How the equations of a program's bases are solved: by elimination where that fills in little, else by iteration. Which, the
 * transitions alone decide, so that no order of profiles changes a number.
 */
final class BasisMethod {
    /** The largest table that elimination may leave: some hundredths of a second. */
    private static final int TABLE = 400;
    /** The same where iteration does not end: some seconds. */
    private static final int LARGE_TABLE = 2_000;

    private final boolean iterates;
    private final int table;

    private BasisMethod(boolean iterates, int table) {
        this.iterates = iterates;
        this.table = table;
    }

    /** @param states those that are allowed */
    static BasisMethod of(FlowColumns columns, int[] states) {
        boolean fillsIn = false;
        if (states.length > TABLE) {
            // One basis of many: that of the first columns.
            BasisSystem system = new BasisSystem(columns, columns.first, states, rows(states, columns.states()));
            fillsIn = new BasisElimination(system, TABLE).failed();
        }
        return new BasisMethod(fillsIn, TABLE);
    }

    /** For programs that this one does not solve: elimination, however slow. */
    BasisMethod slow() {
        return new BasisMethod(false, LARGE_TABLE);
    }

    /** By state, its place among some; -1 for others. */
    static int[] rows(int[] some, int states) {
        int[] rowOf = new int[states];
        Arrays.fill(rowOf, -1);
        for (int i = 0; i < some.length; i++) {
            rowOf[some[i]] = i;
        }
        return rowOf;
    }

    /** What solves the equations of one basis. */
    BasisEquations equations(BasisSystem system) {
        BasisElimination elimination = iterates ? null : new BasisElimination(system, table);
        return elimination == null || elimination.failed() ? new BasisIteration(system) : elimination;
    }
}
