package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.LinearSystem;
import org.dynama.exact.rational.Rational;

/** Discounted and total horizons: exact policy iteration, each policy's values and visits from one linear system. */
final class DiscountedOptimum {
    private DiscountedOptimum() {}

    static Proof improve(Economy economy, int[] policy) {
        int[] states = economy.states.stream().toArray();
        LinearSystem system;
        List<Rational> values;
        Lasting lasting = economy.lasting;
        if (lasting != null) {
            lasting.lead(policy);
        }
        do {
            if (lasting != null) {
                lasting.requireEnd(economy, policy);
            }
            system = system(economy, policy, states);
            List<Rational> coefficients = new ArrayList<>();
            for (int s : states) {
                coefficients.add(economy.coefficient(policy[s]));
            }
            values = spread(system.solve(coefficients), states, policy.length);
        } while (Optimum.improve(economy, policy, values));
        boolean changed = lasting == null
                ? Optimum.breakTies(economy, policy, values)
                : lasting.breakTies(economy, policy, values);
        if (changed) {
            system = system(economy, policy, states);
        }
        List<Rational> first = new ArrayList<>();
        for (int s : states) {
            first.add(economy.world.initial().get(s));
        }
        List<Rational> visits = system.solveTransposed(first);
        List<Proof.Row> rows = new ArrayList<>();
        Rational value = Rational.ZERO;
        for (int k = 0; k < states.length; k++) {
            Rational here = values.get(states[k]);
            rows.add(new Proof.Row(states[k], policy[states[k]], visits.get(k), Rational.ZERO, here));
            value = value.plus(first.get(k).times(here)).reduced();
        }
        return new Proof(value, rows);
    }

    /** {@code I - discount * P} of a policy, on the states that count. */
    private static LinearSystem system(Economy economy, int[] policy, int[] states) {
        int[] index = new int[policy.length];
        for (int k = 0; k < states.length; k++) {
            index[states[k]] = k;
        }
        Rational discount = economy.world.timing().discount();
        LinearSystem.Builder system = new LinearSystem.Builder(states.length);
        for (int k = 0; k < states.length; k++) {
            system.add(k, k, Rational.ONE);
            for (Move.Successor next : economy.move(policy[states[k]]).next()) {
                system.add(
                        k,
                        index[next.state()],
                        discount.times(next.probability()).negated().reduced());
            }
        }
        return system.build();
    }

    private static List<Rational> spread(List<Rational> values, int[] states, int count) {
        List<Rational> spread = new ArrayList<>(Collections.nCopies(count, Rational.ZERO));
        for (int k = 0; k < states.length; k++) {
            spread.set(states[k], values.get(k));
        }
        return spread;
    }
}
