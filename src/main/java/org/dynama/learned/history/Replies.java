package org.dynama.learned.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One agent's best replies to a mechanism, at every public history and for each type that she may have there.
 *
 * <p>Truth where no lie gains 1e-9. Her past types do not matter: what moves her type are reports, draws and her type.
 */
public final class Replies {
    private final int types;
    /** Per period, shape {@code [N R]}. */
    private final List<int[]> reports = new ArrayList<>();

    Replies(int types, int periods) {
        this.types = types;
        for (int t = 0; t < periods; t++) {
            reports.add(new int[0]);
        }
    }

    /** @param best shape {@code [N R]} */
    void set(int period, long[] best) {
        reports.set(period, Arrays.stream(best).mapToInt(Math::toIntExact).toArray());
    }

    /** What to report at a node of a period's start. */
    public int report(int period, int node, int type) {
        return reports.get(period)[node * types + type];
    }
}
