package org.dynama.exact.rational;

import java.math.BigInteger;

/**
 * The small fraction behind a residue: {@code numerator = residue * denominator} modulo some number.
 *
 * @see <a href="https://doi.org/10.1145/800206.806398">Wang (1981), A p-adic algorithm for univariate partial fractions</a>
 */
final class Reconstruction {
    private Reconstruction() {}

    /** The residue nearest to zero. */
    static BigInteger symmetric(BigInteger residue, BigInteger modulus) {
        return residue.shiftLeft(1).compareTo(modulus) > 0 ? residue.subtract(modulus) : residue;
    }

    /**
     * The fraction at which Euclid's algorithm on modulus and residue passes the square root of the modulus; it is the one
     * with a numerator and a denominator below that root (up to one bit), if there is one.
     */
    static Rational of(BigInteger residue, BigInteger modulus) {
        int half = modulus.bitLength() / 2;
        BigInteger last = modulus;
        BigInteger rest = residue.mod(modulus);
        BigInteger lastFactor = BigInteger.ZERO;
        BigInteger factor = BigInteger.ONE;
        while (rest.bitLength() > half) {
            BigInteger[] division = last.divideAndRemainder(rest);
            last = rest;
            rest = division[1];
            BigInteger next = lastFactor.subtract(division[0].multiply(factor));
            lastFactor = factor;
            factor = next;
        }
        return factor.signum() < 0 ? Rational.of(rest.negate(), factor.negate()) : Rational.of(rest, factor);
    }
}
