package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a search where types are finitely many. */
class AnnealedTest {
    /** One item for two agents of the same equally likely values. */
    private static Environment sale(double unit, double... values) {
        Environment auction = StaticAuction.of(Reals.of(unit, unit), 1, Valuation.ADDITIVE);
        List<Reals> types = IntStream.range(0, values.length)
                .mapToObj(k -> Reals.of(unit * values[k]))
                .toList();
        List<Agent> agents = auction.agents().stream()
                .map(agent -> new Agent(agent.name(), new DiscreteTypes(types, Reals.filled(values.length, 1))))
                .toList();
        return new Environment("sale", auction.mdp(), agents, auction.rewards(), auction.designer());
    }

    private static MechanismSearch search(Environment world, boolean weights) {
        SearchSettings usual = SearchSettings.defaults(1, weights);
        SearchSettings settings = new SearchSettings(
                usual.optimizer(),
                usual.coordinates(),
                new SearchSettings.Points(64, 2),
                new SearchSettings.Ascent(64, 20, 0.05),
                usual.entropy(),
                usual.differences(),
                1);
        return new MechanismSearch(
                world,
                Objective.REVENUE,
                settings,
                each -> Solvers.kernel(each.mdp(), each.rewards(), each.dimension(), 2));
    }

    /** Values 1 and 2: sold at nearly 2 whenever anybody has that, 3/4 of the time; VCG earns the lesser value, 5/4. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLimitIsReachedFromInside(boolean weights) {
        try (MechanismSearch search = search(sale(1, 1, 2), weights)) {
            SearchState end = search.run(row -> {});
            assertThat(end.best().validation().standardError()).isZero();
            assertThat(end.best().validation().count()).isEqualTo(4);
            assertThat(end.best().validation().mean()).isBetween(1.499, 1.5);
            assertThat(end.best().parameters().weights().stream()).allMatch(weight -> weight >= 1e-3 && weight <= 1e3);
        }
    }

    /** What an ascent finds lies away from the jump. */
    @Test
    void annealingAddsToAscents() {
        List<TraceRow> rows = new ArrayList<>();
        try (MechanismSearch search = search(sale(1, 1, 2, 3), false)) {
            SearchState end = search.run(rows::add);
            double before = rows.stream()
                    .filter(row -> !row.phase().equals("annealing") && row.step() == 0)
                    .mapToDouble(row -> row.objective().mean())
                    .max()
                    .orElseThrow();
            assertThat(end.best().validation().mean()).isGreaterThan(before);
            // Virtual values are -1, 1 and 3: 5/9 of 3 and 3/9 of 1 is the most that anything truthful earns.
            assertThat(end.best().validation().mean()).isBetween(1.85, 2 + 1e-9);
        }
    }

    /** Any state leads to the same bits, and money of any unit to the same mechanism. */
    @Test
    void annealingGoesOnToTheSameBits() {
        try (MechanismSearch search = search(sale(1, 1, 2), true);
                MechanismSearch again = search(sale(1, 1, 2), true);
                MechanismSearch cents = search(sale(0x1p-40, 1, 2), true)) {
            SearchState end = search.run(row -> {});
            SearchState state = again.begin(done -> {});
            List<SearchState> passed = new ArrayList<>();
            while (!again.done(state)) {
                state = again.advance(state, row -> {});
                passed.add(state);
            }
            assertThat(state).isEqualTo(end);
            SearchState middle = passed.get(passed.size() - 1000);
            while (!again.done(middle)) {
                middle = again.advance(middle, row -> {});
            }
            assertThat(middle).isEqualTo(end);
            assertThat(cents.run(row -> {}).best().validation().mean())
                    .isCloseTo(0x1p-40 * end.best().validation().mean(), within(0x1p-40 * 1e-12));
        }
    }

    /** Where types are drawn from an interval nothing is annealed, and validation is a sample. */
    @Test
    void intervalsAreNotAnnealed() {
        List<TraceRow> rows = new ArrayList<>();
        try (MechanismSearch search = search(StaticAuction.of(Reals.of(1, 1), 1, Valuation.ADDITIVE), false)) {
            assertThat(search.run(rows::add).best().validation().standardError())
                    .isPositive();
        }
        assertThat(rows).noneMatch(row -> row.phase().equals("annealing"));
    }
}
