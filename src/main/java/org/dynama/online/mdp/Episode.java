package org.dynama.online.mdp;

import org.dynama.model.Reals;

/**
 * One episode of a run, as it was begun.
 *
 * @param number {@code k}, from 1
 * @param start its first round, from 1
 * @param mixing {@code d}: rounds free of charge
 * @param stationary {@code l}: rounds at the prices
 * @param prices shape {@code [n]}
 */
public record Episode(long number, long start, long mixing, long stationary, Reals prices) {
    /** The same with prices that were counted in a unit of money. */
    public Episode times(double unit) {
        return new Episode(number, start, mixing, stationary, prices.times(unit));
    }
}
