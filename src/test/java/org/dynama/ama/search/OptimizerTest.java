package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.objective.Objective;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer that the schema names begins a search. */
class OptimizerTest {
    static List<String> kinds() {
        return new SearchStudy()
                .schema().keys().stream()
                        .filter(key -> key.path().equals("optimizer.kind"))
                        .flatMap(key -> key.allowed().stream())
                        .toList();
    }

    @Test
    void theListHoldsWhatTheSchemaNames() {
        assertThat(Arrays.stream(Optimizer.values()).map(Optimizer::key)).containsExactlyInAnyOrderElementsOf(kinds());
        assertThatThrownBy(() -> Optimizer.named("luck"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("optimizer.kind = luck is in the schema and must be in Optimizer, too");
    }

    /** What it begins with is VCG, and its search is at its beginning unless it searches nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyOptimizerBegins(String kind) {
        Optimizer optimizer = Optimizer.named(kind);
        Environment environment = SequentialSales.uniform(2, 1);
        SearchSettings settings = new SearchSettings(
                optimizer,
                new SearchSettings.Coordinates(BoostSharing.AUTO, false),
                new SearchSettings.Points(4, 2),
                new SearchSettings.Ascent(16, 2, 0.05),
                new SearchSettings.Entropy(true, 0.01),
                new SearchSettings.Differences(2, 0.05),
                1);
        optimizer.require(environment);
        try (MechanismSearch search = new MechanismSearch(
                environment,
                Objective.REVENUE,
                settings,
                world -> Solvers.kernel(world.mdp(), world.rewards(), 1, 1))) {
            SearchState state = search.begin(done -> {});
            assertThat(state.best().parameters().boosts()).isEqualTo(environment.designer());
            assertThat(search.done(state)).isEqualTo(optimizer == Optimizer.NONE);
        }
    }
}
