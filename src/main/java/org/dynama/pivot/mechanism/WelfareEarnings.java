package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/** What everyone who is there earns together, less what the public gets whatever is done. */
final class WelfareEarnings implements PolicyValues.Earnings {
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int absent;
    private final double[] terminal;

    /** Of all agents but one; -1 for all. */
    WelfareEarnings(AllocationWorld world, int absent) {
        this.world = world;
        this.absent = absent;
        profiles = world.profiles();
        terminal = world.terminal().relativePublic();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int t, int s, int z, int a, int b, double weight, double[] into, int at) {
        PivotStage stage = world.stages().get(t);
        double welfare = stage.relativePublic(s, a);
        for (int i = 0; i < profiles.agents(); i++) {
            welfare += i == absent ? 0 : stage.utility(i, s, a, profiles.type(i, b));
        }
        into[at] += weight * welfare;
    }

    @Override
    public void end(int s, int b, double[] into, int at) {
        double welfare = terminal[s];
        for (int i = 0; i < profiles.agents(); i++) {
            int row = s * profiles.types(i) + profiles.type(i, b);
            welfare += i == absent ? 0 : world.terminal().utilities().get(i).get(row);
        }
        into[at] = welfare;
    }
}
