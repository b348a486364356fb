package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;

/** The least of a loss over all last actions, block by block. */
final class LeastLoss {
    private LeastLoss() {}

    /** Shape {@code [B]}. */
    static double[] of(Loss loss, Profiles profiles, int pairs) {
        double[] least = new double[profiles.count()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int from = 0; from < least.length; from += Profiles.BLOCK) {
            int to = Math.min(least.length, from + Profiles.BLOCK);
            double[][] table = loss.table(profiles.slice(from, to), pairs);
            for (int pair = 0; pair < pairs; pair++) {
                for (int b = from; loss.bears(pair) && b < to; b++) {
                    least[b] = Math.min(least[b], table[pair][b - from]);
                }
            }
        }
        return least;
    }
}
