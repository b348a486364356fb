package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Numerators of probabilities.
 *
 * @param words the same in as few {@link Words} as each needs
 */
@SuppressWarnings("ArrayRecordComponent") // Made, handed on and compared with nothing.
record Weights(BigInteger[] numbers, long[][] words) {
    static Weights of(BigInteger... numbers) {
        return new Weights(numbers, Arrays.stream(numbers).map(Words::of).toArray(long[][]::new));
    }
}
