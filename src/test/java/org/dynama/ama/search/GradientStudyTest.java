package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;

/** Bias and variance of gradient estimators. */
class GradientStudyTest {
    private static final int PROFILES = 1 << 14;

    private static GradientStudy study(Environment world, int profiles, Solvers solvers) {
        SearchSettings settings = SearchSettings.defaults(1, false);
        Profiles drawn = Profiles.draw(world.agents(), new RandomStream(1, "evaluation"), 0, profiles);
        return new GradientStudy(world, Objective.REVENUE, new MoneyUnit(0, 0), settings, solvers, drawn);
    }

    private static Solvers solvers(Environment world) {
        return Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 2);
    }

    /** Less smoothing: less bias, more variance; the coolest are unbiased as far as chance tells. */
    @Test
    void smoothingTradesVarianceForBias() {
        Environment world = SequentialSales.uniform(3, 2);
        try (Solvers solvers = solvers(world)) {
            EstimatorErrors errors = study(world, PROFILES, solvers).errors(Reals.of(0.3, 0.003), Reals.of(0.3, 0.02));
            List<EstimatorErrors.Row> rows = errors.rows();
            assertThat(rows).hasSize(6);
            for (int k = 0; k < rows.size(); k += 2) {
                EstimatorErrors.Row hot = rows.get(k);
                EstimatorErrors.Row cool = rows.get(k + 1);
                assertThat(hot.smoothing()).isGreaterThan(cool.smoothing());
                assertThat(hot.bias()).isGreaterThan(0.15);
                assertThat(cool.bias()).isLessThan(4 * cool.biasError() + 0.01);
                if (k < 4) {
                    assertThat(cool.deviation()).isGreaterThan(hot.deviation());
                }
            }
            // Twenty random directions tell less than derivatives do.
            assertThat(rows.get(5).deviation()).isGreaterThan(rows.get(1).deviation());
        }
    }

    /** One agent, one item: revenue at price p is p (1 - p), and the two boosts' derivatives are 1 - 2 p and its opposite. */
    @Test
    void theExactGradientIsThatOfAPrice() {
        Environment world = SequentialSales.uniform(1, 1);
        try (Solvers solvers = solvers(world)) {
            GradientStudy study = study(world, PROFILES, solvers);
            EstimatorErrors errors = study.errors(Reals.of(0.01), Reals.of(0.05));
            ObjectiveLine line = study.line();
            ObjectiveLine.Curve many = line.curves().get(line.curves().size() - 1);
            int middle = line.offsets().size() / 2;
            double price = (1 - Math.sqrt(1 - 4 * many.values().get(middle))) / 2;
            double slope = Math.abs(1 - 2 * price);
            assertThat(errors.norm()).isCloseTo(Math.sqrt(2) * slope, within(0.05 + 3 * errors.uncertainty()));
        }
    }

    /** In one profile the objective jumps by a price; in the mean over n it jumps by about an n-th of that. */
    @Test
    void jumpsVanishInTheMean() {
        Environment world = SequentialSales.uniform(3, 2);
        try (Solvers solvers = solvers(world)) {
            List<ObjectiveLine.Curve> curves =
                    study(world, PROFILES, solvers).line().curves();
            assertThat(curves).extracting(ObjectiveLine.Curve::profiles).containsExactly(1, 16, 256, 4096);
            assertThat(curves.get(0).largestStep()).isGreaterThan(0.1);
            assertThat(curves.get(3).largestStep()).isLessThan(curves.get(0).largestStep() / 20);
        }
    }
}
