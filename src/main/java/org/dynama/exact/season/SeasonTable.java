package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * Fractions over one denominator, in texts of digits.
 *
 * @param denominator positive
 * @param numerators by public state, then by joint type of those who are there, the last agent's type fastest
 */
public record SeasonTable(String denominator, List<String> numerators) {
    public SeasonTable {
        numerators = List.copyOf(numerators);
    }

    static SeasonTable of(Whole whole) {
        return new SeasonTable(
                whole.denominator.toString(),
                Arrays.stream(whole.numerators).map(BigInteger::toString).toList());
    }

    Whole whole() {
        return new Whole(
                numerators.stream().map(BigInteger::new).toArray(BigInteger[]::new), new BigInteger(denominator));
    }

    /** The same as numbers. */
    @SuppressWarnings("ArrayRecordComponent") // Large tables, made and handed on.
    record Whole(BigInteger[] numerators, BigInteger denominator) {
        /** Without a divisor that all have in common. */
        Whole reduced() {
            BigInteger divisor = denominator;
            for (BigInteger numerator : numerators) {
                divisor = divisor.equals(BigInteger.ONE) ? divisor : divisor.gcd(numerator);
            }
            BigInteger all = divisor;
            return all.equals(BigInteger.ONE)
                    ? this
                    : new Whole(
                            Arrays.stream(numerators)
                                    .map(numerator -> numerator.divide(all))
                                    .toArray(BigInteger[]::new),
                            denominator.divide(all));
        }

        Rational at(int row) {
            return Rational.of(numerators[row], denominator);
        }

        /** Whether all fractions are the same. */
        boolean isSame(Whole other) {
            boolean same = numerators.length == other.numerators.length;
            for (int row = 0; row < numerators.length && same; row++) {
                same = numerators[row].multiply(other.denominator).equals(other.numerators[row].multiply(denominator));
            }
            return same;
        }
    }
}
