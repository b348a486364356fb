package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * Acyclic graphs: values by backward substitution, visits by forward substitution.
 *
 * <p>Values are whole numbers over known denominators: with {@code C} common to all coefficients and {@code D} to all
 * probabilities, that of a state from which at most {@code h} moves follow stands over {@code C D^h}. So sums and
 * comparisons need no common divisors.
 */
final class FiniteOptimum {
    private final Economy economy;
    /** The states that count, every state before its successors. */
    final int[] order;
    /** By state, the most moves from it to the end. */
    private final int[] height;
    /** By move that may be used, the numerators of its successors' probabilities. */
    private final List<List<BigInteger>> chances;
    /** The same as doubles. */
    final double[][] approximate;
    /** Powers of {@code D}. */
    private final List<BigInteger> powers = new ArrayList<>(List.of(BigInteger.ONE));

    /**
     * What can happen, in whole numbers.
     *
     * @throws IllegalArgumentException if there is a cycle
     */
    FiniteOptimum(Economy economy) {
        this.economy = economy;
        order = order(economy);
        height = new int[economy.movesAt.size()];
        chances = new ArrayList<>(Collections.nCopies(economy.world.moves().size(), List.of()));
        approximate = new double[chances.size()][];
        List<Rational> all = new ArrayList<>();
        for (int k = order.length - 1; k >= 0; k--) {
            for (int move : economy.movesAt.get(order[k])) {
                for (Move.Successor next : economy.move(move).next()) {
                    height[order[k]] = Math.max(height[order[k]], 1 + height[next.state()]);
                    all.add(next.probability());
                }
            }
        }
        Fractions fractions = Fractions.of(all);
        int used = 0;
        for (int k = order.length - 1; k >= 0; k--) {
            for (int move : economy.movesAt.get(order[k])) {
                int end = used + economy.move(move).next().size();
                chances.set(move, fractions.numerators().subList(used, end));
                approximate[move] = economy.move(move).next().stream()
                        .mapToDouble(next -> next.probability().toDouble())
                        .toArray();
                used = end;
            }
            while (powers.size() <= height[order[k]]) {
                powers.add(powers.get(powers.size() - 1).multiply(fractions.denominator()));
            }
        }
    }

    /**
     * What an agent earns from each state on at least, or at most, under any optimal policy.
     *
     * @param side -1 for the least, 1 for the most
     */
    List<Rational> extreme(WholeWorld.Worths worths, Rewards rewards, int agent, int side) {
        BigInteger[] values = new BigInteger[height.length];
        solve(worths, values, new int[height.length]);
        List<Rational> extreme = new ArrayList<>(Collections.nCopies(height.length, Rational.ZERO));
        for (int k = order.length - 1; k >= 0; k--) {
            int s = order[k];
            Rational found = null;
            for (int move : economy.movesAt.get(s)) {
                if (value(s, move, worths.of(move, economy.absent), values).equals(values[s])) {
                    Rational earned = rewards.of(agent, move);
                    for (Move.Successor next : economy.move(move).next()) {
                        earned = earned.plus(next.probability().times(extreme.get(next.state())));
                    }
                    found = found == null || side * earned.compareTo(found) > 0 ? earned.reduced() : found;
                }
            }
            extreme.set(s, found == null ? Rational.ZERO : found);
        }
        return extreme;
    }

    /** The optimum in an instance: of moves that are worth the same, the lowest. */
    Proof proof(WholeWorld.Worths worths) {
        int[] policy = new int[height.length];
        BigInteger[] values = new BigInteger[height.length];
        solve(worths, values, policy);
        List<Rational> visits = visits(policy);
        List<Proof.Row> rows = new ArrayList<>();
        List<Rational> first = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            Rational value = Rational.of(values[s], denominator(s, worths.denominator));
            rows.add(new Proof.Row(s, policy[s], visits.get(s), Rational.ZERO, value));
            if (economy.world.initial().get(s).signum() > 0) {
                first.add(economy.world.initial().get(s).times(value));
            }
        }
        return new Proof(Fractions.sum(first), rows);
    }

    private void solve(WholeWorld.Worths worths, BigInteger[] values, int[] policy) {
        for (int k = order.length - 1; k >= 0; k--) {
            int s = order[k];
            for (int move : economy.movesAt.get(s)) {
                BigInteger value = value(s, move, worths.of(move, economy.absent), values);
                if (values[s] == null || value.compareTo(values[s]) > 0) {
                    values[s] = value;
                    policy[s] = move;
                }
            }
        }
    }

    /** What a move is worth, over the denominator of its state. */
    private BigInteger value(int s, int index, BigInteger coefficient, BigInteger[] values) {
        BigInteger sum = scaled(s, coefficient);
        List<Move.Successor> next = economy.move(index).next();
        for (int k = 0; k < next.size(); k++) {
            sum = sum.add(share(s, index, k, values[next.get(k).state()]));
        }
        return sum;
    }

    /** Of a state's value, where that of a coefficient is given. */
    BigInteger denominator(int s, BigInteger coefficients) {
        return coefficients.multiply(powers.get(height[s]));
    }

    /** A coefficient over the denominator of its state. */
    BigInteger scaled(int s, BigInteger coefficient) {
        return coefficient.multiply(powers.get(height[s]));
    }

    /** What a move's successor adds over the denominator of the move's state. */
    BigInteger share(int s, int index, int k, BigInteger value) {
        int state = economy.move(index).next().get(k).state();
        return value.multiply(powers.get(height[s] - 1 - height[state]))
                .multiply(chances.get(index).get(k));
    }

    /** Visits of a policy; shape {@code [S]}. */
    List<Rational> visits(int[] policy) {
        List<Rational> visits = new ArrayList<>(economy.world.initial());
        for (int s : order) {
            Rational here = visits.get(s).reduced();
            visits.set(s, here);
            for (Move.Successor next : here.signum() == 0
                    ? List.<Move.Successor>of()
                    : economy.move(policy[s]).next()) {
                Rational more = next.probability().times(here);
                visits.set(next.state(), visits.get(next.state()).plus(more).reduced());
            }
        }
        return visits;
    }

    /**
     * The states that count, every state before its successors.
     *
     * @throws IllegalArgumentException if there is a cycle
     */
    static int[] order(Economy economy) {
        int[] open = new int[economy.movesAt.size()];
        economy.states.stream()
                .forEach(s -> economy.movesAt.get(s).forEach(move -> {
                    economy.move(move).next().forEach(next -> open[next.state()]++);
                }));
        int[] order = new int[economy.states.cardinality()];
        int found = 0;
        for (int s : economy.states.stream().toArray()) {
            if (open[s] == 0) {
                order[found++] = s;
            }
        }
        for (int done = 0; done < found; done++) {
            for (int move : economy.movesAt.get(order[done])) {
                for (Move.Successor next : economy.move(move).next()) {
                    if (--open[next.state()] == 0) {
                        order[found++] = next.state();
                    }
                }
            }
        }
        if (found < order.length) {
            int s = economy.states.stream()
                    .filter(state -> open[state] > 0)
                    .findFirst()
                    .orElseThrow();
            throw Refusal.of(
                    "horizon finite needs a graph without cycles: there is one through or before state \""
                            + economy.world.states().get(s) + "\"",
                    "Maybe use a discounted horizon.");
        }
        return order;
    }
}
