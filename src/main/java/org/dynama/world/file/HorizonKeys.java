package org.dynama.world.file;

import java.util.Locale;
import org.dynama.config.Document;
import org.dynama.model.Horizon;

/** Reads how long a market goes on. */
record HorizonKeys(Document document) {
    private enum Kind {
        FINITE,
        DISCOUNTED,
        TOTAL,
        AVERAGE
    }

    private Kind kind() {
        return Kind.valueOf(document.text("horizon.kind").toUpperCase(Locale.ROOT));
    }

    Horizon horizon() {
        return switch (kind()) {
            case FINITE -> new Horizon.Finite();
            case DISCOUNTED -> new Horizon.Discounted(document.number("horizon.discount"));
            case TOTAL -> new Horizon.Total();
            case AVERAGE -> new Horizon.AverageReward();
        };
    }

    /** Whether an action may end the run. */
    boolean mayEnd() {
        return kind() != Kind.AVERAGE;
    }

    /** The periods of a finite horizon; 0 where none are given. */
    int periods() {
        return document.has("horizon.periods") ? Math.toIntExact(document.whole("horizon.periods")) : 0;
    }
}
