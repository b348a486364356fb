package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Test;

/** Starts that treat alike who draw alike. */
class AlikePointsTest {
    private static List<Candidate> starts(Environment environment) {
        SearchSettings settings = SearchSettings.defaults(1, false);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            SearchTask task =
                    new SearchTask(environment, new MoneyUnit(0, 0), Objective.REVENUE, settings, solvers, null, 0);
            Sharing coarse = BoostSharing.AUTO.of(environment).get(0);
            Parametrization coordinates = new Parametrization(environment, coarse, false);
            Profiles common = Profiles.draw(environment.agents(), new RandomStream(1, "some"), 0, 2048);
            return new AlikePoints(environment, coordinates, new Trials(task)).best(common);
        }
    }

    /** All agents have one boost, keeping another; the best of them is far above VCG's 1.0 (the optimum is 1.047). */
    @Test
    void theyShareOneReserve() {
        List<Candidate> starts = starts(SequentialSales.uniform(5, 2));
        assertThat(starts).hasSize(2);
        for (Candidate start : starts) {
            Reals boosts = start.parameters().boosts();
            for (int pair = 0; pair < boosts.size(); pair++) {
                assertThat(boosts.get(pair)).isEqualTo(boosts.get(pair % 6 == 0 ? 0 : 1));
            }
            assertThat(start.validation().mean()).isGreaterThan(1.03);
        }
    }

    /** None where agents differ, where every action serves as many of them, and where there are no stages. */
    @Test
    void elsewhereThereAreNone() {
        assertThat(starts(SequentialSales.asymmetric(3, 2))).isEmpty();
        assertThat(starts(TaskScheduling.of(TaskScheduling.uniformBounds(2), 3, TaskScheduling.LoadRule.PUBLISHED)))
                .isEmpty();
        assertThat(starts(Gridworld.torus(2, 3))).isEmpty();
    }
}
