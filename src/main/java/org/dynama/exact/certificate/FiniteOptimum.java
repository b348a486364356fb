package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/** Acyclic graphs: values by backward substitution, visits by forward substitution. */
final class FiniteOptimum {
    private FiniteOptimum() {}

    /** Makes the policy optimal, from the last states to the first ones. */
    static Proof improve(Economy economy, int[] policy) {
        int[] order = order(economy);
        int count = policy.length;
        List<Rational> values = new ArrayList<>(Collections.nCopies(count, Rational.ZERO));
        for (int k = order.length - 1; k >= 0; k--) {
            int s = order[k];
            Rational best = worth(economy, policy[s], values);
            for (int move : economy.movesAt.get(s)) {
                Rational worth = move == policy[s] ? best : worth(economy, move, values);
                if (worth.compareTo(best) > 0) {
                    best = worth;
                    policy[s] = move;
                }
            }
            values.set(s, best.reduced());
        }
        List<Rational> visits = visits(economy, policy, order);
        List<Proof.Row> rows = new ArrayList<>();
        Rational value = Rational.ZERO;
        for (int s : economy.states.stream().toArray()) {
            rows.add(new Proof.Row(s, policy[s], visits.get(s), Rational.ZERO, values.get(s)));
            value = value.plus(economy.world.initial().get(s).times(values.get(s)))
                    .reduced();
        }
        return new Proof(value, rows);
    }

    private static Rational worth(Economy economy, int index, List<Rational> values) {
        Rational sum = economy.coefficient(index);
        for (Move.Successor next : economy.move(index).next()) {
            sum = sum.plus(next.probability().times(values.get(next.state())));
        }
        return sum;
    }

    private static List<Rational> visits(Economy economy, int[] policy, int[] order) {
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
        return Arrays.copyOf(order, found);
    }
}
