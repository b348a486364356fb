package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * Average reward: exact policy iteration on gains first, on biases among equal gains. Among moves of equal bias the lowest
 * is taken. Where runs can stay in different places at the best gain, biases are those of the policy that earns most on its
 * way there, so that they, and what is a tie, do not depend on where iteration begins.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, sections 9.2 and 10.2</a>
 */
final class AverageOptimum {
    private AverageOptimum() {}

    static Proof improve(Economy economy, int[] policy) {
        LongRun run;
        LongRun.Worth worth;
        do {
            run = new LongRun(economy, policy);
            worth = run.worth(run.coefficients());
        } while (improveGain(economy, policy, worth.gains())
                || Optimum.improve(economy, policy, new Bellman(economy, worth.biases(), worth.gains())));
        int[] proven = policy.clone();
        List<Rational> gains = worth.gains();
        List<Rational> biases = worth.biases();
        LevelMoves level = new LevelMoves(economy, gains, biases);
        if (level.hasSeveralEnds()) {
            biases = BiasOptimum.improve(economy, policy, gains);
            level = new LevelMoves(economy, gains, biases);
        }
        level.takeLowest(policy);
        LongRun lowest = Arrays.equals(proven, policy) ? run : new LongRun(economy, policy);
        List<Rational> passages = lowest.passages();
        List<Rational> shares = lowest.shares(passages);
        List<Proof.Row> rows = new ArrayList<>();
        List<Rational> byRow = new ArrayList<>();
        List<Rational> parts = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            rows.add(new Proof.Row(s, policy[s], shares.get(s), passages.get(s), biases.get(s)));
            byRow.add(gains.get(s));
            parts.add(economy.world.initial().get(s).times(gains.get(s)));
        }
        return economy.hasOne(gains) ? new Proof(byRow.get(0), rows) : new Proof(Fractions.sum(parts), rows, byRow);
    }

    /** Takes moves that lead to states of more gain; whether there were any. */
    private static boolean improveGain(Economy economy, int[] policy, List<Rational> gains) {
        if (economy.hasOne(gains)) {
            return false;
        }
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
