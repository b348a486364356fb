package org.dynama.exact.rational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSystemTest {

    /** Lifting and fraction-free elimination share nothing but the matrix, and find the same fractions. */
    @ParameterizedTest(name = "{0} unknowns")
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34})
    void liftingIsElimination(int size) {
        Random random = new Random(size);
        IntegerMatrix matrix = new IntegerMatrix(size);
        for (int i = 0; i < size; i++) {
            matrix.add(i, i, new BigInteger(60, random).add(BigInteger.ONE.shiftLeft(62)));
            for (int k = 1; k <= Math.min(2, size - 1); k++) {
                matrix.add(
                        i,
                        (i + k * (1 + random.nextInt(2))) % size == i ? (i + 1) % size : (i + k) % size,
                        new BigInteger(60, random).negate());
            }
        }
        List<BigInteger> b = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            b.add(new BigInteger(170, random).subtract(BigInteger.ONE.shiftLeft(169)));
        }
        Fractions eliminated = FractionFreeElimination.solve(merged(matrix), b);
        Fractions lifted = new PAdicLifting(merged(matrix), ModularInverse.of(merged(matrix))).solve(b);
        for (int i = 0; i < size; i++) {
            assertThat(Rational.of(lifted.numerator(i), lifted.denominator()))
                    .isEqualTo(Rational.of(eliminated.numerator(i), eliminated.denominator()));
        }
    }

    /** The same matrix with each place once. */
    private static IntegerMatrix merged(IntegerMatrix matrix) {
        IntegerMatrix merged = new IntegerMatrix(matrix.size);
        for (int i = 0; i < matrix.size; i++) {
            for (int k = 0; k < matrix.columns.get(i).size(); k++) {
                int column = matrix.columns.get(i).get(k);
                if (!merged.columns.get(i).contains(column)) {
                    merged.add(i, column, matrix.entries.get(i).get(k));
                }
            }
        }
        return merged;
    }

    /** Solutions hold by substitution, of the system and of its transpose. */
    @ParameterizedTest(name = "{0} unknowns, seed {1}")
    @CsvSource({"1, 1", "4, 2", "12, 3", "40, 4"})
    void solutionsHoldBySubstitution(int size, long seed) {
        Random random = new Random(seed);
        Rational[][] dense = new Rational[size][size];
        LinearSystem.Builder builder = new LinearSystem.Builder(size);
        List<Rational> b = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                boolean there = i == j || random.nextInt(size) < 3;
                dense[i][j] =
                        there ? Rational.decimal(random.nextInt(2000) / 1000.0 + (i == j ? 20 : 0)) : Rational.ZERO;
                if (there) {
                    builder.add(i, j, dense[i][j]);
                }
            }
            b.add(Rational.decimal(random.nextDouble()));
        }
        LinearSystem system = builder.build();
        List<Rational> x = system.solve(b);
        List<Rational> y = system.solveTransposed(b);
        for (int i = 0; i < size; i++) {
            Rational row = Rational.ZERO;
            Rational column = Rational.ZERO;
            for (int j = 0; j < size; j++) {
                row = row.plus(dense[i][j].times(x.get(j))).reduced();
                column = column.plus(dense[j][i].times(y.get(j))).reduced();
            }
            assertThat(row).isEqualTo(b.get(i));
            assertThat(column).isEqualTo(b.get(i));
        }
    }

    @ParameterizedTest(name = "{0} unknowns")
    @ValueSource(ints = {2, 6, 20})
    void singularSystemsAreRefused(int size) {
        LinearSystem.Builder builder = new LinearSystem.Builder(size);
        List<Rational> b = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            builder.add(i, i, Rational.ONE).add(i, (i + 1) % size, Rational.of(-1));
            b.add(Rational.ONE);
        }
        assertThatThrownBy(() -> builder.build().solve(b))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the linear system is singular");
    }
}
