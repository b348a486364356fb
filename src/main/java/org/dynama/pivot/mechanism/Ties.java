package org.dynama.pivot.mechanism;

/**
 * How ties were decided: of the optimal actions the lowest is taken.
 *
 * @param sets of optimal actions
 * @param exact whether exact arithmetic told ties from small leads, where rounding could not
 * @param undecided draws and profiles, over all economies, in which actions are taken for equal because rounding cannot
 *     tell, and the world is too large for exact arithmetic
 * @param within what such actions may differ by, at most
 */
public record Ties(TieTable sets, boolean exact, long undecided, double within) {

    /** The same where actions stood for others, as {@link AllocationPolicy#merged} has it. */
    Ties merged(int copies) {
        return new Ties(sets.merged(copies), exact, undecided, within);
    }
}
