package org.dynama.ama.menu;

/**
 * The same shares as {@link LongRunVisits} by another way: where a run is after {@code 2^60} periods, in each of which it stays
 * where it is by even odds, which takes periods out of what comes round and leaves shares as they are. {@code O(R^3)}.
 */
final class LongRunByPowers {
    private static final int SQUARINGS = 60;

    private LongRunByPowers() {}

    /** Shape {@code [R]}, by place in the chain. */
    static double[] of(EntryChain chain) {
        int size = chain.states.length;
        double[][] power = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                power[i][j] = (chain.moves[i][j] + (i == j ? 1 : 0)) / 2;
            }
        }
        for (int squaring = 0; squaring < SQUARINGS; squaring++) {
            power = squared(power);
        }
        double[] shares = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                shares[j] += chain.initial[i] * power[i][j];
            }
        }
        return shares;
    }

    /** Rows sum to one again: else rounding would double with each squaring. */
    private static double[][] squared(double[][] power) {
        int size = power.length;
        double[][] square = new double[size][size];
        for (int i = 0; i < size; i++) {
            double[] row = square[i];
            double sum = 0;
            for (int k = 0; k < size; k++) {
                double often = power[i][k];
                for (int j = 0; often > 0 && j < size; j++) {
                    row[j] += often * power[k][j];
                }
            }
            for (double entry : row) {
                sum += entry;
            }
            for (int j = 0; j < size; j++) {
                row[j] /= sum;
            }
        }
        return square;
    }
}
