package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.LinearSystem;
import org.dynama.exact.rational.Rational;

/**
 * What a policy earns per period from each state, and where it is in the long run; each number from a linear system.
 *
 * <p>Cost: one inverse modulo a prime for each recurrent class and for the states that are left for good, {@code O(S^3)} on
 * machine words; then for each solution of L digits {@code O(S^2 L)}, and {@code S} reductions to lowest terms.
 */
final class LongRun {
    private final Economy economy;
    private final int[] policy;
    private final PolicyGraph graph;
    /** The states of each recurrent class, and its system. */
    private final List<int[]> members = new ArrayList<>();

    private final List<LinearSystem> systems = new ArrayList<>();
    private final int[] passing;
    private final LinearSystem passages;

    /**
     * Gains and biases from each state, shape {@code [S]}.
     *
     * @param gains reward per period
     * @param biases 0 at the first state of each recurrent class
     */
    record Worth(List<Rational> gains, List<Rational> biases) {}

    LongRun(Economy economy, int[] policy) {
        this.economy = economy;
        this.policy = policy.clone();
        graph = new PolicyGraph(economy, policy, economy.states);
        for (BitSet states : graph.classes) {
            members.add(states.stream().toArray());
            systems.add(classSystem(members.get(members.size() - 1)));
        }
        passing = graph.transientStates.stream().toArray();
        passages = transientSystem();
    }

    /** Whether every state that counts comes to one and the same recurrent class. */
    boolean isUnichain() {
        return members.size() == 1;
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

    /** {@code I - P} on the states that are left for good. */
    private LinearSystem transientSystem() {
        int[] index = AverageOptimum.positions(passing, policy.length);
        LinearSystem.Builder system = new LinearSystem.Builder(passing.length);
        for (int k = 0; k < passing.length; k++) {
            system.add(k, k, Rational.ONE);
            for (Move.Successor next : economy.move(policy[passing[k]]).next()) {
                if (index[next.state()] >= 0) {
                    system.add(k, index[next.state()], next.probability().negated());
                }
            }
        }
        return system.build();
    }

    /** By state, what the policy's moves are worth in the economy. */
    List<Rational> coefficients() {
        List<Rational> earned = AverageOptimum.zeros(economy);
        economy.states.stream().forEach(s -> earned.set(s, economy.coefficient(policy[s])));
        return earned;
    }

    /** What comes of it if a period in a state earns as given, shape {@code [S]}. */
    Worth worth(List<Rational> earned) {
        Worth worth = new Worth(AverageOptimum.zeros(economy), AverageOptimum.zeros(economy));
        for (int c = 0; c < members.size(); c++) {
            int[] states = members.get(c);
            List<Rational> solution = systems.get(c).solve(at(states, earned));
            for (int k = 0; k < states.length; k++) {
                worth.gains.set(states[k], solution.get(0));
                if (k > 0) {
                    worth.biases.set(states[k], solution.get(k));
                }
            }
        }
        if (passing.length > 0) {
            evaluatePassing(earned, worth);
        }
        return worth;
    }

    private static List<Rational> at(int[] states, List<Rational> values) {
        List<Rational> some = new ArrayList<>();
        for (int s : states) {
            some.add(values.get(s));
        }
        return some;
    }

    private void evaluatePassing(List<Rational> earned, Worth worth) {
        List<Rational> gain = gainsOfPassing(worth.gains);
        NextValues biases = new NextValues(economy, worth.biases);
        List<Rational> right = new ArrayList<>();
        for (int k = 0; k < passing.length; k++) {
            int s = passing[k];
            right.add(earned.get(s).minus(gain.get(k)).plus(biases.of(policy[s])));
        }
        List<Rational> bias = passages.solve(right);
        for (int k = 0; k < passing.length; k++) {
            worth.gains.set(passing[k], gain.get(k));
            worth.biases.set(passing[k], bias.get(k));
        }
    }

    /** Where all classes have one gain there is nothing to solve. */
    private List<Rational> gainsOfPassing(List<Rational> gains) {
        Rational first = gains.get(members.get(0)[0]);
        boolean same = members.stream().allMatch(states -> gains.get(states[0]).equals(first));
        List<Rational> later = new ArrayList<>();
        NextValues expected = new NextValues(economy, gains);
        for (int s : passing) {
            later.add(same ? first : expected.of(policy[s]));
        }
        return same ? later : passages.solve(later);
    }

    /** Shape {@code [S]}; expected visits, from the start, of the states that are left for good. */
    List<Rational> passages() {
        List<Rational> visits = AverageOptimum.zeros(economy);
        if (passing.length > 0) {
            List<Rational> solution = passages.solveTransposed(at(passing, economy.world.initial()));
            for (int k = 0; k < passing.length; k++) {
                visits.set(passing[k], solution.get(k));
            }
        }
        return visits;
    }

    /** Shape {@code [S]}; the share of periods, from the start, that are spent in each state in the long run. */
    List<Rational> shares(List<Rational> passages) {
        List<Rational> shares = AverageOptimum.zeros(economy);
        List<Rational> entered = isUnichain() ? List.of() : entered(passages);
        for (int c = 0; c < members.size(); c++) {
            int[] states = members.get(c);
            Rational settled = isUnichain() ? Rational.ONE : sum(at(states, entered));
            List<Rational> unit = new ArrayList<>();
            for (int k = 0; k < states.length; k++) {
                unit.add(k == 0 ? settled : Rational.ZERO);
            }
            if (settled.signum() > 0) {
                List<Rational> stationary = systems.get(c).solveTransposed(unit);
                for (int k = 0; k < states.length; k++) {
                    shares.set(states[k], stationary.get(k));
                }
            }
        }
        return shares;
    }

    /** By state, the probability that a run settles in its class, and there at first. */
    private List<Rational> entered(List<Rational> passages) {
        List<Rational> entered = new ArrayList<>(economy.world.initial());
        for (int s : passing) {
            for (Move.Successor next : passages.get(s).signum() == 0
                    ? List.<Move.Successor>of()
                    : economy.move(policy[s]).next()) {
                Rational more = passages.get(s).times(next.probability());
                entered.set(next.state(), entered.get(next.state()).plus(more).reduced());
            }
        }
        return entered;
    }

    private static Rational sum(List<Rational> values) {
        return Fractions.sum(values);
    }
}
