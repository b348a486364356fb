package org.dynama.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sale whose states are sets of holders is the sale of the tree of histories. */
class HoldersSaleTest {
    private static final int COUNT = 200;

    /** Sums of at most five numbers of size 1, in another order. */
    private static final double EXACT = 1e-12;

    private static Outcome vcg(Environment sale, Profiles profiles) {
        Outcome[] outcome = new Outcome[1];
        try (Solvers solvers = Solvers.kernel(sale.mdp(), sale.rewards(), 1, 1)) {
            AffineMaximizer mechanism = new AffineMaximizer(sale, AmaParameters.vcg(sale));
            solvers.forEach(
                    1,
                    (solver, from, to) -> mechanism.outcome(new DpMaximizer(solver, sale.losses()), profiles),
                    found -> outcome[0] = found);
        }
        return outcome[0];
    }

    @ParameterizedTest(name = "{0} agents, {1} items")
    @CsvSource({"1, 1", "1, 3", "2, 3", "3, 2", "4, 4", "5, 3"})
    void vcgIsThatOfTheTree(int agents, int items) {
        Environment tree = SequentialSales.asymmetric(agents, items);
        Environment holders = SequentialSales.holders(tree.agents(), items);
        Profiles profiles = Profiles.draw(tree.agents(), new RandomStream(7, "holders"), 0, COUNT);
        for (int from = 0; from < COUNT; from += Profiles.BLOCK) {
            Profiles some = profiles.slice(from, Math.min(COUNT, from + Profiles.BLOCK));
            Outcome whole = vcg(tree, some);
            Outcome small = vcg(holders, some);
            for (int b = 0; b < some.count(); b++) {
                assertThat(small.affineWelfare(b)).isCloseTo(whole.affineWelfare(b), within(EXACT));
                for (int i = 0; i < agents; i++) {
                    assertThat(small.reward(i, b)).isCloseTo(whole.reward(i, b), within(EXACT));
                    assertThat(small.payment(i, b)).isCloseTo(whole.payment(i, b), within(EXACT));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} agents, {1} items: {2} states")
    @CsvSource({"10, 5, 630", "3, 2, 5", "1, 4, 7", "1000, 2, 1002"})
    void statesAreSetsOfHolders(int agents, int items, int states) {
        Environment sale = SequentialSales.holders(SequentialSales.agents(Reals.filled(agents, 1)), items);
        assertThat(sale.mdp().stateCount()).isEqualTo(states);
    }

    @Test
    void tooManySetsAreRefused() {
        assertThatThrownBy(() -> SequentialSales.holders(SequentialSales.agents(Reals.filled(30, 1)), 10))
                .hasMessage("agents = 30 and items = 10 make more than 4000000 state-action pairs, even without"
                        + " histories\nMaybe fewer agents or items.");
    }

    @Test
    void aSaleWithoutHistoriesIsNotFolded() {
        Environment sale = SequentialSales.holders(SequentialSales.agents(Reals.filled(3, 1)), 3);
        assertThatThrownBy(() -> Folding.of(sale)).hasMessageEndingWith("Maybe environment.state: history.");
    }
}
