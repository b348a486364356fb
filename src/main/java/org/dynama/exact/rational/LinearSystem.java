package org.dynama.exact.rational;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A sparse square linear system over the rationals, solved exactly: {@code A x = b}, or {@code A' x = b}.
 *
 * <p>Each row is multiplied by its common denominator, so that only whole numbers remain; see {@link IntegerMatrix} for how
 * they are solved without fractions.
 */
public final class LinearSystem {
    private final List<BigInteger> scales = new ArrayList<>();
    private final IntegerMatrix matrix;

    private LinearSystem(List<Builder.Row> rows) {
        matrix = new IntegerMatrix(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            Fractions entries = Fractions.of(rows.get(row).values);
            scales.add(entries.denominator());
            for (int k = 0; k < entries.size(); k++) {
                matrix.add(row, rows.get(row).columns.get(k), entries.numerator(k));
            }
        }
    }

    /**
     * The solution of {@code A x = b}, in lowest terms.
     *
     * @throws ArithmeticException if the system is singular
     */
    public List<Rational> solve(List<Rational> b) {
        Fractions right = Fractions.of(b);
        List<BigInteger> whole = new ArrayList<>();
        for (int row = 0; row < scales.size(); row++) {
            whole.add(right.numerator(row).multiply(scales.get(row)));
        }
        return divided(matrix.solve(whole, false), right.denominator());
    }

    /**
     * The solution of {@code A' x = b}, in lowest terms, where {@code A'} is the transposed matrix.
     *
     * @throws ArithmeticException if the system is singular
     */
    public List<Rational> solveTransposed(List<Rational> b) {
        Fractions right = Fractions.of(b);
        Fractions solution = matrix.solve(right.numerators(), true);
        List<BigInteger> scaled = new ArrayList<>();
        for (int row = 0; row < scales.size(); row++) {
            scaled.add(solution.numerator(row).multiply(scales.get(row)));
        }
        return divided(new Fractions(scaled, solution.denominator()), right.denominator());
    }

    private static List<Rational> divided(Fractions solution, BigInteger divisor) {
        BigInteger denominator = solution.denominator().multiply(divisor);
        return solution.numerators().stream()
                .map(numerator -> Rational.of(numerator, denominator).reduced())
                .toList();
    }

    /** Collects entries; entries of one place add up. */
    public static final class Builder {
        private record Row(List<Integer> columns, List<Rational> values) {}

        private final List<Row> rows = new ArrayList<>();

        /** A system of {@code size} equations, all entries zero. */
        public Builder(int size) {
            for (int row = 0; row < size; row++) {
                rows.add(new Row(new ArrayList<>(), new ArrayList<>()));
            }
        }

        /** Adds to an entry. */
        public Builder add(int row, int column, Rational value) {
            int known = rows.get(row).columns.indexOf(column);
            if (known < 0) {
                rows.get(row).columns.add(column);
                rows.get(row).values.add(value);
            } else {
                rows.get(row)
                        .values
                        .set(known, rows.get(row).values.get(known).plus(value).reduced());
            }
            return this;
        }

        public LinearSystem build() {
            return new LinearSystem(rows);
        }
    }
}
