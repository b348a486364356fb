package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/** Expected values of next states, over one denominator, so that sums multiply large numbers by small ones only. */
final class NextValues {
    private final Economy economy;
    private final Fractions values;

    /** @param values shape {@code [S]} */
    NextValues(Economy economy, List<Rational> values) {
        this.economy = economy;
        this.values = Fractions.of(values);
    }

    /** {@code E[value(s')]} after a move. */
    Rational of(int move) {
        List<Move.Successor> next = economy.move(move).next();
        Fractions probabilities =
                Fractions.of(next.stream().map(Move.Successor::probability).toList());
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < next.size(); k++) {
            sum = sum.add(probabilities
                    .numerator(k)
                    .multiply(values.numerator(next.get(k).state())));
        }
        return Rational.of(sum, probabilities.denominator().multiply(values.denominator()));
    }
}
