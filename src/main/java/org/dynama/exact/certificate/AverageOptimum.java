package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * Average reward: exact policy iteration on gains first, on biases among equal gains.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 9.2</a>
 */
final class AverageOptimum {
    private AverageOptimum() {}

    /** @throws IllegalArgumentException if the optimal gain is not the same from every state that counts */
    static Proof improve(Economy economy, int[] policy) {
        LongRun run;
        do {
            run = new LongRun(economy, policy, economy.states);
        } while (improveGain(economy, policy, run.gains())
                || (isConstant(economy, run.gains())
                        ? Optimum.improve(economy, policy, run.biases(), anyGain(economy, run))
                        : improveBias(economy, policy, run)));
        requireConstant(economy, run.gains());
        Rational gain = anyGain(economy, run);
        BitSet reached = PolicyGraph.reached(economy, policy);
        LongRun fromStart = new LongRun(economy, policy, reached);
        List<Rational> passages = fromStart.passages();
        List<Rational> shares = fromStart.shares(passages);
        List<Proof.Row> rows = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            rows.add(new Proof.Row(
                    s, policy[s], shares.get(s), passages.get(s), run.biases().get(s)));
        }
        return new Proof(gain, rows);
    }

    private static Rational anyGain(Economy economy, LongRun run) {
        return run.gains().get(economy.states.nextSetBit(0));
    }

    private static boolean isConstant(Economy economy, List<Rational> gains) {
        Rational first = gains.get(economy.states.nextSetBit(0));
        return economy.states.stream().allMatch(s -> gains.get(s).equals(first));
    }

    /** Takes moves that lead to states of more gain; whether there were any. */
    private static boolean improveGain(Economy economy, int[] policy, List<Rational> gains) {
        boolean improved = false;
        for (int s : economy.states.stream().toArray()) {
            Rational best = gains.get(s);
            for (int move : economy.movesAt.get(s)) {
                Rational next = expected(economy, move, gains);
                if (next.compareTo(best) > 0) {
                    best = next;
                    policy[s] = move;
                    improved = true;
                }
            }
        }
        return improved;
    }

    /** The same for biases, among moves that keep the gain, where gains differ from state to state. */
    private static boolean improveBias(Economy economy, int[] policy, LongRun run) {
        boolean improved = false;
        for (int s : economy.states.stream().toArray()) {
            Rational gain = run.gains().get(s);
            Rational best = gain.plus(run.biases().get(s));
            for (int move : economy.movesAt.get(s)) {
                if (expected(economy, move, run.gains()).equals(gain)) {
                    Rational worth = economy.coefficient(move).plus(expected(economy, move, run.biases()));
                    if (worth.compareTo(best) > 0) {
                        best = worth;
                        policy[s] = move;
                        improved = true;
                    }
                }
            }
        }
        return improved;
    }

    static Rational expected(Economy economy, int move, List<Rational> values) {
        Rational sum = Rational.ZERO;
        for (Move.Successor next : economy.move(move).next()) {
            sum = sum.plus(next.probability().times(values.get(next.state())));
        }
        return sum;
    }

    private static void requireConstant(Economy economy, List<Rational> gains) {
        if (isConstant(economy, gains)) {
            return;
        }
        List<Integer> states = new ArrayList<>(economy.states.stream().boxed().toList());
        states.sort((s, other) -> gains.get(s).compareTo(gains.get(other)));
        int worst = states.get(0);
        int best = states.get(states.size() - 1);
        List<String> below = economy.states.stream()
                .boxed()
                .filter(s -> gains.get(s).compareTo(gains.get(best)) < 0)
                .map(s -> "\"" + economy.world.states().get(s) + "\"")
                .toList();
        throw Refusal.of(
                "the optimal gain of " + economy.name + " depends on the state: "
                        + gains.get(worst).toDouble() + " from \""
                        + economy.world.states().get(worst) + "\", "
                        + gains.get(best).toDouble() + " from \""
                        + economy.world.states().get(best) + "\"; it is smaller at " + String.join(", ", below),
                "Maybe add actions that lead on from there, or use a discounted horizon.");
    }

    /** A list of zeros, one a state. */
    static List<Rational> zeros(Economy economy) {
        return new ArrayList<>(Collections.nCopies(economy.world.states().size(), Rational.ZERO));
    }

    static int[] positions(int[] states, int count) {
        int[] index = new int[count];
        Arrays.fill(index, -1);
        for (int k = 0; k < states.length; k++) {
            index[states[k]] = k;
        }
        return index;
    }
}
