package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/** Numbers for what an entry of a menu does for an agent, equal where features are, up to rounding. */
final class Looks {
    /** Features are told apart by so many parts of the largest. */
    private static final double PARTS = 1e9;

    private final Map<List<Long>, Integer> known = new HashMap<>();

    /** By entry and agent; the designer's reward is the last; shape {@code [K][n + 1]}. */
    int[][] of(Environment menu) {
        RewardMap features = menu.rewards();
        double largest = Double.MIN_NORMAL;
        for (int m = 0; m < features.end(features.pairs() - 1); m++) {
            largest = Math.max(largest, Math.abs(features.coefficient(m)));
        }
        double most = menu.designer().stream().map(Math::abs).reduce(Double.MIN_NORMAL, Math::max);
        int n = menu.agentCount();
        int[][] looks = new int[features.pairs()][n + 1];
        for (int k = 0; k < looks.length; k++) {
            List<List<Long>> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                rows.add(new ArrayList<>(List.of(menu.absence().isAllowed(i, k) ? 1L : 0L)));
            }
            for (int m = features.begin(k); m < features.end(k); m++) {
                long part = Math.round(features.coefficient(m) / largest * PARTS);
                if (part != 0) {
                    rows.get(features.agent(m)).add((long) features.component(m));
                    rows.get(features.agent(m)).add(part);
                }
            }
            rows.add(List.of(-2L, Math.round(menu.designer().get(k) / most * PARTS)));
            for (int i = 0; i <= n; i++) {
                looks[k][i] = known.computeIfAbsent(rows.get(i), row -> known.size());
            }
        }
        return looks;
    }
}
