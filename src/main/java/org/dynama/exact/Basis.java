package org.dynama.exact;

/** One basis of the occupancy program: a policy, its duals and its visits. */
abstract class Basis {
    /** Residuals beside their terms up to which equations count as solved. */
    static final double CLOSE = 1e-9;

    /**
     * The duals.
     *
     * @param v shape {@code [S]}; receives them at the states that are allowed
     * @return the largest residual beside its terms; not {@link #CLOSE} where they are not found
     */
    abstract double values(double[] c, double[] v);

    /** The multiplier of the normalisation; 0 without one. */
    abstract double gain();

    /**
     * The visits.
     *
     * @param nu shape {@code [P]}, zero; receives them
     * @return whether they are found
     */
    abstract boolean visits(double[] nu);
}
