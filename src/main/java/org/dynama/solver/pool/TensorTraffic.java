package org.dynama.solver.pool;

import java.util.function.BiConsumer;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Settings;
import org.dynama.solver.tensor.TensorTrace;

/** What tensors read and write on acyclic MDPs, counted on the CPU, in the form of the operations of the device. */
public final class TensorTraffic {
    private TensorTraffic() {}

    /**
     * Bytes of some work for one profile, were nothing cached; what does not grow with the batch is left out.
     *
     * @param profiles an even number of them; half of them are worked on too
     */
    public static double perProfile(
            Mdp mdp,
            RewardMap rewards,
            Settings settings,
            Profiles profiles,
            BiConsumer<OccupancySolver, Profiles> work) {
        int half = profiles.count() / 2;
        long all = bytes(mdp, rewards, settings, profiles, work);
        return (double) (all - bytes(mdp, rewards, settings, profiles.slice(0, half), work)) / half;
    }

    private static long bytes(
            Mdp mdp,
            RewardMap rewards,
            Settings settings,
            Profiles profiles,
            BiConsumer<OccupancySolver, Profiles> work) {
        return TensorTrace.of(mdp, rewards, profiles.dimension(), settings, solver -> work.accept(solver, profiles))
                .bytes();
    }
}
