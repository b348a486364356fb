package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.LinearSystem;
import org.dynama.exact.rational.Rational;

/** What a policy earns per period from each state, and where it is in the long run; each number from a linear system. */
final class LongRun {
    private final Economy economy;
    private final int[] policy;
    private final PolicyGraph graph;
    private final List<Rational> gains;
    private final List<Rational> biases;

    /** @param within the states looked at; the policy must not leave them */
    LongRun(Economy economy, int[] policy, BitSet within) {
        this.economy = economy;
        this.policy = policy.clone();
        graph = new PolicyGraph(economy, policy, within);
        gains = AverageOptimum.zeros(economy);
        biases = AverageOptimum.zeros(economy);
        graph.classes.forEach(this::evaluateClass);
        evaluateTransient();
    }

    /** Shape {@code [S]}; reward per period in the long run, from each state. */
    List<Rational> gains() {
        return gains;
    }

    /** Shape {@code [S]}; 0 at the first state of each recurrent class. */
    List<Rational> biases() {
        return biases;
    }

    /**
     * {@code I - P} on a recurrent class, with ones in the first column: its solution for the rewards is the gain and the
     * biases of all states but the first; that of its transpose for the first unit vector is the stationary distribution.
     */
    private LinearSystem classSystem(int[] states) {
        int[] index = AverageOptimum.positions(states, policy.length);
        LinearSystem.Builder system = new LinearSystem.Builder(states.length);
        for (int k = 0; k < states.length; k++) {
            system.add(k, 0, Rational.ONE);
            if (k > 0) {
                system.add(k, k, Rational.ONE);
            }
            for (Move.Successor next : economy.move(policy[states[k]]).next()) {
                int column = index[next.state()];
                if (column > 0) {
                    system.add(k, column, next.probability().negated());
                }
            }
        }
        return system.build();
    }

    private void evaluateClass(BitSet members) {
        int[] states = members.stream().toArray();
        List<Rational> coefficients = new ArrayList<>();
        for (int s : states) {
            coefficients.add(economy.coefficient(policy[s]));
        }
        List<Rational> solution = classSystem(states).solve(coefficients);
        for (int k = 0; k < states.length; k++) {
            gains.set(states[k], solution.get(0));
            if (k > 0) {
                biases.set(states[k], solution.get(k));
            }
        }
    }

    /** {@code I - P} on the states that are left for good. */
    private LinearSystem transientSystem(int[] states) {
        int[] index = AverageOptimum.positions(states, policy.length);
        LinearSystem.Builder system = new LinearSystem.Builder(states.length);
        for (int k = 0; k < states.length; k++) {
            system.add(k, k, Rational.ONE);
            for (Move.Successor next : economy.move(policy[states[k]]).next()) {
                if (index[next.state()] >= 0) {
                    system.add(k, index[next.state()], next.probability().negated());
                }
            }
        }
        return system.build();
    }

    private void evaluateTransient() {
        int[] states = graph.transientStates.stream().toArray();
        if (states.length == 0) {
            return;
        }
        LinearSystem system = transientSystem(states);
        List<Rational> later = new ArrayList<>();
        for (int s : states) {
            later.add(AverageOptimum.expected(economy, policy[s], gains).reduced());
        }
        List<Rational> gain = system.solve(later);
        List<Rational> right = new ArrayList<>();
        for (int k = 0; k < states.length; k++) {
            right.add(economy.coefficient(policy[states[k]])
                    .minus(gain.get(k))
                    .plus(AverageOptimum.expected(economy, policy[states[k]], biases))
                    .reduced());
        }
        List<Rational> bias = system.solve(right);
        for (int k = 0; k < states.length; k++) {
            gains.set(states[k], gain.get(k));
            biases.set(states[k], bias.get(k));
        }
    }

    /** Shape {@code [S]}; expected visits, from the start, of the states that are left for good. */
    List<Rational> passages() {
        List<Rational> passages = AverageOptimum.zeros(economy);
        int[] states = graph.transientStates.stream().toArray();
        if (states.length > 0) {
            List<Rational> first = new ArrayList<>();
            for (int s : states) {
                first.add(economy.world.initial().get(s));
            }
            List<Rational> solution = transientSystem(states).solveTransposed(first);
            for (int k = 0; k < states.length; k++) {
                passages.set(states[k], solution.get(k));
            }
        }
        return passages;
    }

    /** Shape {@code [S]}; the share of periods, from the start, that are spent in each state in the long run. */
    List<Rational> shares(List<Rational> passages) {
        List<Rational> entered = new ArrayList<>(economy.world.initial());
        graph.transientStates.stream().forEach(s -> {
            for (Move.Successor next : economy.move(policy[s]).next()) {
                Rational more = passages.get(s).times(next.probability());
                entered.set(next.state(), entered.get(next.state()).plus(more).reduced());
            }
        });
        List<Rational> shares = AverageOptimum.zeros(economy);
        for (BitSet members : graph.classes) {
            int[] states = members.stream().toArray();
            List<Rational> unit = new ArrayList<>();
            Rational settled = Rational.ZERO;
            for (int k = 0; k < states.length; k++) {
                unit.add(k == 0 ? Rational.ONE : Rational.ZERO);
                settled = settled.plus(entered.get(states[k]));
            }
            List<Rational> stationary = classSystem(states).solveTransposed(unit);
            for (int k = 0; k < states.length; k++) {
                shares.set(states[k], stationary.get(k).times(settled).reduced());
            }
        }
        return shares;
    }
}
