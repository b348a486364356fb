package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.RewardMap;

/** How far apart a visit's contributions to a feature can be. */
final class FeatureRanges {
    private FeatureRanges() {}

    /** The coefficient of a term with those of its like at a pair. */
    private static double together(RewardMap rewards, int pair, int term) {
        double sum = 0;
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            boolean isAlike =
                    rewards.agent(m) == rewards.agent(term) && rewards.component(m) == rewards.component(term);
            sum += isAlike ? rewards.coefficient(m) : 0;
        }
        return sum;
    }

    /** By entry and row, the range of what one visit can bring; the designer's is not asked for. */
    static double[][] of(RewardMap rewards, Menu menu, int dimension) {
        int width = dimension + 1;
        double[][] ranges = new double[menu.size()][];
        for (int k = 0; k < menu.size(); k++) {
            double[] high = new double[rewards.agents() * width];
            double[] low = new double[high.length];
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                int pair = menu.pair(m);
                for (int term = rewards.begin(pair); term < rewards.end(pair); term++) {
                    int row = rewards.agent(term) * width + rewards.component(term) + 1;
                    double all = together(rewards, pair, term);
                    high[row] = Math.max(high[row], all);
                    low[row] = Math.min(low[row], all);
                }
            }
            Arrays.setAll(high, row -> high[row] - low[row]);
            ranges[k] = high;
        }
        return ranges;
    }
}
