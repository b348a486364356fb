package org.dynama.exact.rational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RationalTest {

    /** A double as the binary fraction that it holds, and as the decimal that names it. */
    @Test
    void doublesAreRationals() {
        assertThat(Rational.binary(0.1)).hasToString("3602879701896397/36028797018963968");
        assertThat(Rational.decimal(0.1)).hasToString("1/10");
        assertThat(Rational.decimal(0.3).plus(Rational.decimal(0.7))).isEqualTo(Rational.ONE);
        assertThat(Rational.decimal(-2.5e-3)).hasToString("-1/400");
        assertThat(Rational.decimal(4e20)).hasToString("400000000000000000000");
        // Java before version 19 writes 2.31845256772633248E17 here: longer, and not nearer.
        assertThat(Rational.decimal(Double.parseDouble("2.3184525677263325e17")))
                .hasToString("231845256772633250");
        assertThat(Rational.decimal(Double.parseDouble("6.633262112166429e16"))).hasToString("66332621121664290");
        assertThat(Rational.decimal(0.1 + 0.2)).isEqualTo(Rational.of(new BigDecimal("0.30000000000000004")));
        assertThat(Rational.binary(0.75)).isEqualTo(Rational.decimal(0.75));
        assertThatThrownBy(() -> Rational.binary(Double.NaN)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Rational.decimal(Double.POSITIVE_INFINITY)).isInstanceOf(NumberFormatException.class);
    }

    /** The field's laws on random fractions, and texts that read back. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void fractionsFormAField(long seed) {
        Random random = new Random(seed);
        for (int k = 0; k < 200; k++) {
            Rational x = random(random);
            Rational y = random(random);
            Rational z = random(random);
            assertThat(x.plus(y).times(z)).isEqualTo(x.times(z).plus(y.times(z)));
            assertThat(x.minus(y).plus(y)).isEqualTo(x);
            assertThat(x.minus(y).signum()).isEqualTo(x.compareTo(y));
            assertThat(x.plus(y).hashCode()).isEqualTo(y.plus(x).reduced().hashCode());
            assertThat(Rational.parse(x.toString())).isEqualTo(x);
            if (y.signum() != 0) {
                assertThat(x.dividedBy(y).times(y)).isEqualTo(x);
            }
            assertThat(x.toDouble())
                    .isCloseTo(x.numerator().doubleValue() / x.denominator().doubleValue(), within(1e-12));
        }
    }

    private static Rational random(Random random) {
        return Rational.of(
                BigInteger.valueOf(random.nextInt(2001) - 1000), BigInteger.valueOf(1 + random.nextInt(1000)));
    }

    /** Numerators and denominators past the range of doubles still give the nearest double. */
    @Test
    void hugeFractionsHaveADouble() {
        BigInteger huge = BigInteger.TEN.pow(2000);
        assertThat(Rational.of(huge.multiply(BigInteger.valueOf(2)), huge.multiply(BigInteger.valueOf(3)))
                        .toDouble())
                .isCloseTo(2.0 / 3, within(1e-15));
        assertThat(Rational.of(BigInteger.ONE, huge).toDouble()).isZero();
        assertThat(Rational.of(huge, BigInteger.ONE).toDouble()).isInfinite();
    }

    /** Fractions over one denominator are the same fractions. */
    @Test
    void fractionsShareTheirLeastDenominator() {
        Fractions all = Fractions.of(List.of(Rational.parse("1/6"), Rational.parse("3/4"), Rational.parse("-2")));
        assertThat(all.denominator()).isEqualTo(BigInteger.valueOf(12));
        assertThat(all.numerators())
                .containsExactly(BigInteger.valueOf(2), BigInteger.valueOf(9), BigInteger.valueOf(-24));
        assertThat(Fractions.sum(List.of(Rational.parse("1/6"), Rational.parse("1/3"), Rational.parse("1/2"))))
                .hasToString("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/0", "1/-2", "0.5", "1e3", "1/2/3", " 1", "+1", "--1", "one", "1/00"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Rational.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("\"" + text + "\" must be a fraction such as -3/7");
    }

    @Test
    void zeroDividesNothing() {
        assertThatThrownBy(() -> Rational.ONE.dividedBy(Rational.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rational.of(BigInteger.ONE, BigInteger.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("denominator = 0 must be positive");
    }
}
