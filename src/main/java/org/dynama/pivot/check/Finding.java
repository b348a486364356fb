package org.dynama.pivot.check;

/**
 * What the verification found about one property.
 *
 * @param margin the smallest, beside what is allowed at its place; minus infinity where a policy takes an action that is not
 *     feasible, or where anything is not a finite number
 * @param allowed how far below zero it may be
 * @param unit that the tolerance is relative to
 * @param place where it is smallest
 * @param status whether it holds, and if not whether it had to
 */
public record Finding(Property property, double margin, double allowed, double unit, Place place, Status status) {

    /** Whether a property holds. */
    public enum Status {
        /** The margin is not below minus the tolerance. */
        HOLDS,
        /** It does not hold, and had to; or it is an assumption that this world does not satisfy. */
        FAILS,
        /** It does not hold, and an assumption that would promise it does not hold either. */
        NOT_PROMISED
    }
}
