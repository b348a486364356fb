package org.dynama.exact.rational;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Greatest common divisors against those of the library. */
class GreatestDivisorTest {
    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 62, 2000, 2100, 4000, 9000})
    void divisorsAreThoseOfTheLibrary(int bits) {
        Random random = new Random(bits);
        for (int k = 0; k < 40; k++) {
            BigInteger common = new BigInteger(random.nextInt(bits) + 1, random).add(BigInteger.ONE);
            BigInteger one = new BigInteger(bits, random).multiply(common);
            BigInteger other = new BigInteger(1 + random.nextInt(bits), random).multiply(common);
            check(one, other);
            check(one, one.add(BigInteger.valueOf(random.nextInt(3))));
            check(one, BigInteger.ZERO);
            check(BigInteger.ONE.shiftLeft(bits), other);
        }
    }

    private static void check(BigInteger one, BigInteger other) {
        assertThat(GreatestDivisor.of(one, other)).isEqualTo(one.gcd(other));
        assertThat(GreatestDivisor.of(other, one)).isEqualTo(one.gcd(other));
    }

    /** Quotients of Euclid's algorithm that are all one: numbers of Fibonacci. */
    @ParameterizedTest(name = "{0} numbers")
    @ValueSource(ints = {5_000, 5_001})
    void manySmallQuotientsAreTakenTogether(int count) {
        BigInteger one = BigInteger.ONE;
        BigInteger other = BigInteger.ONE;
        for (int k = 0; k < count; k++) {
            BigInteger sum = one.add(other);
            one = other;
            other = sum;
        }
        BigInteger factor = BigInteger.valueOf(1_000_003);
        assertThat(GreatestDivisor.of(one.multiply(factor), other.multiply(factor)))
                .isEqualTo(factor);
    }
}
