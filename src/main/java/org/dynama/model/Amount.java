package org.dynama.model;

import org.dynama.refusal.Refusal;

/** What an amount of money may be, and each number that is reported, weighed or added like one, in a file of any format. */
public final class Amount {
    /** Sums of amounts up to this neither overflow nor lose their cents. */
    public static final double LARGEST = 1e15;

    private Amount() {}

    /**
     * The amount itself.
     *
     * @param place of the number, as {@code reports.npy[0, 1, 0]}
     * @throws Refusal unless it is a number between {@code -LARGEST} and {@code LARGEST}
     */
    public static double require(String place, double amount) {
        if (!(Math.abs(amount) <= LARGEST)) {
            String hint = Double.isNaN(amount)
                    ? "It is no number: maybe a row without data."
                    : "Maybe a larger unit of money.";
            throw new Refusal(place, amount, "must be between -1e15 and 1e15", hint);
        }
        return amount;
    }
}
