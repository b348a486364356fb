package org.dynama.exact.rational;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction of big integers.
 *
 * <p>Sums and products are not reduced to lowest terms: a chain of them costs multiplications only, and whoever keeps a
 * result calls {@link #reduced()} once. Values, not terms, compare: {@code 2/4} equals {@code 1/2}.
 */
public final class Rational implements Comparable<Rational> {
    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    /** No two decimals of so many digits name one double. */
    private static final int UNIQUE_DIGITS = 15;

    /** Every double is named by a decimal of so many. */
    private static final int MOST_DIGITS = 17;

    private static final Pattern FRACTION = Pattern.compile("-?\\d+(/0*[1-9]\\d*)?");

    private final BigInteger numerator;
    /** Positive. */
    private final BigInteger denominator;

    /** The same value in lowest terms, once somebody has asked for it. */
    private @Nullable Rational lowest;

    private Rational(BigInteger numerator, BigInteger denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** A whole number. */
    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /**
     * A fraction, not reduced.
     *
     * @throws IllegalArgumentException unless the denominator is positive
     */
    public static Rational of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() <= 0) {
            throw new Refusal("denominator", denominator, "must be positive", "");
        }
        return new Rational(numerator, denominator);
    }

    /** A decimal, exactly. */
    public static Rational of(BigDecimal decimal) {
        return decimal.scale() <= 0
                ? new Rational(decimal.toBigIntegerExact(), BigInteger.ONE)
                : new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale())).reduced();
    }

    /**
     * The 53-bit binary fraction that a double holds: {@code binary(0.1)} is 3602879701896397/36028797018963968.
     *
     * @throws NumberFormatException unless it is finite
     */
    public static Rational binary(double value) {
        return of(new BigDecimal(value));
    }

    /**
     * The decimal that names a double wherever it is printed or read: {@code decimal(0.1)} is 1/10. It differs from
     * {@link #binary} by less than the rounding of the double itself.
     *
     * @throws NumberFormatException unless it is finite
     */
    public static Rational decimal(double value) {
        return of(shortest(value));
    }

    /** The shortest decimal that names a double, of these the nearest. Java's own text of it is longer at times before Java 19. */
    private static BigDecimal shortest(double value) {
        BigDecimal text = BigDecimal.valueOf(value);
        if (text.precision() <= UNIQUE_DIGITS) {
            return text;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = text;
        for (int digits = UNIQUE_DIGITS; digits <= MOST_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        return rounded;
    }

    /**
     * Reads {@code 3}, {@code -3} or {@code -3/7}, as {@link #toString} writes them.
     *
     * @throws NumberFormatException if the text is no such fraction
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rational parse(String text) {
        if (!FRACTION.matcher(text).matches()) {
            throw new NumberFormatException("\"" + text + "\" must be a fraction such as -3/7");
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? new Rational(new BigInteger(text), BigInteger.ONE)
                : new Rational(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }

    public BigInteger numerator() {
        return numerator;
    }

    /** Positive; as large as the arithmetic has made it, unless {@link #reduced()}. */
    public BigInteger denominator() {
        return denominator;
    }

    /** The same value in lowest terms. */
    public Rational reduced() {
        Rational known = lowest;
        if (known == null) {
            BigInteger divisor = denominator.equals(BigInteger.ONE)
                    ? BigInteger.ONE
                    : GreatestDivisor.of(numerator.abs(), denominator);
            known = divisor.equals(BigInteger.ONE)
                    ? this
                    : new Rational(numerator.divide(divisor), denominator.divide(divisor));
            known.lowest = known;
            lowest = known;
        }
        return known;
    }

    /** Whether it is in lowest terms. */
    public boolean isReduced() {
        return reduced().denominator.equals(denominator);
    }

    public Rational plus(Rational other) {
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(other.negated());
    }

    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * The quotient.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public Rational dividedBy(Rational divisor) {
        if (divisor.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger sign = BigInteger.valueOf(divisor.signum());
        return new Rational(
                numerator.multiply(divisor.denominator).multiply(sign), denominator.multiply(divisor.numerator.abs()));
    }

    public Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return numerator.signum();
    }

    /** The nearest double, but for an error in its last bits. */
    public double toDouble() {
        // Both are cut to 1,000 bits at most, so that neither overflows.
        int excess = Math.max(numerator.bitLength(), denominator.bitLength()) - 1000;
        if (excess <= 0) {
            return numerator.doubleValue() / denominator.doubleValue();
        }
        int up = Math.max(0, numerator.bitLength() - 1000);
        int down = Math.max(0, denominator.bitLength() - 1000);
        double quotient = numerator.shiftRight(up).doubleValue()
                / denominator.shiftRight(down).doubleValue();
        return Math.scalb(quotient, up - down);
    }

    @Override
    public int compareTo(Rational other) {
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rational rational && compareTo(rational) == 0;
    }

    @Override
    public int hashCode() {
        Rational reduced = reduced();
        return 31 * reduced.numerator.hashCode() + reduced.denominator.hashCode();
    }

    /** The fraction in lowest terms, {@code -3/7}, or {@code 3} for a whole number. */
    @JsonValue
    @Override
    public String toString() {
        Rational reduced = reduced();
        return reduced.denominator.equals(BigInteger.ONE)
                ? reduced.numerator.toString()
                : reduced.numerator + "/" + reduced.denominator;
    }
}
