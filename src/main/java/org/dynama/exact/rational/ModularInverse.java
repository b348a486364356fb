package org.dynama.exact.rational;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The inverse of a matrix modulo a prime below 2^30. */
final class ModularInverse {
    private static final int PRIMES_TRIED = 20;

    /** The modulus. */
    final long prime;
    /** Shape {@code [n][n]}; entries in {@code 0..prime-1}. */
    private final long[][] rows;

    private ModularInverse(long prime, long[][] rows) {
        this.prime = prime;
        this.rows = rows;
    }

    /**
     * The inverse modulo the first prime, from 2^29 upwards, that does not divide the determinant.
     *
     * @throws ArithmeticException if twenty primes divide it: it is zero
     */
    static ModularInverse of(IntegerMatrix matrix) {
        BigInteger prime = BigInteger.ONE.shiftLeft(29);
        for (int tried = 0; tried < PRIMES_TRIED; tried++) {
            prime = prime.nextProbablePrime();
            long[][] inverse = inverse(matrix, prime);
            if (inverse != null) {
                return new ModularInverse(prime.longValueExact(), inverse);
            }
        }
        throw new ArithmeticException("the linear system is singular");
    }

    private static long @Nullable [][] inverse(IntegerMatrix matrix, BigInteger prime) {
        int n = matrix.size;
        long p = prime.longValueExact();
        long[][] rows = new long[n][2 * n];
        for (int i = 0; i < n; i++) {
            rows[i][n + i] = 1;
            for (int k = 0; k < matrix.columns.get(i).size(); k++) {
                rows[i][matrix.columns.get(i).get(k)] =
                        matrix.entries.get(i).get(k).mod(prime).longValueExact();
            }
        }
        for (int k = 0; k < n; k++) {
            int found = k;
            while (found < n && rows[found][k] == 0) {
                found++;
            }
            if (found == n) {
                return null;
            }
            long[] pivot = rows[found];
            rows[found] = rows[k];
            rows[k] = pivot;
            scale(pivot, k, BigInteger.valueOf(pivot[k]).modInverse(prime).longValueExact(), p);
            for (int i = 0; i < n; i++) {
                if (i != k && rows[i][k] != 0) {
                    subtract(rows[i], pivot, k, p);
                }
            }
        }
        long[][] inverse = new long[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    private static void scale(long[] row, int from, long factor, long p) {
        for (int j = from; j < row.length; j++) {
            row[j] = row[j] * factor % p;
        }
    }

    /** Takes away the multiple of the pivot row that makes entry {@code k} zero. */
    private static void subtract(long[] row, long[] pivot, int k, long p) {
        long factor = p - row[k];
        for (int j = k; j < row.length; j++) {
            if (pivot[j] != 0) {
                row[j] = (row[j] + factor * pivot[j]) % p;
            }
        }
    }

    /** The inverse of the transposed matrix. */
    ModularInverse transposed() {
        long[][] transposed = new long[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                transposed[j][i] = rows[i][j];
            }
        }
        return new ModularInverse(prime, transposed);
    }

    /** {@code inverse x} modulo the prime. */
    long[] times(long[] x) {
        long[] product = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = dot(rows[i], x);
        }
        return product;
    }

    private long dot(long[] row, long[] x) {
        long sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += row[j] * x[j];
            // Products are below 2^60: eight of them fit.
            if ((j & 7) == 7) {
                sum %= prime;
            }
        }
        return sum % prime;
    }
}
