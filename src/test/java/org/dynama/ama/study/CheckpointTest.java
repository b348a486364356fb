package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.BoostSharing;
import org.dynama.ama.search.MechanismSearch;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.search.SearchState;
import org.dynama.config.Json;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static MechanismSearch search(Environment environment, Optimizer optimizer, int threads) {
        SearchSettings settings = new SearchSettings(
                optimizer,
                new SearchSettings.Coordinates(BoostSharing.AUTO, true),
                new SearchSettings.Points(200, 3),
                new SearchSettings.Ascent(20, 20, 0.05),
                new SearchSettings.Entropy(true, 0.01),
                new SearchSettings.Differences(10, 0.05),
                1);
        return new MechanismSearch(
                environment,
                Objective.REVENUE,
                settings,
                world -> Solvers.kernel(world.mdp(), world.rewards(), 1, threads));
    }

    /** A search stored after any of its steps, and read by a fresh one, ends with the same bits; by every optimizer. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Optimizer.class)
    void aSearchGoesOnFromAnyCheckpointToTheSameBits(Optimizer optimizer) throws IOException {
        Environment environment = SequentialSales.asymmetric(3, 2);
        List<SearchState> states = new ArrayList<>();
        try (MechanismSearch search = search(environment, optimizer, 2)) {
            states.add(search.begin(done -> {}));
            while (!search.done(states.get(states.size() - 1))) {
                states.add(search.advance(states.get(states.size() - 1), row -> {}));
            }
        }
        SearchState last = states.get(states.size() - 1);
        Path file = folder.resolve("search.json");
        for (int k = 0; k < states.size(); k += 1 + states.size() / 4) {
            Files.writeString(file, Json.write(states.get(k)));
            try (MechanismSearch search = search(environment, optimizer, 1)) {
                SearchState state = Json.read(file, SearchState.class);
                while (!search.done(state)) {
                    state = search.advance(state, row -> {});
                }
                assertThat(state).isEqualTo(last);
            }
        }
    }
}
