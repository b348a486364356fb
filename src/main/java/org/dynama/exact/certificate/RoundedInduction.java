package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.dynama.exact.rational.Rational;

/**
 * Backward induction in whole numbers of {@code 2^-bits}, where each sum of successors is rounded once: the value of a state
 * of level {@code l}, and what a move there is worth, are off by {@code l} at most.
 *
 * <p>That is exact where there are bits enough. A value is a whole number of {@code 1 / unit} for a unit that is known
 * ({@link Levels#unit}), and what is known to less than half of that is known. So numbers are as long as one denominator,
 * and nothing long is ever divided by, or multiplied with, anything long.
 */
final class RoundedInduction {
    private static final int SPARE = 4;

    private final Levels levels;
    private final IntFunction<BigInteger> worths;
    private final int bits;
    private final BigInteger[] values;

    /**
     * Before the first sweep.
     *
     * @param worths of moves, as whole numbers of a unit of money
     */
    RoundedInduction(Levels levels, IntFunction<BigInteger> worths, int bits) {
        this.levels = levels;
        this.worths = worths;
        this.bits = bits;
        values = new BigInteger[levels.level.length];
        Arrays.fill(values, BigInteger.ZERO);
    }

    /** Enough bits to tell what is worth the same, and to find values from first states, where values have a given unit. */
    static int enough(Levels levels, BigInteger unit) {
        return unit.bitLength()
                + levels.largestUnit().bitLength()
                + levels.initial.denominator().bitLength()
                + Integer.SIZE
                - Integer.numberOfLeadingZeros(levels.height())
                + SPARE;
    }

    /**
     * Finds the value of each state, last states first.
     *
     * @param moves that may be taken, shape {@code [S][moves]}; states without any have the value zero
     * @param side 1 for the best of them, -1 for the worst
     * @return of these, those that rounding does not tell from the best; with {@link #enough} bits they are worth the same
     */
    int[][] sweep(int[][] moves, int side) {
        int[][] best = new int[moves.length][0];
        for (int k = levels.order.length - 1; k >= 0; k--) {
            int s = levels.order[k];
            BigInteger[] worth = new BigInteger[moves[s].length];
            BigInteger most = null;
            for (int j = 0; j < worth.length; j++) {
                worth[j] = worth(moves[s][j]);
                most = most == null || side * worth[j].compareTo(most) > 0 ? worth[j] : most;
            }
            if (worth.length == 1) {
                values[s] = worth[0];
                best[s] = moves[s];
            } else if (most != null) {
                BigInteger top = most;
                BigInteger error = error(s);
                values[s] = top;
                best[s] = Arrays.stream(indices(worth.length))
                        .filter(j -> top.subtract(worth[j]).abs().compareTo(error) <= 0)
                        .map(j -> moves[s][j])
                        .toArray();
            }
        }
        return best;
    }

    private static int[] indices(int count) {
        int[] indices = new int[count];
        Arrays.setAll(indices, j -> j);
        return indices;
    }

    /** How far a difference of a state's value, or of what two of its moves are worth, may be off. */
    private BigInteger error(int s) {
        return BigInteger.valueOf(2L * levels.level[s]);
    }

    /** What a move is worth, by the values of its successors. */
    private BigInteger worth(int index) {
        BigInteger now = worths.apply(index).shiftLeft(bits);
        List<Move.Successor> next = levels.economy.move(index).next();
        if (next.isEmpty()) {
            return now;
        }
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < next.size(); k++) {
            sum = sum.add(values[next.get(k).state()].multiply(levels.shares[index][k]));
        }
        return now.add(levels.units[index].equals(BigInteger.ONE) ? sum : sum.divide(levels.units[index]));
    }

    /**
     * Holds a state's value against what a move there is worth.
     *
     * @return 1 if it is more, -1 if it is less, 0 if rounding does not tell them apart
     */
    int compare(int s, int move) {
        BigInteger difference = values[s].subtract(worth(move));
        return difference.abs().compareTo(error(s)) <= 0 ? 0 : difference.signum();
    }

    /**
     * The value from the first states on, exactly.
     *
     * @param unit of the values, for which there are {@link #enough} bits
     * @param money the denominator of what moves are worth
     */
    Rational start(BigInteger unit, BigInteger money) {
        BigInteger sum = BigInteger.ZERO;
        for (int s : levels.order) {
            sum = sum.add(values[s].multiply(levels.initial.numerator(s)));
        }
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        BigInteger whole = sum.multiply(unit).add(half).shiftRight(bits);
        return Rational.of(whole, unit.multiply(levels.initial.denominator()).multiply(money));
    }
}
