package org.dynama.solver.pool;

import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Settings;
import org.dynama.solver.tensor.TensorTrace;

/** What tensors read and write, counted on the CPU, in the form of the operations of the device. */
public final class TensorTraffic {
    private TensorTraffic() {}

    /**
     * Bytes of some work for one of some profiles, were nothing cached; what does not grow with the batch is left out.
     *
     * <p>All are worked on once and once beside themselves, so that both batches take as many steps where steps are taken until
     * the last profile is done.
     */
    public static double perProfile(
            Mdp mdp,
            RewardMap rewards,
            Settings settings,
            Profiles profiles,
            BiConsumer<OccupancySolver, Profiles> work) {
        int count = profiles.count();
        int[] twice = IntStream.range(0, 2 * count).map(k -> k % count).toArray();
        long all = bytes(mdp, rewards, settings, profiles.at(twice), work);
        return (double) (all - bytes(mdp, rewards, settings, profiles, work)) / count;
    }

    private static long bytes(
            Mdp mdp,
            RewardMap rewards,
            Settings settings,
            Profiles profiles,
            BiConsumer<OccupancySolver, Profiles> work) {
        return TensorTrace.of(
                        settings,
                        (device, memory) -> Solvers.onDevice(mdp, rewards, profiles.dimension(), device, memory),
                        solver -> work.accept(solver, profiles))
                .bytes();
    }
}
