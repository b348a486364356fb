package org.dynama.ama.menu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Form;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products over lotteries earn what the affine maximizer does on the world of the lotteries' policies, in every form. */
class LotteryAgreementTest {
    private static final int PROFILES = 300;

    /** Beside amounts of about one. */
    private static final double EXACT = 1e-12;

    private record Case(int agents, int goods, Valuation valuation, Form form, Reals weights) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Form form : List.of(Form.ALLOCATIONS, Form.COUNTS, Form.TOTALS)) {
            cases.add(new Case(2, 3, Valuation.ADDITIVE, form, Reals.of(1, 1)));
            cases.add(new Case(3, 2, Valuation.ADDITIVE, form, Reals.of(1, 0.7, 1.9)));
            cases.add(new Case(1, 3, Valuation.ADDITIVE, form, Reals.of(1)));
        }
        for (Form form : List.of(Form.ALLOCATIONS, Form.COUNTS)) {
            cases.add(new Case(2, 2, Valuation.UNIT_DEMAND, form, Reals.of(1, 1.3)));
            cases.add(new Case(3, 2, Valuation.UNIT_DEMAND, form, Reals.of(1, 1, 1)));
            cases.add(new Case(2, 4, Valuation.UNIT_DEMAND, form, Reals.of(1, 0.5)));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsAgreeWithTheAffineMaximizer(Case which) {
        AuctionMarket market = Markets.unit(which.agents, which.goods, which.valuation);
        Lotteries lotteries = RoundedShares.of(Markets.random(market, 30, which.weights.toArray(), 11));
        Environment auction = StaticAuction.of(market.types(), which.goods, which.valuation, which.form);
        LotteryPolicies policies = LotteryPolicies.of(auction, market, lotteries);
        assertThat(policies.menu().size()).isEqualTo(lotteries.size());
        Environment world = MenuWorld.of(auction, policies.menu());
        RandomStream stream = new RandomStream(7, "agreement");
        List<Outcome> outcomes = new ArrayList<>();
        Profiles profiles = market.draw(stream, 0, PROFILES);
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1);
                Workers<BlockWorker> workers = new Workers<>(() -> BlockWorker.of(which.agents, which.goods), 2)) {
            new AffineMaximizer(world, policies.parameters()).forEachOutcome(solvers, profiles, outcomes::add);
            double[] values = lotteries
                    .evaluated(market, workers, new Objective("", 1, 0.5), stream, PROFILES)
                    .values();
            int at = 0;
            for (Outcome outcome : outcomes) {
                for (int b = 0; b < outcome.count(); b++) {
                    assertThat(values[at++]).isCloseTo(outcome.revenue(b) + 0.5 * outcome.welfare(b), within(EXACT));
                }
            }
            assertThat(at).isEqualTo(PROFILES);
        }
    }
}
