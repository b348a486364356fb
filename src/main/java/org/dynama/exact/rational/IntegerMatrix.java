package org.dynama.exact.rational;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sparse square matrix of whole numbers with the exact solution of its systems.
 *
 * <p>Small systems go by fraction-free elimination. Larger ones are lifted: the inverse modulo one prime gives the solution
 * modulo its powers, digit by digit, until it is a fraction whose substitution into the system holds exactly; that
 * substitution, not a bound, is what ends it. For n unknowns whose solution has L digits this takes {@code O(n^3 + n^2 L)}
 * operations on machine words, where elimination takes {@code O(n^3)} products of numbers with up to L digits.
 *
 * @see <a href="https://doi.org/10.1007/BF01459082">Dixon (1982), Exact solution of linear equations using p-adic
 *     expansions</a>
 */
final class IntegerMatrix {
    /** Up to here elimination is the quicker one. */
    private static final int SMALL = 6;

    final int size;
    final List<List<Integer>> columns = new ArrayList<>();
    final List<List<BigInteger>> entries = new ArrayList<>();
    private @Nullable ModularInverse inverse;

    IntegerMatrix(int size) {
        this.size = size;
        for (int row = 0; row < size; row++) {
            columns.add(new ArrayList<>());
            entries.add(new ArrayList<>());
        }
    }

    void add(int row, int column, BigInteger entry) {
        columns.get(row).add(column);
        entries.get(row).add(entry);
    }

    private IntegerMatrix transposed() {
        IntegerMatrix transposed = new IntegerMatrix(size);
        for (int row = 0; row < size; row++) {
            for (int k = 0; k < columns.get(row).size(); k++) {
                transposed.add(columns.get(row).get(k), row, entries.get(row).get(k));
            }
        }
        return transposed;
    }

    /**
     * The solution for a right-hand side.
     *
     * @param transpose whether the transposed system is meant
     * @throws ArithmeticException if the matrix is singular
     */
    Fractions solve(List<BigInteger> b, boolean transpose) {
        IntegerMatrix system = transpose ? transposed() : this;
        if (size <= SMALL) {
            return FractionFreeElimination.solve(system, b);
        }
        if (inverse == null) {
            inverse = ModularInverse.of(this);
        }
        return new PAdicLifting(system, transpose ? inverse.transposed() : inverse).solve(b);
    }

    /** Whether {@code A numerators = denominator b}. */
    boolean holds(List<BigInteger> numerators, BigInteger denominator, List<BigInteger> b) {
        for (int row = 0; row < size; row++) {
            BigInteger sum = BigInteger.ZERO;
            for (int k = 0; k < columns.get(row).size(); k++) {
                sum = sum.add(entries.get(row)
                        .get(k)
                        .multiply(numerators.get(columns.get(row).get(k))));
            }
            if (!sum.equals(denominator.multiply(b.get(row)))) {
                return false;
            }
        }
        return true;
    }
}
