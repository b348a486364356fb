package org.dynama.ama.mechanism;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.LeanOptimum;
import org.dynama.exact.rational.Rational;

/** What exact arithmetic says of one profile, each number rounded once. */
public final class ExactOutcome {
    private final double[] rewards;
    private final double[] payments;
    private final double[] utilities;
    private final double affineWelfare;
    private final double[] without;
    private final double[] losses;
    /** The pairs that are visited, and how often. */
    private final int[] pairs;

    private final double[] visits;
    /** By pair at a state that is left for good, expected visits. */
    private final Map<Integer, Double> passages = new TreeMap<>();

    /**
     * An outcome.
     *
     * @param weights of the agents
     * @param losses given the pairs that are visited and their visits, each of the environment's losses
     */
    ExactOutcome(Certifier.Dealt dealt, List<Rational> weights, BiFunction<int[], double[], double[]> losses) {
        rewards = doubles(dealt.rewards());
        Rational value = dealt.grand().value();
        affineWelfare = value.toDouble();
        without = doubles(dealt.marginals());
        payments = new double[without.length];
        utilities = new double[without.length];
        for (int i = 0; i < without.length; i++) {
            Rational reward = dealt.rewards().get(i);
            Rational payment = Certifier.payment(reward, dealt.marginals().get(i), value, weights.get(i));
            payments[i] = payment.toDouble();
            utilities[i] = reward.minus(payment).toDouble();
        }
        List<LeanOptimum.Visit> visited = dealt.grand().visits();
        pairs = visited.stream().mapToInt(visit -> visit.move()).toArray();
        visits = doubles(visited.stream().map(LeanOptimum.Visit::mass).toList());
        this.losses = losses.apply(pairs, visits);
        dealt.grand()
                .passages()
                .forEach(passage -> passages.put(passage.move(), passage.mass().toDouble()));
    }

    /**
     * An exact policy with the values that doubles have found, where they are near enough.
     *
     * @param policy the exact outcome without marginal economies
     * @param outcome of the doubles
     * @param b its profile
     */
    ExactOutcome(ExactOutcome policy, Outcome outcome, AmaParameters parameters, int b) {
        rewards = policy.rewards;
        losses = policy.losses;
        pairs = policy.pairs;
        visits = policy.visits;
        passages.putAll(policy.passages);
        affineWelfare = outcome.affineWelfare(b);
        without = new double[rewards.length];
        payments = new double[rewards.length];
        utilities = new double[rewards.length];
        for (int i = 0; i < rewards.length; i++) {
            without[i] = outcome.affineWelfareWithout(i, b);
            utilities[i] = (affineWelfare - without[i]) / parameters.weights().get(i);
            payments[i] = rewards[i] - utilities[i];
        }
    }

    private static double[] doubles(List<Rational> numbers) {
        return numbers.stream().mapToDouble(Rational::toDouble).toArray();
    }

    double payment(int i) {
        return payments[i];
    }

    double reward(int i) {
        return rewards[i];
    }

    double utility(int i) {
        return utilities[i];
    }

    double affineWelfare() {
        return affineWelfare;
    }

    double affineWelfareWithout(int i) {
        return without[i];
    }

    double[] losses() {
        return losses.clone();
    }

    /** In the long run, by pair at a state that a run leaves for good, its expected visits on the way to where it settles. */
    public Map<Integer, Double> passages() {
        return Collections.unmodifiableMap(passages);
    }

    void addVisits(double[] sum) {
        for (int k = 0; k < pairs.length; k++) {
            sum[pairs[k]] += visits[k];
        }
    }

    /**
     * Writes expected visits into a column of a table.
     *
     * @param table shape {@code [S, A, B]}, flattened
     * @param count its {@code B}
     * @param b the column
     */
    public void fillVisits(double[] table, int count, int b) {
        for (int at = b; at < table.length; at += count) {
            table[at] = 0;
        }
        for (int k = 0; k < pairs.length; k++) {
            table[pairs[k] * count + b] = visits[k];
        }
    }
}
