package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;

/**
 * An acyclic economy by levels: the level of a state is the most moves from it to the end. Each move's probabilities stand
 * over a denominator of their own, so that a world of many denominators has none that is common to all.
 */
final class Levels {
    final Economy economy;
    /** The states that count, every state before its successors. */
    final int[] order;
    /** By state. */
    final int[] level;
    /** By move that may be used, the numerators of its successors' probabilities. */
    final BigInteger[][] shares;
    /** By move that may be used, their denominator. */
    final BigInteger[] units;
    /** The probabilities of the first states. */
    final Fractions initial;

    /**
     * What can happen.
     *
     * @throws IllegalArgumentException if there is a cycle
     */
    Levels(Economy economy) {
        this.economy = economy;
        order = FiniteOptimum.order(economy);
        level = new int[economy.movesAt.size()];
        shares = new BigInteger[economy.world.moves().size()][];
        units = new BigInteger[shares.length];
        Arrays.fill(units, BigInteger.ONE);
        initial = Fractions.of(economy.world.initial());
        for (int k = order.length - 1; k >= 0; k--) {
            for (int move : economy.movesAt.get(order[k])) {
                List<Move.Successor> next = economy.move(move).next();
                Fractions row = Fractions.of(
                        next.stream().map(Move.Successor::probability).toList());
                shares[move] = row.numerators().toArray(BigInteger[]::new);
                units[move] = row.denominator();
                for (Move.Successor one : next) {
                    level[order[k]] = Math.max(level[order[k]], 1 + level[one.state()]);
                }
            }
        }
    }

    /** Every move that may be used; shape {@code [S][moves]}, empty at states that do not count. */
    int[][] all() {
        return economy.movesAt.stream()
                .map(moves -> moves.stream().mapToInt(move -> move).toArray())
                .toArray(int[][]::new);
    }

    /** The largest level, and at least 1. */
    int height() {
        return Math.max(1, Arrays.stream(level).max().orElse(1));
    }

    /** A denominator of the values, per that of what moves are worth, of every policy that takes given moves. */
    BigInteger unit(int[][] moves) {
        BigInteger[] common = new BigInteger[height() + 1];
        Arrays.fill(common, BigInteger.ONE);
        for (int s : order) {
            for (int move : moves[s]) {
                BigInteger one = units[move];
                BigInteger known = common[level[s]];
                if (known.mod(one).signum() != 0) {
                    common[level[s]] = known.divide(known.gcd(one)).multiply(one);
                }
            }
        }
        return Arrays.stream(common).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** The same given moves, at the states only that some of them lead to from the first states. */
    int[][] reached(int[][] moves) {
        BitSet found = new BitSet();
        int[][] there = new int[moves.length][0];
        for (int s : order) {
            if (found.get(s) || initial.numerator(s).signum() > 0) {
                there[s] = moves[s];
                for (int move : moves[s]) {
                    economy.move(move).next().forEach(next -> found.set(next.state()));
                }
            }
        }
        return there;
    }

    /** Whether all values, over denominators common to all probabilities, have more bits than some, or runs more moves. */
    boolean isBeyond(long bits, int moves) {
        if (height() > moves) {
            return true;
        }
        long most = bits / ((long) height() * Math.max(1, order.length));
        BigInteger common = BigInteger.ONE;
        for (BigInteger one : units) {
            common = common.divide(common.gcd(one)).multiply(one);
            if (common.bitLength() > most + 1) {
                return true;
            }
        }
        return false;
    }

    /** The largest denominator of a move's probabilities. */
    BigInteger largestUnit() {
        return Arrays.stream(units).reduce(BigInteger.ONE, BigInteger::max);
    }
}
