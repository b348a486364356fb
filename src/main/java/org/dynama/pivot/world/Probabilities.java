package org.dynama.pivot.world;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.dynama.refusal.Refusal;

/** What every distribution must be. */
final class Probabilities {
    static final double TOLERANCE = 1e-9;

    private Probabilities() {}

    /**
     * Checks a distribution.
     *
     * @throws Refusal unless there are {@code count} numbers, none negative, with sum 1 within 1e-9
     */
    static void require(String name, double[] probabilities, int count) {
        if (probabilities.length != count || count == 0) {
            throw Refusal.of(
                    name + " has " + probabilities.length + " probabilities and must have one for each of " + count,
                    "");
        }
        double sum = 0;
        for (double probability : probabilities) {
            if (!(probability >= 0)) {
                throw Refusal.of(
                        name + " has a probability " + probability + ", which must not be negative",
                        "Maybe leave it out.");
            }
            sum += probability;
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw Refusal.of(name + " sums to " + sum + " and must sum to 1", "Maybe an outcome is missing.");
        }
    }

    /** The same distribution, each decimal divided by their exact sum and rounded once; itself where that sum is 1. */
    static double[] normalized(double... probabilities) {
        BigDecimal sum = Amounts.sum(probabilities);
        if (sum.compareTo(BigDecimal.ONE) == 0) {
            return probabilities.clone();
        }
        return Arrays.stream(probabilities)
                .map(probability -> BigDecimal.valueOf(probability)
                        .divide(sum, MathContext.DECIMAL128)
                        .doubleValue())
                .toArray();
    }
}
