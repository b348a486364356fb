package org.dynama.exact;

/**
 * The worst {@link Residuals} over many programs, for a report. Programs whose residuals are not small are counted, and prove
 * nothing: their profiles are settled in exact arithmetic.
 *
 * @param programs how many programs were solved and checked
 * @param unproven how many of them were not solved to small residuals, and are left out of what follows
 * @param largestDualityGap relative to the money that flows
 * @param largestFlowResidual visits, absolute
 * @param largestDualViolation relative to its own terms
 */
public record Exactness(
        long programs,
        long unproven,
        double largestDualityGap,
        double largestFlowResidual,
        double largestDualViolation) {

    /** Before the first program. */
    public static final Exactness NONE = new Exactness(0, 0, 0, 0, 0);

    /** With one more program. */
    public Exactness with(Residuals residuals) {
        return residuals.areSmall()
                ? and(new Exactness(1, 0, residuals.gap(), residuals.flow(), residuals.dual()))
                : and(new Exactness(1, 1, 0, 0, 0));
    }

    /** Over both sets of programs: what two threads saw. */
    public Exactness and(Exactness other) {
        return new Exactness(
                programs + other.programs,
                unproven + other.unproven,
                Math.max(largestDualityGap, other.largestDualityGap),
                Math.max(largestFlowResidual, other.largestFlowResidual),
                Math.max(largestDualViolation, other.largestDualViolation));
    }
}
