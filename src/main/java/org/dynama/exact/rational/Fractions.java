package org.dynama.exact.rational;

import java.math.BigInteger;
import java.util.List;

/**
 * Fractions over one denominator, so that sums and comparisons of them are those of whole numbers.
 *
 * @param numerators one for each fraction
 * @param denominator positive; the least common one of the given terms
 */
public record Fractions(List<BigInteger> numerators, BigInteger denominator) {
    public Fractions {
        numerators = List.copyOf(numerators);
    }

    /** The given fractions. */
    public static Fractions of(List<Rational> values) {
        BigInteger common = BigInteger.ONE;
        for (Rational value : values) {
            // Where one denominator holds the others, as for values of one system, no divisor need be sought.
            BigInteger one = value.denominator();
            if (one.bitLength() > common.bitLength() && one.mod(common).signum() == 0) {
                common = one;
            } else if (common.mod(one).signum() != 0) {
                common = common.divide(GreatestDivisor.of(common, one)).multiply(one);
            }
        }
        BigInteger all = common;
        return new Fractions(
                values.stream()
                        .map(value -> value.numerator().multiply(all.divide(value.denominator())))
                        .toList(),
                all);
    }

    /** The sum of the given fractions, in lowest terms. */
    public static Rational sum(List<Rational> values) {
        Fractions all = of(values);
        BigInteger sum = all.numerators.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return Rational.of(sum, all.denominator).reduced();
    }

    public BigInteger numerator(int index) {
        return numerators.get(index);
    }

    public int size() {
        return numerators.size();
    }
}
