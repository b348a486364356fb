package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * Average reward: exact policy iteration on gains first, on biases among equal gains. Among moves of equal bias the lowest
 * is taken. Where runs can stay in different places at the best gain, biases are those of the policy that earns most on its
 * way there, so that they, and what is a tie, do not depend on where iteration begins.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, sections 9.2 and 10.2</a>
 */
final class AverageOptimum {
    private AverageOptimum() {}

    /** @throws IllegalArgumentException if the optimal gain is not the same from every state that counts */
    static Proof improve(Economy economy, int[] policy) {
        LongRun run;
        LongRun.Worth worth;
        do {
            run = new LongRun(economy, policy);
            worth = run.worth(run.coefficients());
        } while (isConstant(economy, worth.gains())
                ? Optimum.improve(economy, policy, worth.biases(), anyGain(economy, worth))
                : improveGain(economy, policy, worth.gains()) || improveBias(economy, policy, worth));
        requireConstant(economy, worth.gains());
        int[] proven = policy.clone();
        Rational gain = anyGain(economy, worth);
        List<Rational> biases = worth.biases();
        LevelMoves level = new LevelMoves(economy, gain, biases);
        if (level.hasSeveralEnds()) {
            biases = BiasOptimum.improve(economy, policy, gain);
            level = new LevelMoves(economy, gain, biases);
        }
        level.takeLowest(policy);
        LongRun lowest = Arrays.equals(proven, policy) ? run : new LongRun(economy, policy);
        List<Rational> passages = lowest.passages();
        List<Rational> shares = lowest.shares(passages);
        List<Proof.Row> rows = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            rows.add(new Proof.Row(s, policy[s], shares.get(s), passages.get(s), biases.get(s)));
        }
        return new Proof(gain, rows);
    }

    private static Rational anyGain(Economy economy, LongRun.Worth worth) {
        return worth.gains().get(economy.states.nextSetBit(0));
    }

    private static boolean isConstant(Economy economy, List<Rational> gains) {
        Rational first = gains.get(economy.states.nextSetBit(0));
        return economy.states.stream().allMatch(s -> gains.get(s).equals(first));
    }

    /** Takes moves that lead to states of more gain; whether there were any. */
    private static boolean improveGain(Economy economy, int[] policy, List<Rational> gains) {
        boolean improved = false;
        NextValues expected = new NextValues(economy, gains);
        for (int s : economy.states.stream().toArray()) {
            Rational best = gains.get(s);
            for (int move : economy.movesAt.get(s)) {
                Rational next = expected.of(move);
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
    private static boolean improveBias(Economy economy, int[] policy, LongRun.Worth worth) {
        boolean improved = false;
        NextValues gains = new NextValues(economy, worth.gains());
        NextValues biases = new NextValues(economy, worth.biases());
        for (int s : economy.states.stream().toArray()) {
            Rational gain = worth.gains().get(s);
            Rational best = gain.plus(worth.biases().get(s));
            for (int move : economy.movesAt.get(s)) {
                if (gains.of(move).equals(gain)) {
                    Rational better = economy.coefficient(move).plus(biases.of(move));
                    if (better.compareTo(best) > 0) {
                        best = better;
                        policy[s] = move;
                        improved = true;
                    }
                }
            }
        }
        return improved;
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
