package org.dynama.exact;

/**
 * The worst {@link Residuals} over many programs, for a report.
 *
 * @param programs how many programs were solved and checked
 * @param largestDualityGap relative to {@code 1 + |value|}
 * @param largestFlowResidual visits, absolute
 * @param largestDualViolation relative to {@code 1 + max |c|}
 */
public record Exactness(
        long programs, double largestDualityGap, double largestFlowResidual, double largestDualViolation) {

    /** Before the first program. */
    public static final Exactness NONE = new Exactness(0, 0, 0, 0);

    /** With one more program. */
    public Exactness with(Residuals residuals) {
        return and(new Exactness(1, residuals.gap(), residuals.flow(), residuals.dual()));
    }

    /** Over both sets of programs: what two threads saw. */
    public Exactness and(Exactness other) {
        return new Exactness(
                programs + other.programs,
                Math.max(largestDualityGap, other.largestDualityGap),
                Math.max(largestFlowResidual, other.largestFlowResidual),
                Math.max(largestDualViolation, other.largestDualViolation));
    }
}
