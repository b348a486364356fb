package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;

/** A search that chooses the length of its steps. */
class StepTriesTest {
    private static final Environment WORLD = SequentialSales.asymmetric(2, 2);

    private static SearchState found(int starts, List<Double> steps, List<TraceRow> trace) {
        SearchSettings settings = new SearchSettings(
                Optimizer.AUTO,
                new SearchSettings.Coordinates(BoostSharing.FULL, false),
                new SearchSettings.Points(64, starts),
                new SearchSettings.Ascent(64, 20, steps),
                new SearchSettings.Entropy(true, 0.01),
                new SearchSettings.Differences(2, 0.1),
                1);
        try (MechanismSearch search = new MechanismSearch(
                WORLD,
                Objective.REVENUE,
                settings,
                world -> Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1))) {
            return search.run(trace::add);
        }
    }

    /** With one start: what the best of the single lengths leads to, to the last bit. */
    @Test
    void theBestOfTheLengthsIsKept() {
        List<Candidate> apart = new ArrayList<>();
        for (double step : List.of(1e-4, 0.05, 0.4)) {
            apart.add(found(1, List.of(step), new ArrayList<>()).best());
        }
        Candidate together =
                found(1, List.of(1e-4, 0.05, 0.4), new ArrayList<>()).best();
        assertThat(together).isEqualTo(Trials.best(apart, 1).get(0));
        assertThat(together).isNotEqualTo(apart.get(0));
    }

    /** Only the first start tries; the others take one ascent each. */
    @Test
    void theOthersFollow() {
        List<TraceRow> trace = new ArrayList<>();
        found(3, List.of(0.05, 0.02, 0.01), trace);
        assertThat(trace.stream().filter(row -> row.step() == 0)).hasSize(3 + 2);
    }
}
