package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Form;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of a static auction are one auction. */
class AuctionFormsTest {
    private static List<TypeDistribution> alike(int agents, int items) {
        return StaticAuction.uniform(Reals.filled(agents, 1), items);
    }

    /** Items 1 and 3 are of one kind, item 2 of another. */
    private static List<TypeDistribution> unlike(int agents) {
        return Collections.nCopies(agents, new TypeDistribution.Uniform(Reals.of(0, 1, 0), Reals.of(1, 3, 1)));
    }

    private static Evaluation vcg(Environment environment) {
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(5, "forms"), 0, 500);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            return new ExactEvaluation(environment, Objective.REVENUE, solvers)
                    .byDynamicPrograms(AmaParameters.vcg(environment), profiles, done -> {});
        }
    }

    /** VCG earns the same from everyone in every form. */
    @ParameterizedTest(name = "{0} agents, {1}, items unlike: {2}, {3}")
    @CsvSource({
        "3, ADDITIVE, false, COUNTS", "3, ADDITIVE, false, WINNERS", "3, ADDITIVE, false, TOTALS",
                "2, ADDITIVE, true, COUNTS",
        "2, ADDITIVE, true, WINNERS", "2, ADDITIVE, true, TOTALS", "4, UNIT_DEMAND, false, COUNTS",
                "2, UNIT_DEMAND, true, COUNTS"
    })
    void formsAgree(int agents, Valuation valuation, boolean isUnlike, Form form) {
        List<TypeDistribution> types = isUnlike ? unlike(agents) : alike(agents, 3);
        Evaluation allocated = vcg(StaticAuction.of(types, 3, valuation, Form.ALLOCATIONS));
        Evaluation other = vcg(StaticAuction.of(types, 3, valuation, form));
        for (int b = 0; b < allocated.revenue().size(); b++) {
            assertThat(other.revenue().get(b)).isCloseTo(allocated.revenue().get(b), within(1e-12));
        }
        for (int i = 0; i < agents; i++) {
            assertThat(other.payments().get(i)).isCloseTo(allocated.payments().get(i), within(1e-12));
        }
    }

    /** By counts there are C(m + n, n + 1) states, by totals m (m + 1) / 2. */
    @ParameterizedTest(name = "{0} agents, {1} items")
    @CsvSource({"3, 10, 715, 55", "5, 5, 210, 15", "2, 5, 35, 15"})
    void statesAreCounted(int agents, int items, int counts, int totals) {
        List<TypeDistribution> types = alike(agents, items);
        assertThat(StaticAuction.of(types, items, Valuation.ADDITIVE, Form.COUNTS)
                        .mdp()
                        .stateCount())
                .isEqualTo(counts);
        assertThat(StaticAuction.of(types, items, Valuation.ADDITIVE, Form.TOTALS)
                        .mdp()
                        .stateCount())
                .isEqualTo(totals);
    }

    /** Few allocations stay; else counts, while exact arithmetic can settle them; else winners, if they fit, and totals. */
    @ParameterizedTest(name = "{0} agents, {1} items, {2}")
    @CsvSource({
        "2, 2, ADDITIVE, 1",
        "2, 3, ADDITIVE, 1",
        "3, 2, ADDITIVE, 1",
        "3, 1, ADDITIVE, 1",
        "2, 5, ADDITIVE, 35",
        "3, 10, ADDITIVE, 715",
        "10, 10, ADDITIVE, 5120",
        "20, 20, ADDITIVE, 210",
        "5, 20, ADDITIVE, 5010",
        "2, 2, UNIT_DEMAND, 1",
        "5, 8, UNIT_DEMAND, 176"
    })
    void theFormOfFewerPairsIsChosen(int agents, int items, Valuation valuation, int states) {
        assertThat(StaticAuction.of(alike(agents, items), items, valuation, Form.AUTO)
                        .mdp()
                        .stateCount())
                .isEqualTo(states);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> StaticAuction.of(alike(3, 10), 10, Valuation.ADDITIVE, Form.ALLOCATIONS))
                .hasMessageContaining("agents = 3 and items = 10 make more than 1000000 allocations: too many");
        assertThatThrownBy(() -> StaticAuction.of(alike(10, 10), 10, Valuation.ADDITIVE, Form.COUNTS))
                .hasMessageContaining("make more than 200000 state-action pairs by counts: too many")
                .hasMessageContaining("Maybe form: totals");
        assertThatThrownBy(() -> StaticAuction.of(alike(2, 2), 2, Valuation.UNIT_DEMAND, Form.TOTALS))
                .hasMessageContaining("form = totals forgets who has an item");
        assertThatThrownBy(() -> StaticAuction.of(alike(20, 20), 20, Valuation.UNIT_DEMAND, Form.AUTO))
                .hasMessageContaining("make more than 200000 state-action pairs by counts: too many");
    }
}
