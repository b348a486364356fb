package org.dynama.ama.menu.train;

import java.util.Arrays;
import org.dynama.model.Profiles;

/** Prices below which a good is better kept. */
final class ReservePrice {
    private ReservePrice() {}

    /** The reserve price at which a second-price auction of one good alone earns most on some profiles. */
    static double of(Profiles profiles, int good) {
        int count = profiles.count();
        double[] first = new double[count];
        double[] second = new double[count];
        for (int b = 0; b < count; b++) {
            for (int i = 0; i < profiles.agents(); i++) {
                double value = profiles.type(i, good, b);
                second[b] = Math.max(second[b], Math.min(first[b], value));
                first[b] = Math.max(first[b], value);
            }
        }
        double[] sorted = first.clone();
        Arrays.sort(sorted);
        double[] seconds = second.clone();
        Arrays.sort(seconds);
        // Revenue at reserve r: r for each first above it, and what seconds above it add.
        double best = 0;
        double most = Double.NEGATIVE_INFINITY;
        double above = Arrays.stream(seconds).sum();
        int passed = 0;
        for (int b = 0; b < count; b++) {
            double r = sorted[b];
            while (passed < count && seconds[passed] < r) {
                above -= seconds[passed++];
            }
            double revenue = r * (count - b) + above - r * (count - passed);
            if (revenue > most) {
                most = revenue;
                best = r;
            }
        }
        return best;
    }
}
