package org.dynama.online.reporting;

import java.util.Locale;
import org.dynama.model.Draws;
import org.dynama.refusal.Refusal;

/**
 * Tosses for each report whether it is the most that she may have, or nothing, whatever she realised. Of all or nothing, as
 * clicks are, scaling up changes no report that is heard; this does.
 *
 * @param up the probability of the most
 * @param down the probability of nothing; with {@code up} 1 at most
 */
public record Flips(double up, double down) implements Reporting {
    public Flips {
        if (!(up >= 0 && down >= 0 && up + down <= 1)) {
            throw new Refusal("up + down", up + down, "must be at most 1, and neither below 0", "Maybe up: 0.5.");
        }
    }

    @Override
    public Reports begin(Draws own) {
        return (realised, component, episode, round, price) -> {
            double toss = own.uniform();
            return toss < up ? 1 : toss < up + down ? 0 : realised;
        };
    }

    @Override
    public String label() {
        String most = up > 0 ? String.format(Locale.ROOT, " all with probability %s", up) : "";
        String none = down > 0 ? String.format(Locale.ROOT, " nothing with probability %s", down) : "";
        return "reports" + most + (most.isEmpty() || none.isEmpty() ? "" : ",") + none;
    }
}
