package org.dynama.ama.mechanism;

import java.util.Arrays;
import java.util.List;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;

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

    /**
     * An outcome.
     *
     * @param pairOf by move, its state-action pair
     */
    ExactOutcome(Certifier.Solved solved, int[] pairOf, int pairCount, List<Loss> losses, Profiles profiles, int b) {
        rewards = doubles(solved.settlement().rewards());
        payments = doubles(solved.settlement().payments());
        utilities = doubles(solved.settlement().utilities());
        affineWelfare = solved.grand().value().toDouble();
        without = doubles(solved.marginals().stream().map(Proof::value).toList());
        List<Proof.Row> rows = solved.grand().rows().stream()
                .filter(row -> row.visits().signum() > 0)
                .toList();
        pairs = rows.stream().mapToInt(row -> pairOf[row.move()]).toArray();
        visits = doubles(rows.stream().map(Proof.Row::visits).toList());
        this.losses = losses.stream()
                .mapToDouble(loss -> borne(loss.table(profiles.slice(b, b + 1), pairCount)))
                .toArray();
    }

    private static double[] doubles(List<Rational> numbers) {
        return numbers.stream().mapToDouble(Rational::toDouble).toArray();
    }

    private double borne(double[][] table) {
        double sum = 0;
        for (int k = 0; k < pairs.length; k++) {
            sum += visits[k] * table[pairs[k]][0];
        }
        return sum;
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

    @Override
    public String toString() {
        return "payments " + Arrays.toString(payments);
    }
}
