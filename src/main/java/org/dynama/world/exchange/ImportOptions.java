package org.dynama.world.exchange;

import java.util.List;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a model beside its files.
 *
 * @param discount of later rewards; null for what the file says
 * @param periods after which runs end; null where they go on
 * @param horizon a kind of horizon as a market names it; null for what follows from the rest
 * @param initial the name of the state in which runs start; null for what the file says
 * @param ends labels of states in which runs end
 */
public record ImportOptions(
        @Nullable Double discount,
        @Nullable Integer periods,
        @Nullable String horizon,
        @Nullable String initial,
        List<String> ends) {
    static final List<String> HORIZONS = List.of("finite", "discounted", "total", "average");

    private static final int MOST_PERIODS = 100_000;

    /** Nothing is said. */
    public static final ImportOptions NONE = new ImportOptions(null, null, null, null, List.of());

    public ImportOptions {
        ends = List.copyOf(ends);
        if (discount != null && !(discount > 0 && discount < 1)) {
            throw Refusal.of(
                    "--discount " + discount + " must lie strictly between 0 and 1",
                    "Maybe --horizon total, where later rewards count in full.");
        }
        if (periods != null && (periods < 1 || periods > MOST_PERIODS)) {
            throw Refusal.of("--periods " + periods + " must be from 1 to " + MOST_PERIODS, "");
        }
        if (horizon != null && !HORIZONS.contains(horizon)) {
            throw Refusal.of(
                    "--horizon " + horizon + " is not known", "Known are " + String.join(", ", HORIZONS) + ".");
        }
        if (discount != null && (periods != null || isOther(horizon, "discounted"))) {
            throw Refusal.of("--discount goes with no other horizon than discounted", "Maybe leave one out.");
        }
        if (periods != null && isOther(horizon, "finite")) {
            throw Refusal.of("--periods goes with no other horizon than finite", "Maybe leave one out.");
        }
    }

    private static boolean isOther(@Nullable String horizon, String wanted) {
        return horizon != null && !horizon.equals(wanted);
    }
}
