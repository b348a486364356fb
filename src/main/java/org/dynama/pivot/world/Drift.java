package org.dynama.pivot.world;

import java.math.BigDecimal;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * How a private level moves from one period to the next: one level up, one down, or not at all.
 *
 * @param up probability of one level up, where there is one
 * @param down probability of one level down, where there is one
 */
public record Drift(double up, double down) {

    public Drift {
        if (!(up >= 0 && down >= 0 && up + down <= 1)) {
            throw Refusal.of(
                    "drift up = " + up + " and down = " + down + " must not be negative, and at most 1 together",
                    "Maybe up: 0.1, down: 0.2.");
        }
    }

    /** The kernel over so many levels, shape {@code [K, K]}. */
    public Reals kernel(int levels) {
        double[] rows = new double[Entries.of("a kernel", "Maybe fewer levels.", levels, levels)];
        for (int k = 0; k < levels; k++) {
            double rise = k + 1 < levels ? up : 0;
            double fall = k > 0 ? down : 0;
            rows[k * levels + k] =
                    Math.max(0, BigDecimal.ONE.subtract(Amounts.sum(rise, fall)).doubleValue());
            if (k + 1 < levels) {
                rows[k * levels + k + 1] = rise;
            }
            if (k > 0) {
                rows[k * levels + k - 1] = fall;
            }
        }
        return Reals.of(rows);
    }
}
