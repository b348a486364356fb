package org.dynama.online.reporting;

import java.util.Locale;
import org.dynama.model.Draws;

/**
 * Learns from what she realises and is charged whether lying pays: she scales her values in some stretches of rounds, tells the
 * truth in others, goes on as has paid better per stretch, and tries the other way in stretches 2, 4, 8 and so on.
 *
 * @param factor what she multiplies by where she lies
 * @param stretch rounds of a stretch, at least 1
 */
public record Adaptive(double factor, long stretch) implements Reporting {
    @Override
    public Reports begin(Draws own) {
        return new Learner(factor, stretch);
    }

    @Override
    public String label() {
        return String.format(Locale.ROOT, "times %s while that pays, by stretches of %d rounds", factor, stretch);
    }

    private static final class Learner implements Reports {
        private final double factor;
        private final long rounds;
        /** What lying and the truth have earned, and in how many stretches. */
        private final double[] earned = new double[2];

        private final long[] stretches = new long[2];
        private long stretch = -1;
        private int way;

        Learner(double factor, long rounds) {
            this.factor = factor;
            this.rounds = rounds;
        }

        @Override
        public double report(double realised, int component, long episode, long round, double price) {
            long now = Math.max(0, round - 1) / rounds;
            if (now != stretch) {
                choose(now);
            }
            earned[way] += realised - price;
            return way == 0 ? factor * realised : realised;
        }

        private void choose(long now) {
            stretch = now;
            boolean isLyingBetter = earned[0] * stretches[1] > earned[1] * stretches[0];
            boolean isTrial = now > 1 && Long.bitCount(now) == 1;
            way = stretches[0] == 0 ? 0 : stretches[1] == 0 ? 1 : isLyingBetter == isTrial ? 1 : 0;
            stretches[way]++;
        }
    }
}
