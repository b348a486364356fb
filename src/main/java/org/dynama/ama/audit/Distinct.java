package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Profiles;
import org.jspecify.annotations.Nullable;

/** A batch of profiles in which many are the same, with each distinct one once. */
final class Distinct {
    /** So many profiles tell whether looking for repetitions is worth its while. */
    private static final int SAMPLE = 256;
    /** Of those, so many may be distinct. */
    private static final double SHARE = 0.9;
    /** What is known of so many distinct profiles can be held at once. */
    private static final int MOST = 1 << 15;

    private final Profiles profiles;
    private final int[] rows;

    private Distinct(Profiles profiles, int[] rows) {
        this.profiles = profiles;
        this.rows = rows;
    }

    /** The distinct profiles of a batch, in the order in which they come first; null where that would spare little. */
    static @Nullable Distinct of(Profiles all) {
        Map<List<Double>, Integer> known = new HashMap<>();
        List<Integer> first = new ArrayList<>();
        int[] rows = new int[all.count()];
        for (int b = 0; b < rows.length; b++) {
            Integer row = known.putIfAbsent(types(all, b), first.size());
            rows[b] = row == null ? first.size() : row;
            if (row == null) {
                first.add(b);
            }
            boolean isSampled = b + 1 == Math.min(SAMPLE, rows.length);
            if ((isSampled && first.size() > SHARE * (b + 1)) || first.size() > MOST) {
                return null;
            }
        }
        return new Distinct(all.at(first.stream().mapToInt(b -> b).toArray()), rows);
    }

    private static List<Double> types(Profiles all, int b) {
        Double[] types = new Double[all.agents() * all.dimension()];
        Arrays.setAll(types, row -> all.type(row / all.dimension(), row % all.dimension(), b));
        return Arrays.asList(types);
    }

    /** Each distinct profile once. */
    Profiles profiles() {
        return profiles;
    }

    /** Which of them profile {@code b} of the batch is. */
    int row(int b) {
        return rows[b];
    }
}
