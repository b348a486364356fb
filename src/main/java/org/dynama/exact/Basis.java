package org.dynama.exact;

/** One basis of the occupancy program: a policy, its duals and its visits. */
abstract class Basis {
    /** The largest table that elimination may leave: half a second. */
    private static final int TABLE = 1_000;

    /**
     * The duals.
     *
     * @param v shape {@code [S]}; receives them at the states that are allowed
     * @return the largest residual beside its terms; not finite where they are not found
     */
    abstract double values(double[] c, double[] v);

    /** The multiplier of the normalisation; 0 without one. */
    abstract double gain();

    /**
     * The visits.
     *
     * @param nu shape {@code [S * A]}, zero; receives them
     * @return whether they are found
     */
    abstract boolean visits(double[] nu);

    /** Elimination where it fills in little, else iteration. */
    static BasisEquations equations(BasisSystem system) {
        BasisElimination elimination = new BasisElimination(system, TABLE);
        return elimination.failed() ? new BasisIteration(system) : elimination;
    }
}
