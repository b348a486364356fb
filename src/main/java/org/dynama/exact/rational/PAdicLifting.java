package org.dynama.exact.rational;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Solves a system of whole numbers by lifting its solution modulo a prime to ever higher powers of it. */
final class PAdicLifting {
    /** Bits by which a power must exceed a fraction before the fraction is tried. */
    private static final int SPARE_BITS = 64;

    private final IntegerMatrix matrix;
    private final ModularInverse inverse;
    private final BigInteger prime;
    private final List<long[]> digits = new ArrayList<>();

    PAdicLifting(IntegerMatrix matrix, ModularInverse inverse) {
        this.matrix = matrix;
        this.inverse = inverse;
        prime = BigInteger.valueOf(inverse.prime);
    }

    Fractions solve(List<BigInteger> b) {
        BigInteger[] rest = b.toArray(BigInteger[]::new);
        for (int count = 8; ; count = count * 3 / 2) {
            while (digits.size() < count) {
                lift(rest);
            }
            Fractions solution = reconstructed();
            if (solution != null && matrix.holds(solution.numerators(), solution.denominator(), b)) {
                return solution;
            }
        }
    }

    /** One more digit x of the solution; what is left of the right-hand side is {@code (rest - A x) / p}. */
    private void lift(BigInteger[] rest) {
        int n = matrix.size;
        long[] residue = new long[n];
        for (int i = 0; i < n; i++) {
            residue[i] = rest[i].mod(prime).longValue();
        }
        long[] x = inverse.times(residue);
        digits.add(x);
        for (int i = 0; i < n; i++) {
            List<Integer> columns = matrix.columns.get(i);
            BigInteger sum = rest[i];
            for (int k = 0; k < columns.size(); k++) {
                long digit = x[columns.get(k)];
                sum = sum.subtract(matrix.entries.get(i).get(k).multiply(BigInteger.valueOf(digit)));
            }
            rest[i] = sum.divide(prime);
        }
    }

    /** All unknowns over one denominator; null if the digits do not suffice. */
    private @Nullable Fractions reconstructed() {
        BigInteger[] powers = powers();
        BigInteger modulus = prime.pow(digits.size());
        BigInteger denominator = BigInteger.ONE;
        List<BigInteger> known = new ArrayList<>();
        for (int i = 0; i < matrix.size; i++) {
            BigInteger residue = assembled(i, 0, digits.size(), powers);
            BigInteger numerator =
                    Reconstruction.symmetric(residue.multiply(denominator).mod(modulus), modulus);
            if (numerator.bitLength() + denominator.bitLength() + SPARE_BITS > modulus.bitLength()) {
                Rational rest = Reconstruction.of(numerator, modulus);
                BigInteger factor = rest.denominator();
                denominator = denominator.multiply(factor);
                known.replaceAll(earlier -> earlier.multiply(factor));
                numerator = rest.numerator();
                if (numerator.bitLength() + denominator.bitLength() + SPARE_BITS > modulus.bitLength()) {
                    return null;
                }
            }
            known.add(numerator);
        }
        return new Fractions(known, denominator);
    }

    /** {@code powers[k] = p^(2^k)}. */
    private BigInteger[] powers() {
        BigInteger[] powers = new BigInteger[Integer.SIZE - Integer.numberOfLeadingZeros(digits.size())];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = k == 0 ? prime : powers[k - 1].multiply(powers[k - 1]);
        }
        return powers;
    }

    /** The number whose digits {@code from..to-1} are those of an unknown, split at powers of two. */
    private BigInteger assembled(int unknown, int from, int to, BigInteger[] powers) {
        if (to - from == 1) {
            return BigInteger.valueOf(digits.get(from)[unknown]);
        }
        int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(to - from - 1);
        int middle = from + (1 << k);
        return assembled(unknown, middle, to, powers).multiply(powers[k]).add(assembled(unknown, from, middle, powers));
    }
}
