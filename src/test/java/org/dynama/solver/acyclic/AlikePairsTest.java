package org.dynama.solver.acyclic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Softened pairs that are alike, with a weight for all of them and with one for each. */
class AlikePairsTest {
    private static final Environment SALES = SequentialSales.uniform(4, 3);
    private static final int PAIRS = SALES.mdp().pairCount();
    private static final Profiles PROFILES = Profiles.draw(SALES.agents(), new RandomStream(2, "profiles"), 0, 60);

    /** A loss that is the same in every profile, at every pair. */
    private record Flat(Reals costs) implements Loss {
        @Override
        public String name() {
            return "flat";
        }

        @Override
        public boolean bears(int pair) {
            return true;
        }

        @Override
        public void fill(double[][] types, double[][] out) {
            for (int p = 0; p < out.length; p++) {
                Arrays.fill(out[p], costs.get(p));
            }
        }
    }

    /** A loss could tell alike pairs apart, so that each is pulled back alone; as boosts the same numbers go by groups. */
    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {0.001, 0.05, 2})
    void groupsArePulledBackLikeTheirPairs(double temperature) {
        AffineWelfare welfare = RandomMdps.welfare(1, 4, PAIRS);
        AffineWelfare drawn = RandomMdps.welfare(2, 4, PAIRS);
        Reals none = Reals.filled(PAIRS, 0);
        AffineWelfare apart = new AffineWelfare(drawn.weights(), none, new Flat(drawn.boosts()));
        try (AcyclicSolver solver = new AcyclicSolver(SALES.mdp(), SALES.rewards(), 1);
                Measures.Regularized soft =
                        solver.regularized(welfare, PROFILES, new Regularizer.ConditionalEntropy(temperature));
                Measures together = soft.pullback(drawn);
                Measures alone = soft.pullback(apart)) {
            assertThat(AlikePairs.of(solver).members.length).isLessThan(PAIRS);
            double[] sums = alone.sum();
            double largest = Arrays.stream(sums).map(Math::abs).max().orElseThrow();
            assertThat(together.sum()).containsExactly(sums, within(1e-12 * largest));
            assertThat(together.toArray()).containsExactly(alone.toArray(), within(1e-12 * largest));
            assertThat(together.rewards()[1]).containsExactly(alone.rewards()[1], within(1e-12 * largest));
            double[] rows = soft.toArray();
            double[] visits = soft.sum();
            for (int p = 0; p < PAIRS; p++) {
                double sum = Arrays.stream(rows, 60 * p, 60 * p + 60).sum();
                assertThat(visits[p]).isCloseTo(sum, within(1e-12 * 60));
            }
        }
    }

    /** Pairs of a state that end the run without a reward: the odds of two of them are those of their boosts. */
    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {0.05, 2})
    void alikePairsHaveTheOddsOfTheirBoosts(double temperature) {
        AffineWelfare welfare = RandomMdps.welfare(3, 4, PAIRS);
        try (AcyclicSolver solver = new AcyclicSolver(SALES.mdp(), SALES.rewards(), 1);
                Measures.Regularized soft =
                        solver.regularized(welfare, PROFILES, new Regularizer.ConditionalEntropy(temperature))) {
            double[] visits = soft.sum();
            for (int[] group : AlikePairs.of(solver).members) {
                int p = group[0];
                int q = group[group.length - 1];
                double odds = StrictMath.exp(
                        (welfare.boosts().get(p) - welfare.boosts().get(q)) / temperature);
                assertThat(visits[p]).isCloseTo(odds * visits[q], within(1e-12 * visits[p]));
            }
        }
    }
}
