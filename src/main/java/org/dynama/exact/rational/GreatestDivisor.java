package org.dynama.exact.rational;

import java.math.BigInteger;

/**
 * Greatest common divisors of long numbers: Euclid's steps on their leading words, so that some thirty bits of both numbers go
 * in one pass over their words, in place. The library takes away a few bits at a time, which numbers of 10,000 digits feel.
 *
 * <p>Cost: {@code O(words^2)}.
 *
 * @see <a href="https://doi.org/10.2307/2302607">Lehmer (1938), Euclid's Algorithm for Large Numbers</a>, and Knuth (1997),
 *     Seminumerical Algorithms, 4.5.2, algorithm L
 */
final class GreatestDivisor {
    /** Below, the library is faster. */
    private static final int LONG_BITS = 2048;

    /** Leading bits that are looked at: cofactors stay below half as many, and a word's products with both within a long. */
    private static final int LEADING = 62;

    private static final long LARGEST_COFACTOR = 1L << (LEADING / 2);

    private final WordNumber a;
    private final WordNumber b;

    private GreatestDivisor(BigInteger large, BigInteger small) {
        a = new WordNumber(large, large.bitLength());
        b = new WordNumber(small, large.bitLength());
    }

    /** The greatest common divisor of two numbers that are not negative. */
    static BigInteger of(BigInteger one, BigInteger other) {
        BigInteger a = one.max(other);
        BigInteger b = one.min(other);
        while (b.bitLength() > LONG_BITS) {
            GreatestDivisor pair = new GreatestDivisor(a, b);
            while (pair.b.bitLength() > LONG_BITS && pair.step()) {}
            BigInteger rest = pair.b.value();
            a = rest;
            b = pair.a.value().mod(rest);
        }
        return a.gcd(b);
    }

    /** Takes as many of Euclid's steps as the leading bits decide; false, and nothing changed, if they decide none. */
    private boolean step() {
        int shift = a.bitLength() - LEADING;
        if (a.bitLength() - b.bitLength() >= LEADING / 2) {
            return false;
        }
        long x = a.shiftedRight(shift);
        long y = b.shiftedRight(shift);
        long p = 1;
        long q = 0;
        long r = 0;
        long s = 1;
        while (y + r != 0 && y + s != 0) {
            long quotient = (x + p) / (y + r);
            if (quotient != (x + q) / (y + s)) {
                break;
            }
            long nextR = p - quotient * r;
            long nextS = q - quotient * s;
            if (Math.abs(nextR) >= LARGEST_COFACTOR || Math.abs(nextS) >= LARGEST_COFACTOR) {
                break;
            }
            p = r;
            q = s;
            r = nextR;
            s = nextS;
            long rest = x - quotient * y;
            x = y;
            y = rest;
        }
        if (q == 0) {
            return false;
        }
        WordNumber.combine(a, b, p, q, r, s);
        return true;
    }
}
