package org.dynama.world;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.TypeDistribution;

/** Items of one kind are distributed alike for every agent. */
final class ItemKinds {
    private ItemKinds() {}

    /** The kind of each item, from 0. */
    static List<Integer> of(List<? extends TypeDistribution> types, int items) {
        List<Object> known = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int k = 0; k < items; k++) {
            int item = k;
            Object kind = types.stream().map(each -> each.likeness(item)).toList();
            if (!known.contains(kind)) {
                known.add(kind);
            }
            kinds.add(known.indexOf(kind));
        }
        return kinds;
    }
}
