package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are held against numbers of any length. */
class WordsTest {
    private final Random random = new Random(5);

    private BigInteger signed(int bits) {
        BigInteger size = new BigInteger(random.nextInt(bits + 1), random);
        return random.nextBoolean() ? size : size.negate();
    }

    private static BigInteger number(long[] words, int j, int length) {
        return Words.number(Arrays.copyOfRange(words, j * length, (j + 1) * length));
    }

    private static BigInteger wrapped(BigInteger number, int words) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(64 * words);
        BigInteger rest = number.mod(modulus);
        return rest.testBit(64 * words - 1) ? rest.subtract(modulus) : rest;
    }

    /** Sums and products are those of the numbers, modulo {@code 2^(64 w)}: carries and borrows are all there. */
    @ParameterizedTest(name = "{0} words")
    @ValueSource(ints = {1, 2, 3, 5})
    void sumsOfProducts(int words) {
        for (int round = 0; round < 2000; round++) {
            BigInteger[] from = {signed(64 * words - 1), signed(64 * words - 1)};
            BigInteger[] into = {signed(64 * words - 1), signed(64 * words - 1), signed(64 * words - 1)};
            // Half of the weights are all ones, where carries run through.
            int bits = random.nextInt(64 * words + 1);
            BigInteger ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            BigInteger weight = random.nextBoolean() ? ones : new BigInteger(bits, random);
            long[] all = new long[3 * words];
            long[] factors = new long[2 * words];
            for (int j = 0; j < 3; j++) {
                System.arraycopy(Words.of(into[j], words), 0, all, j * words, words);
            }
            for (int j = 0; j < 2; j++) {
                System.arraycopy(Words.of(from[j], words), 0, factors, j * words, words);
            }
            Words.addProducts(Words.of(weight), factors, 0, all, words, 2, words);
            assertThat(number(all, 0, words)).isEqualTo(into[0]);
            for (int j = 0; j < 2; j++) {
                BigInteger sum = into[1 + j].add(weight.multiply(from[j]));
                assertThat(number(all, 1 + j, words)).isEqualTo(wrapped(sum, words));
            }
        }
    }

    /** Numbers of any size whose difference is small are told apart by their last words. */
    @ParameterizedTest(name = "{0} words")
    @ValueSource(ints = {1, 2, 3})
    void differences(int words) {
        for (int round = 0; round < 2000; round++) {
            BigInteger one = signed(64 * words + 300);
            BigInteger difference = round % 10 == 0 ? BigInteger.ZERO : signed(64 * words - 1);
            assertThat(Words.enough(difference.abs())).isLessThanOrEqualTo(words);
            long[] of = Words.of(one.add(difference), words);
            assertThat(Words.compare(of, 0, Words.of(one, words), 0, words)).isEqualTo(difference.signum());
        }
        BigInteger most = BigInteger.ONE.shiftLeft(64 * words - 1);
        assertThat(Words.enough(most)).isEqualTo(words + 1);
        assertThat(Words.enough(most.subtract(BigInteger.ONE))).isEqualTo(words);
    }
}
