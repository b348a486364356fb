package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * Holds dual values against moves, {@code V(s) >= c(s,a) + discount * E[V(s')]}, or for an average-reward horizon
 * {@code g(s) >= E[g(s')]} and, of the moves for which that is an equality, {@code g(s) + h(s) >= c(s,a) + E[h(s')]}.
 *
 * <p>All values stand over one denominator, so that a comparison multiplies large numbers by small ones only.
 */
final class Bellman {
    private final Economy economy;
    private final Fractions values;
    private final Rational discount;
    private final List<Rational> gains;
    private final NextValues nextGains;
    private final boolean isGainConstant;

    /**
     * Values to be held against moves.
     *
     * @param values shape {@code [S]}; zero at states that do not count
     * @param gain added to the value of a state, not of its successors; 0 unless the horizon is average reward
     */
    Bellman(Economy economy, List<Rational> values, Rational gain) {
        this(economy, values, Collections.nCopies(values.size(), gain));
    }

    /**
     * Values to be held against moves, in the long run.
     *
     * @param values shape {@code [S]}; biases; zero at states that do not count
     * @param gains shape {@code [S]}; the gain from each state
     */
    Bellman(Economy economy, List<Rational> values, List<Rational> gains) {
        this.economy = economy;
        this.gains = gains;
        List<Rational> all = new ArrayList<>(values);
        all.addAll(gains);
        this.values = Fractions.of(all);
        discount = economy.world.timing().discount();
        nextGains = new NextValues(economy, gains);
        isGainConstant = economy.hasOne(gains);
    }

    /** By how much a move's gain is less than its state's: not negative for feasible gains. */
    Rational loss(int index) {
        return isGainConstant
                ? Rational.ZERO
                : gains.get(economy.move(index).state()).minus(nextGains.of(index));
    }

    /** Whether a move is as good as its state: no gain is lost, and no value. */
    boolean isLevel(int index) {
        return loss(index).signum() == 0 && slack(index).signum() == 0;
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
        BigInteger here = values.numerator(move.state()).add(values.numerator(gains.size() + move.state()));
        BigInteger difference = here.multiply(small.multiply(coefficient.denominator()))
                .subtract(values.denominator().multiply(coefficient.numerator().multiply(small)))
                .subtract(next.multiply(discount.numerator().multiply(coefficient.denominator())));
        return Rational.of(difference, values.denominator().multiply(small).multiply(coefficient.denominator()));
    }
}
