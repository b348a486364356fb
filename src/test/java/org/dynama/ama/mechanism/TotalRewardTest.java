package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.RunLengths;
import org.dynama.model.Transitions;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Total rewards of random worlds with cycles by four routes that share no code. */
class TotalRewardTest {
    /** Beside what the optimal policies' visits move: rounding of some hundred actions a run. */
    private static final double EXACT = 1e-9;

    private static final int WORLDS = 300;

    /** The solver, value iteration, linear programs and exact fractions agree; the certificate verifies. */
    @Test
    void fourRoutesAgreeOnThreeHundredWorlds() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            Mdp mdp = RandomMdps.total(seed, 2 + random.nextInt(11), 2 + random.nextInt(3));
            Environment world = RandomEnvironments.of(seed, mdp, 1 + random.nextInt(3), seed % 2 == 0);
            checkRoutes(world, RandomParameters.of(world, random), seed);
        }
    }

    /** Rewards in another unit, boosts as they were: what agents earn is the largest part, or the smallest. */
    @ParameterizedTest(name = "times 2 to the power of {0}")
    @ValueSource(ints = {-33, 33})
    void theUnitOfMoneyChangesNoRoute(int exponent) {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Mdp mdp = RandomMdps.total(seed, 2 + random.nextInt(11), 2 + random.nextInt(3));
            Environment world = RandomEnvironments.of(seed, mdp, 1 + random.nextInt(3), seed % 2 == 0);
            checkRoutes(world.scaled(exponent), RandomParameters.of(world, random), seed);
        }
    }

    private static void checkRoutes(Environment world, AmaParameters parameters, long seed) {
        Profiles reports = Profiles.draw(world.agents(), new RandomStream(seed, "reports"), 0, 1);
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(world.mdp(), world.rewards()), List.of());
        Outcome linear = mechanism.outcome(lp, reports);
        Certificate certificate = new Certification(world, parameters).certify(reports, 0);
        assertThat(Verifier.verify(certificate).failure()).as("seed %d", seed).isEmpty();
        double grand = value(world, mechanism.grand(), reports);
        double size = size(world, mechanism.grand(), reports);
        assertThat(certificate.grand().value().toDouble()).as("seed %d", seed).isCloseTo(grand, within(EXACT * size));
        assertThat(linear.affineWelfare(0)).as("seed %d", seed).isCloseTo(grand, within(EXACT * size));
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)) {
            mechanism.forEachOutcome(solvers, reports, dynamic -> {
                assertThat(dynamic.affineWelfare(0)).as("seed %d", seed).isCloseTo(grand, within(EXACT * size));
                for (int i = 0; i < world.agentCount(); i++) {
                    double exact = certificate.payments().get(i).toDouble();
                    double without = value(world, mechanism.marginal(i).welfare(), reports);
                    assertThat(certificate.marginals().get(i).value().toDouble())
                            .as("seed %d", seed)
                            .isCloseTo(without, within(EXACT * size));
                    double share = size / parameters.weights().get(i);
                    assertThat(dynamic.payment(i, 0)).as("seed %d", seed).isCloseTo(exact, within(EXACT * share));
                    assertThat(linear.payment(i, 0)).as("seed %d", seed).isCloseTo(exact, within(EXACT * share));
                    assertThat(dynamic.error(i, 0))
                            .as("a bound on the error, seed %d", seed)
                            .isGreaterThanOrEqualTo(Math.abs(dynamic.payment(i, 0) - exact));
                }
            });
        }
    }

    /** The most that one policy's visits could move: the largest coefficient, of pairs that are not masked, at every action. */
    private static double size(Environment world, AffineWelfare welfare, Profiles reports) {
        double largest = IntStream.range(0, world.mdp().pairCount())
                .mapToDouble(pair -> Math.abs(welfare.coefficient(world.rewards(), pair, reports, 0)))
                .filter(Double::isFinite)
                .max()
                .orElseThrow();
        return largest * RunLengths.of(world.mdp()).most();
    }

    /** Value iteration until nothing changes by more than half a rounding of the largest value that there could be. */
    private static double value(Environment world, AffineWelfare welfare, Profiles reports) {
        Mdp mdp = world.mdp();
        Transitions transitions = mdp.transitions();
        double[] value = new double[mdp.stateCount()];
        double still = 0x1p-53 * size(world, welfare, reports);
        double change = Double.POSITIVE_INFINITY;
        while (change > still) {
            double[] next = new double[value.length];
            Arrays.fill(next, Double.NEGATIVE_INFINITY);
            for (int pair = 0; pair < mdp.pairCount(); pair++) {
                double q = welfare.coefficient(world.rewards(), pair, reports, 0);
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    q += transitions.probability(k) * value[transitions.next(k)];
                }
                next[mdp.stateOf(pair)] = Math.max(next[mdp.stateOf(pair)], q);
            }
            change = 0;
            for (int s = 0; s < value.length; s++) {
                change = next[s] == value[s] ? change : Math.max(change, Math.abs(next[s] - value[s]));
            }
            value = next;
        }
        double sum = 0;
        for (int s = 0; s < value.length; s++) {
            sum += mdp.initial().get(s) > 0 ? mdp.initial().get(s) * value[s] : 0;
        }
        return sum;
    }
}
