package org.dynama.pivot.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A distribution as whole numbers: the shares that the decimals of its probabilities have in their sum.
 *
 * @param shares of the sum, without a common divisor
 */
@SuppressWarnings("ArrayRecordComponent") // Made, handed on and compared with nothing.
record WholeRow(BigInteger[] shares, BigInteger sum) {

    static WholeRow of(double... probabilities) {
        BigDecimal[] decimals =
                Arrays.stream(probabilities).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        int scale = Arrays.stream(decimals).mapToInt(BigDecimal::scale).max().orElse(0);
        BigInteger[] shares = Arrays.stream(decimals)
                .map(decimal -> decimal.setScale(scale).unscaledValue())
                .toArray(BigInteger[]::new);
        BigInteger divisor = Arrays.stream(shares).reduce(BigInteger.ZERO, BigInteger::gcd);
        Arrays.setAll(shares, k -> shares[k].divide(divisor));
        return new WholeRow(shares, Arrays.stream(shares).reduce(BigInteger.ZERO, BigInteger::add));
    }

    /** The numerators over a denominator that is a multiple of the sum. */
    BigInteger[] over(BigInteger unit) {
        BigInteger factor = unit.divide(sum);
        return Arrays.stream(shares).map(factor::multiply).toArray(BigInteger[]::new);
    }
}
