package org.dynama.pivot.search;

/**
 * All that a search needs to go on.
 *
 * @param evaluations that are done, of trials besides the pivot mechanism and the start
 * @param pivot weights 1 and no boosts
 * @param current from where the next trial moves
 * @param best of all
 * @param found the evaluation that found it; 0 for the pivot mechanism and the start
 */
public record AffineState(int evaluations, AffineTrial pivot, AffineTrial current, AffineTrial best, int found) {}
