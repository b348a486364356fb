package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * Holds dual values against moves, {@code V(s) >= c(s,a) + discount * E[V(s')]}, or {@code g + h(s) >= c(s,a) + E[h(s')]}
 * for an average-reward horizon.
 *
 * <p>All values stand over one denominator, so that a comparison multiplies large numbers by small ones only.
 */
final class Bellman {
    private final Economy economy;
    private final Fractions values;
    private final BigInteger gain;
    private final Rational discount;

    /**
     * Values to be held against moves.
     *
     * @param values shape {@code [S]}; zero at states that do not count
     * @param gain added to the value of a state, not of its successors; 0 unless the horizon is average reward
     */
    Bellman(Economy economy, List<Rational> values, Rational gain) {
        this.economy = economy;
        List<Rational> all = new ArrayList<>(values);
        all.add(gain);
        this.values = Fractions.of(all);
        this.gain = this.values.numerator(values.size());
        discount = economy.world.timing().discount();
    }

    /** What a state is worth less what a move there is worth: not negative for feasible values. */
    Rational slack(int index) {
        Move move = economy.move(index);
        Rational coefficient = economy.coefficient(index);
        Fractions probabilities = Fractions.of(
                move.next().stream().map(Move.Successor::probability).toList());
        BigInteger next = BigInteger.ZERO;
        for (int k = 0; k < probabilities.size(); k++) {
            next = next.add(probabilities
                    .numerator(k)
                    .multiply(values.numerator(move.next().get(k).state())));
        }
        BigInteger small = discount.denominator().multiply(probabilities.denominator());
        BigInteger here = values.numerator(move.state()).add(gain);
        BigInteger difference = here.multiply(small.multiply(coefficient.denominator()))
                .subtract(values.denominator().multiply(coefficient.numerator().multiply(small)))
                .subtract(next.multiply(discount.numerator().multiply(coefficient.denominator())));
        return Rational.of(difference, values.denominator().multiply(small).multiply(coefficient.denominator()));
    }
}
