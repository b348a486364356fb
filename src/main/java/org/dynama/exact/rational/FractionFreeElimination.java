package org.dynama.exact.rational;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gaussian elimination on whole numbers: every division leaves no remainder, and every number is a minor of the matrix.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1968-0226829-0">Bareiss (1968), Sylvester's identity and multistep
 *     integer-preserving Gaussian elimination</a>
 */
final class FractionFreeElimination {
    private FractionFreeElimination() {}

    /** @throws ArithmeticException if the matrix is singular */
    static Fractions solve(IntegerMatrix matrix, List<BigInteger> b) {
        int n = matrix.size;
        BigInteger[][] rows = augmented(matrix, b);
        BigInteger before = BigInteger.ONE;
        for (int k = 0; k < n; k++) {
            pivot(rows, k);
            BigInteger pivot = rows[k][k];
            // Rows above are eliminated, too (Gauss and Jordan), so that the last pivot divides every unknown.
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(rows[i], rows[k], k, pivot, before);
                }
            }
            before = pivot;
        }
        BigInteger sign = BigInteger.valueOf(before.signum());
        List<BigInteger> numerators = new ArrayList<>();
        for (BigInteger[] row : rows) {
            numerators.add(row[n].multiply(sign));
        }
        return new Fractions(numerators, before.abs());
    }

    private static BigInteger[][] augmented(IntegerMatrix matrix, List<BigInteger> b) {
        int n = matrix.size;
        BigInteger[][] rows = new BigInteger[n][n + 1];
        for (int i = 0; i < n; i++) {
            Arrays.fill(rows[i], BigInteger.ZERO);
            for (int k = 0; k < matrix.columns.get(i).size(); k++) {
                rows[i][matrix.columns.get(i).get(k)] = matrix.entries.get(i).get(k);
            }
            rows[i][n] = b.get(i);
        }
        return rows;
    }

    private static void pivot(BigInteger[][] rows, int k) {
        for (int i = k; i < rows.length; i++) {
            if (rows[i][k].signum() != 0) {
                BigInteger[] swapped = rows[i];
                rows[i] = rows[k];
                rows[k] = swapped;
                return;
            }
        }
        throw new ArithmeticException("the linear system is singular");
    }

    private static void eliminate(BigInteger[] row, BigInteger[] by, int k, BigInteger pivot, BigInteger before) {
        BigInteger factor = row[k];
        for (int j = 0; j < row.length; j++) {
            if (row[j].signum() != 0 || by[j].signum() != 0) {
                BigInteger minor = row[j].multiply(pivot);
                row[j] = (factor.signum() == 0 ? minor : minor.subtract(factor.multiply(by[j]))).divide(before);
            }
        }
    }
}
