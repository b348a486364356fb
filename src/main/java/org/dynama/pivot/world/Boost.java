package org.dynama.pivot.world;

/**
 * What an action is worth to the mechanism beside what it earns: it moves decisions, and nobody gets it. Where it holds depends
 * on nothing that agents report.
 *
 * @param action whose boost it is
 * @param amount in the world's money
 * @param period from 0; -1 for every one
 * @param state public state; -1 for every one
 * @param draw -1 for every one
 */
public record Boost(int action, double amount, int period, int state, int draw) {
    /** Any period, public state or draw. */
    public static final int ANY = -1;

    /** The boost of an action always. */
    public Boost(int action, double amount) {
        this(action, amount, ANY, ANY, ANY);
    }

    /** The same with another amount. */
    public Boost with(double other) {
        return new Boost(action, other, period, state, draw);
    }

    /** Whether it holds in a period, public state and draw. */
    public boolean holds(int t, int s, int z) {
        return matches(period, t) && matches(state, s) && matches(draw, z);
    }

    private static boolean matches(int wanted, int given) {
        return wanted == ANY || wanted == given;
    }
}
