package org.dynama.online.bandit;

import java.util.Arrays;
import org.dynama.online.outcome.Outcomes;

/**
 * One price for whatever an agent may have, posted before the first round. All that there is is tried once, free of charge;
 * from then on the outcome is chosen that is best for the designer and for agents who pay the price, by the means of what they
 * have reported. A mean of a few rounds may keep an agent away for ever: prices do not move, and nobody explores.
 *
 * @param price as a share of the most that an agent may have in a round; finite and not negative
 */
public record PostedPriceMechanism(double price) implements RoundMechanism {
    @Override
    public Rule begin(Known known) {
        return new Posted(known);
    }

    private final class Posted implements Rule {
        private final int allocations;
        private final int[][] trials;
        private final Outcomes.Maximizer maximizer;
        private final Estimates estimates;
        private final double[] mean;
        private final double[] surplus;
        private final double[] designer;

        Posted(Known known) {
            allocations = known.outcomes().allocations();
            trials = known.outcomes().exploration(false);
            maximizer = known.outcomes().maximizer();
            designer = known.designer().toArray();
            mean = known.values().toArray();
            surplus = new double[mean.length];
            boolean[] isKnown = new boolean[mean.length];
            for (int k = 0; k < isKnown.length; k++) {
                isKnown[k] = !Double.isNaN(mean[k]);
            }
            estimates = new Estimates(mean, isKnown, true);
        }

        @Override
        public void decide(long t, Turn turn) {
            if (t <= trials.length) {
                turn.explore(trials[(int) t - 1]);
                return;
            }
            estimates.bound(0, mean);
            for (int k = 0; k < mean.length; k++) {
                surplus[k] = k % allocations == 0 ? mean[k] : mean[k] - price;
            }
            maximizer.best(surplus, designer, turn.outcome());
            Arrays.setAll(turn.prices(), i -> turn.outcome()[i] == 0 ? 0 : price);
            turn.charge();
        }

        @Override
        public void hear(int i, int s, double report) {
            estimates.add(i * allocations + s, report);
        }
    }
}
