package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * The largest biases among policies of the best gain: policy iteration on biases, and among equal ones on what biases leave
 * open, how they add up along a run. Biases are those that average 0 in the long run, so that there is one answer.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 10.2</a>
 */
final class BiasOptimum {
    private BiasOptimum() {}

    /**
     * Makes the policy one of the largest biases, which it returns, shape {@code [S]}.
     *
     * @param policy of the best gains
     * @param gains shape {@code [S]}
     */
    static List<Rational> improve(Economy economy, int[] policy, List<Rational> gains) {
        List<Rational> biases;
        LongRun.Worth sums;
        do {
            LongRun run = new LongRun(economy, policy);
            List<Rational> relative = run.worth(run.coefficients()).biases();
            List<Rational> averages = run.worth(relative).gains();
            biases = difference(relative, averages);
            sums = run.worth(difference(AverageOptimum.zeros(economy), biases));
        } while (Optimum.improve(economy, policy, new Bellman(economy, biases, gains))
                || improveSums(economy, policy, new LevelMoves(economy, gains, biases), sums.biases()));
        return biases;
    }

    private static List<Rational> difference(List<Rational> left, List<Rational> right) {
        List<Rational> difference = new ArrayList<>();
        for (int s = 0; s < left.size(); s++) {
            difference.add(left.get(s).minus(right.get(s)).reduced());
        }
        return difference;
    }

    /** Among moves of equal bias takes those that lead to larger sums; whether there were any. */
    private static boolean improveSums(Economy economy, int[] policy, LevelMoves level, List<Rational> sums) {
        boolean improved = false;
        NextValues expected = new NextValues(economy, sums);
        for (int s : economy.states.stream().toArray()) {
            Rational best = expected.of(policy[s]);
            for (int move : level.at(s)) {
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
}
