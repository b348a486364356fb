package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;

/** Solvers whose device runs out of memory. */
class SmallDeviceTest {
    private static final Problem PROBLEM = Problem.graph(4);
    private static final Regularizer SOFT = new Regularizer.ConditionalEntropy(0.2);

    /** A stand-in for a small device: work on more than 128 profiles at a time fails as PyTorch does, half done. */
    private static List<String> solveOnASmallDevice(Solvers solvers, int most) {
        Profiles profiles = RandomMdps.profiles(8, PROBLEM.agents(), PROBLEM.dimension(), 700);
        return solveOnASmallDevice(solvers, PROBLEM.welfare(), profiles, most);
    }

    private static List<String> solveOnASmallDevice(
            Solvers solvers, AffineWelfare welfare, Profiles profiles, int most) {
        List<String> found = new ArrayList<>();
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> {
                    Measures.Regularized soft = solver.regularized(welfare, profiles.slice(from, to), SOFT);
                    if (to - from > most) {
                        throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
                    }
                    try (soft) {
                        return from + ".." + to + Arrays.toString(soft.sum());
                    }
                },
                found::add);
        return found;
    }

    /** 700 profiles at once are too many, 256 are too, 128 are not; nothing is lost, and nothing done twice. */
    @Test
    void aDeviceThatRunsOutOfMemoryGetsSmallerChunks() {
        Settings settings = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0);
        try (Solvers solvers = Solvers.tensors(PROBLEM.mdp(), PROBLEM.rewards(), PROBLEM.dimension(), settings)) {
            assertThat(solveOnASmallDevice(solvers, 128))
                    .extracting(text -> text.substring(0, text.indexOf('[')))
                    .containsExactly("0..128", "128..256", "256..384", "384..512", "512..640", "640..700");
            assertThatThrownBy(() -> solveOnASmallDevice(solvers, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("128 profiles must fit the device's memory, and do not\nMaybe ");
        }
    }

    /** So it does where the tensors solve profiles sorted by rank. */
    @Test
    void soDoesADeviceThatSolvesByRank() {
        Environment sales = SequentialSales.ranked(SequentialSales.agents(Reals.filled(3, 1)), 2);
        Profiles profiles = RandomMdps.profiles(8, 3, 1, 300);
        AffineWelfare welfare = AffineWelfare.total(3, sales.mdp().pairCount());
        Settings settings = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0);
        try (Solvers solvers = Solvers.tensors(sales.mdp(), sales.rewards(), 1, settings)) {
            assertThat(solveOnASmallDevice(solvers, welfare, profiles, 128))
                    .extracting(text -> text.substring(0, text.indexOf('[')))
                    .containsExactly("0..128", "128..256", "256..300");
        }
    }
}
