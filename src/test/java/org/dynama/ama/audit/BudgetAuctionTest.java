package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.BudgetTypes;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.kind.DescribedWorld;
import org.junit.jupiter.api.Test;

class BudgetAuctionTest {
    private static final double BUDGET = 0.8;

    private static Environment auction(int agents, int items) {
        return StaticAuction.budgeted(
                Collections.nCopies(
                        agents, new TypeDistribution.Uniform(Reals.filled(items, 0), Reals.filled(items, 1))),
                items,
                BUDGET);
    }

    /** The most that allocations are worth: every agent her items' sum, and the budget at most. */
    private static double most(Profiles profiles, int b, int items, int without) {
        int n = profiles.agents();
        double most = 0;
        for (int code = 0; code < Math.pow(n + 1, items); code++) {
            double[] sums = new double[n + 1];
            int rest = code;
            for (int j = 0; j < items; j++, rest /= n + 1) {
                int winner = rest % (n + 1);
                sums[winner] += winner > 0 ? profiles.type(winner - 1, (1 << j) - 1, b) : 0;
            }
            double worth = 0;
            for (int i = 1; i <= n; i++) {
                worth += i - 1 == without ? 0 : Math.min(BUDGET, sums[i]);
            }
            most = Math.max(most, worth);
        }
        return most;
    }

    /** Revenue of VCG is {@code sum_i W_-i - (n - 1) W}. */
    @Test
    void vcgEarnsWhatAgentsCostOneAnother() {
        Environment auction = auction(3, 3);
        Profiles profiles = Profiles.draw(auction.agents(), new RandomStream(1, "budget"), 0, 200);
        try (Solvers solvers = Solvers.kernel(auction.mdp(), auction.rewards(), auction.dimension(), 1)) {
            Reals revenue = new ExactEvaluation(auction, Objective.REVENUE, solvers)
                    .byDynamicPrograms(AmaParameters.vcg(auction), profiles, done -> {})
                    .revenue();
            for (int b = 0; b < profiles.count(); b++) {
                double expected = -2 * most(profiles, b, 3, -1);
                for (int i = 0; i < 3; i++) {
                    expected += most(profiles, b, 3, i);
                }
                assertThat(revenue.get(b)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void reportsAreValuesOfBundles() {
        BudgetTypes types = (BudgetTypes) auction(1, 2).agents().get(0).types();
        assertThat(types.dimension()).isEqualTo(3);
        assertThat(types.supports(0.25, 0.5, 0.75)).isTrue();
        assertThat(types.supports(0.8, 0.5, 0.8)).isTrue();
        assertThat(types.supports(0.25, 0.5, 0.8)).isFalse();
        assertThat(types.supports(0.9, 0.5, 0.8)).isFalse();
        assertThat(types.likeness(0)).isEqualTo(types.likeness(1)).isNotEqualTo(types.likeness(2));
        assertThat(types.high(2)).isEqualTo(BUDGET);
    }

    private static Environment read(String environment) {
        Document document = Document.parse(
                "spec.yaml",
                "environment: {kind: static-auction, " + environment + "}",
                new SearchStudy().schema(),
                List.of());
        Faults faults = new Faults("spec.yaml");
        Environment read = DescribedWorld.of(document, "environment", faults).environment();
        faults.throwIfAny();
        return read;
    }

    @Test
    void aBudgetStandsWithItsValuation() {
        assertThat(read("valuation: budget-additive, budget: 1.5").name())
                .isEqualTo("auction of 2 items to 2 agents, budget-additive values");
        assertThatThrownBy(() -> read("budget: 2"))
                .hasMessageContaining("budget must stand with valuation = budget-additive, and only there");
        assertThatThrownBy(() -> read("valuation: budget-additive")).hasMessageContaining("Maybe budget: 1.");
        assertThatThrownBy(() -> read("valuation: budget-additive, budget: 1, form: counts"))
                .hasMessageContaining("where a bundle has a value of its own");
        assertThatThrownBy(() -> read("valuation: budget-additive, budget: 1, items: 9"))
                .hasMessageContaining("must be at most 8 where bundles have values");
        assertThatThrownBy(() ->
                        read("valuation: budget-additive, budget: 1, types: {kind: normal, mean: 1, deviation: 1}"))
                .hasMessageContaining("must not be negative");
    }
}
