package org.dynama.ama.menu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dynama.solver.Assignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentLotteryTest {
    @ParameterizedTest(name = "{0} agents, {1} goods")
    @CsvSource({"1, 1", "1, 3", "2, 2", "3, 2", "4, 6"})
    void assignmentsMakeTheShares(int n, int m) {
        for (long seed = 1; seed <= 20; seed++) {
            double[] free = Markets.normals(new Random(seed), new MatchedShares(n, m).size(), 2);
            double[] shares = new double[n * m];
            new MatchedShares(n, m).shares(free, 0, shares, 0);
            double[][] table = new double[n][m];
            for (int x = 0; x < shares.length; x++) {
                table[x / m][x % m] = shares[x];
            }
            List<AssignmentLottery> lottery = AssignmentLottery.of(table);
            double total = 0;
            for (AssignmentLottery part : lottery) {
                total += part.probability();
                for (int i = 0; i < n; i++) {
                    if (part.good().get(i) >= 0) {
                        table[i][part.good().get(i)] -= part.probability();
                    }
                }
            }
            assertThat(total).isCloseTo(1, within(1e-12));
            for (double[] row : table) {
                for (double left : row) {
                    assertThat(left).isCloseTo(0, within(1e-12));
                }
            }
        }
    }

    /** The matching gains as much as the best of all. */
    @ParameterizedTest(name = "{0} agents, {1} goods")
    @CsvSource({"1, 1", "1, 3", "2, 2", "3, 2", "3, 4"})
    void theMatchingIsTheBestOfAll(int n, int m) {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            double[][] gain = new double[n][m];
            for (double[] row : gain) {
                for (int j = 0; j < m; j++) {
                    row[j] = random.nextDouble() - 0.4;
                }
            }
            int[] good = Assignment.best(gain);
            double sum = 0;
            boolean[] taken = new boolean[m];
            for (int i = 0; i < n; i++) {
                if (good[i] >= 0) {
                    assertThat(taken[good[i]]).isFalse();
                    taken[good[i]] = true;
                    sum += gain[i][good[i]];
                }
            }
            assertThat(sum).isCloseTo(best(gain, 0, new boolean[m]), within(1e-12));
        }
    }

    private static double best(double[][] gain, int i, boolean[] taken) {
        if (i == gain.length) {
            return 0;
        }
        double best = best(gain, i + 1, taken);
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.max(best, gain[i][j] + best(gain, i + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }
}
