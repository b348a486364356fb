package org.dynama.pivot.world;

import java.math.BigDecimal;
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

    /** The same distribution, its sum closer to 1; itself where its decimals sum to 1. */
    static double[] normalized(double[] probabilities) {
        if (Amounts.sum(probabilities).compareTo(BigDecimal.ONE) == 0) {
            return probabilities.clone();
        }
        double sum = 0;
        for (double probability : probabilities) {
            sum += probability;
        }
        double[] normalized = new double[probabilities.length];
        for (int k = 0; k < normalized.length; k++) {
            normalized[k] = probabilities[k] / sum;
        }
        return normalized;
    }
}
