package org.dynama.pivot.world;

import java.math.BigDecimal;
import java.util.Arrays;
import org.dynama.model.Amount;
import org.dynama.refusal.Refusal;

/** Amounts of money as the decimals that name them: 3 times 0.1 is 0.3, and 1 less 0.9 is 0.1. */
final class Amounts {
    private static final double LARGE = 8;

    private Amounts() {}

    /**
     * The amount itself.
     *
     * @throws Refusal unless it is a number of at most {@link Amount#LARGEST}
     */
    static double require(String name, double amount, String where) {
        if (!(Math.abs(amount) <= Amount.LARGEST)) {
            throw new Refusal(name, amount, where + "must be between -1e15 and 1e15", "Maybe a larger unit of money.");
        }
        return amount;
    }

    static double times(double a, double b) {
        return BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b)).doubleValue();
    }

    static double minus(double a, double b) {
        return b == 0
                ? a
                : BigDecimal.valueOf(a).subtract(BigDecimal.valueOf(b)).doubleValue();
    }

    /** The sum, rounded once. */
    static BigDecimal sum(double... amounts) {
        return Arrays.stream(amounts).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * What amounts have in common: one of the middle ones in order, if it is large beside their distances from it; else 0, so
     * that no digit changes for nothing.
     */
    static double common(double... amounts) {
        double[] sorted = amounts.clone();
        Arrays.sort(sorted);
        double middle = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
        double distance = Arrays.stream(sorted)
                .map(amount -> Math.abs(amount - middle))
                .max()
                .orElse(0);
        return Math.abs(middle) > LARGE * distance ? middle : 0;
    }
}
