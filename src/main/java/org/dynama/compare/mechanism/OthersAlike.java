package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Profiles;

/** Profiles that differ in one agent's type only: those that she can reach from any of them by misreporting. */
record OthersAlike(Profiles profiles, int agent) {

    /** All profiles, in groups. */
    Collection<int[]> groups() {
        Map<List<Double>, List<Integer>> groups = new LinkedHashMap<>();
        for (int b = 0; b < profiles.count(); b++) {
            groups.computeIfAbsent(others(b), types -> new ArrayList<>()).add(b);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(b -> b).toArray())
                .toList();
    }

    private List<Double> others(int b) {
        List<Double> types = new ArrayList<>();
        for (int j = 0; j < profiles.agents(); j++) {
            for (int k = 0; k < profiles.dimension() && j != agent; k++) {
                types.add(profiles.type(j, k, b));
            }
        }
        return types;
    }
}
