package org.dynama.exact.rational;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Greatest common divisors of long numbers: Euclid's steps on their leading words, so that a hundred of them cost a few
 * products of a long number with a word. The library takes away a few bits at a time, which numbers of 10,000 digits feel.
 *
 * <p>Cost: {@code O(words^2)}.
 *
 * @see <a href="https://doi.org/10.2307/2302607">Lehmer (1938), Euclid's Algorithm for Large Numbers</a>, and Knuth (1997),
 *     Seminumerical Algorithms, 4.5.2, algorithm L
 */
final class GreatestDivisor {
    /** Below, the library is faster. */
    private static final int LONG_BITS = 2048;

    /** Leading bits that are looked at: cofactors stay below half as many, and their products within a long. */
    private static final int LEADING = 62;

    private static final long LARGEST_COFACTOR = 1L << (LEADING / 2);

    private GreatestDivisor() {}

    /** The greatest common divisor of two numbers that are not negative. */
    static BigInteger of(BigInteger one, BigInteger other) {
        BigInteger a = one.max(other);
        BigInteger b = one.min(other);
        while (b.bitLength() > LONG_BITS) {
            BigInteger[] next = a.bitLength() - b.bitLength() < LEADING / 2 ? step(a, b) : null;
            if (next == null) {
                BigInteger rest = a.mod(b);
                a = b;
                b = rest;
            } else {
                a = next[0];
                b = next[1];
            }
        }
        return a.gcd(b);
    }

    /** Both numbers after as many of Euclid's steps as the leading bits decide; null if they decide none. */
    private static BigInteger @Nullable [] step(BigInteger a, BigInteger b) {
        int shift = a.bitLength() - LEADING;
        long x = a.shiftRight(shift).longValueExact();
        long y = b.shiftRight(shift).longValueExact();
        long p = 1;
        long q = 0;
        long r = 0;
        long s = 1;
        while (y + r != 0 && y + s != 0) {
            long quotient = (x + p) / (y + r);
            if (quotient != (x + q) / (y + s)) {
                break;
            }
            long nextP = r;
            long nextR = p - quotient * r;
            long nextQ = s;
            long nextS = q - quotient * s;
            if (Math.abs(nextR) >= LARGEST_COFACTOR || Math.abs(nextS) >= LARGEST_COFACTOR) {
                break;
            }
            p = nextP;
            q = nextQ;
            r = nextR;
            s = nextS;
            long rest = x - quotient * y;
            x = y;
            y = rest;
        }
        if (q == 0) {
            return null;
        }
        return new BigInteger[] {combined(a, p, b, q), combined(a, r, b, s)};
    }

    private static BigInteger combined(BigInteger a, long p, BigInteger b, long q) {
        return a.multiply(BigInteger.valueOf(p)).add(b.multiply(BigInteger.valueOf(q)));
    }
}
