package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/** What some moves are worth, as whole numbers over one denominator. */
final class CommonWorths {
    private final Fractions worths;
    /** By move, where it stands among these. */
    private final int[] position;

    /** @param moves shape {@code [S][moves]} */
    CommonWorths(Economy economy, int[][] moves, IntFunction<Rational> worth) {
        position = new int[economy.world.moves().size()];
        List<Rational> all = new ArrayList<>();
        for (int[] some : moves) {
            for (int move : some) {
                position[move] = all.size();
                all.add(worth.apply(move));
            }
        }
        worths = Fractions.of(all);
    }

    /** What one of the moves is worth, over the denominator. */
    BigInteger numerator(int move) {
        return worths.numerator(position[move]);
    }

    BigInteger denominator() {
        return worths.denominator();
    }
}
