package org.dynama.pivot.check;

import java.util.ArrayList;
import java.util.List;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Where a margin is smallest; -1 for what does not matter.
 *
 * @param t period, from 0
 * @param s public state
 * @param z draw
 * @param b profile
 * @param i agent
 * @param report of agent {@code i}
 */
public record Place(int t, int s, int z, int b, int i, int report) {
    /** Nowhere in particular. */
    public static final Place NOWHERE = new Place(-1, -1, -1, -1, -1, -1);

    /** The place in words, periods counted from 1. */
    public String describe(AllocationWorld world, JointTypes profiles) {
        List<String> parts = new ArrayList<>();
        if (t >= 0 && world.isFinite()) {
            parts.add("period " + (t + 1));
        }
        if (s >= 0) {
            parts.add("public state \"" + world.states().get(s) + "\"");
        }
        if (z >= 0) {
            parts.add("draw \"" + world.draws().get(z) + "\"");
        }
        if (b >= 0) {
            List<String> types = new ArrayList<>();
            for (int j = 0; j < profiles.agents(); j++) {
                types.add(world.agents().get(j).name() + ": "
                        + world.agents().get(j).types().get(profiles.type(j, b)));
            }
            parts.add("types (" + String.join(", ", types) + ")");
        }
        if (i >= 0) {
            parts.add("agent " + world.agents().get(i).name()
                    + (report < 0
                            ? ""
                            : " reporting \"" + world.agents().get(i).types().get(report) + "\""));
        }
        return String.join(", ", parts);
    }
}
