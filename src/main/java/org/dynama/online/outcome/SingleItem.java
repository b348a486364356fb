package org.dynama.online.outcome;

import org.dynama.refusal.Refusal;

/**
 * One item for one agent or nobody; allocation 1 is winning it. Cost: {@code O(n)} for everything.
 *
 * @param agents at least 1
 */
public record SingleItem(int agents) implements Outcomes {

    public SingleItem {
        if (agents < 1) {
            throw new Refusal("agents", agents, "must be at least 1", "");
        }
    }

    @Override
    public int allocations() {
        return 2;
    }

    @Override
    public int[][] exploration(boolean designer) {
        int[][] rounds = new int[agents][agents + 1];
        for (int i = 0; i < agents; i++) {
            rounds[i][i] = 1;
        }
        return rounds;
    }

    @Override
    public Maximizer maximizer() {
        return new Sorting(agents);
    }

    private record Sorting(int agents) implements Maximizer {

        @Override
        public double best(double[] values, double[] designer, int[] outcome) {
            double base = 0;
            double most = 0;
            int winner = -1;
            for (int i = 0; i < agents; i++) {
                double left = values[2 * i] + designer[2 * i];
                double gain = values[2 * i + 1] + designer[2 * i + 1] - left;
                base += left;
                outcome[i] = 0;
                if (gain > most || (winner < 0 && gain == most)) {
                    most = gain;
                    winner = i;
                }
            }
            if (winner >= 0) {
                outcome[winner] = 1;
            }
            return base + most;
        }

        @Override
        public void bestWithout(double[] values, double[] designer, double[] without) {
            double base = 0;
            double first = 0;
            double second = 0;
            int winner = -1;
            for (int i = 0; i < agents; i++) {
                double left = values[2 * i] + designer[2 * i];
                double gain = values[2 * i + 1] + designer[2 * i + 1] - left;
                base += left;
                if (gain > first) {
                    second = first;
                    first = gain;
                    winner = i;
                } else if (gain > second) {
                    second = gain;
                }
            }
            for (int i = 0; i < agents; i++) {
                double others = i == winner ? second : first;
                double unwanted = designer[2 * i + 1] - designer[2 * i];
                without[i] = base - values[2 * i] + Math.max(others, unwanted);
            }
        }
    }
}
