package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Agent;
import org.dynama.model.EndComponents;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;

/** Total rewards of random worlds in which a run may go on for ever, by four routes; loops cost something, or nothing. */
class LastingRewardTest {
    private static final double EXACT = 1e-9;
    private static final int WORLDS = 200;

    /** Where chance leads, or an end; from every state one pair leads to an earlier one, and from the first one to the end. */
    private static Mdp mdp(Random random, int states, int actions) {
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        for (int s = 0; s < states; s++) {
            builder.end(s, 0);
            if (s > 0) {
                builder.to(s, 0, random.nextInt(s), 1);
            }
            for (int a = 1; a < actions; a++) {
                builder.end(s, a);
                int first = random.nextInt(states);
                int second = random.nextInt(states);
                if (first == second || random.nextInt(3) == 0) {
                    builder.to(s, a, first, 1);
                } else if (random.nextInt(10) > 0) {
                    builder.to(s, a, first, 0.25).to(s, a, second, 0.75);
                }
            }
        }
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        List<String> acts = IntStream.range(0, actions).mapToObj(a -> "a" + a).toList();
        return new Mdp(names, acts, builder.build(), Reals.filled(states, 1.0 / states), new Horizon.Total());
    }

    private static BitSet loops(Mdp mdp) {
        BitSet all = Endlessness.of(mdp, mdp.allPairs());
        BitSet loops = new BitSet();
        for (BitSet states : all.isEmpty() ? List.<BitSet>of() : EndComponents.of(mdp, all)) {
            loops.or(Endlessness.within(mdp, states, all));
        }
        return loops;
    }

    private static Environment world(long seed, Random random, int agents) {
        Mdp mdp = mdp(random, 2 + random.nextInt(9), 2 + random.nextInt(3));
        BitSet loops = loops(mdp);
        RewardMap.Builder rewards = new RewardMap.Builder(agents, mdp.pairCount());
        double[] designer = new double[mdp.pairCount()];
        for (int pair = 0; pair < designer.length; pair++) {
            double most = loops.get(pair) ? 0 : 1;
            designer[pair] = random.nextInt(3) > 0 && loops.get(pair) ? 0 : random.nextDouble() * (most + 0.3) - 0.3;
            for (int i = 0; i < agents; i++) {
                if (random.nextBoolean()) {
                    rewards.add(pair, i, 0, random.nextDouble() * (most + 0.3) - 0.3);
                }
            }
        }
        List<Agent> named = IntStream.range(0, agents)
                .mapToObj(i -> new Agent("a" + i, new TypeDistribution.Uniform(Reals.of(0), Reals.of(1))))
                .toList();
        return new Environment(
                "lasting " + seed,
                mdp,
                named,
                rewards.build(),
                Reals.of(designer),
                new Absence.ZeroReward(),
                List.of());
    }

    /** The solver, value iteration, linear programs and exact fractions agree, or all refuse. */
    @Test
    void fourRoutesAgreeOnWorldsThatNeedNotEnd() {
        int refused = 0;
        int lasting = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            Environment world = world(seed, random, 1 + random.nextInt(3));
            double[] weights = random.doubles(world.agentCount(), 0.3, 3).toArray();
            AmaParameters parameters = new AmaParameters(Reals.of(weights), world.designer());
            lasting += Endlessness.mayLast(world.mdp()) ? 1 : 0;
            refused += isRefused(world, parameters, seed) ? 1 : 0;
        }
        assertThat(lasting).isGreaterThan(WORLDS / 2);
        assertThat(refused).isBetween(1, WORLDS / 2);
    }

    private static boolean isRefused(Environment world, AmaParameters parameters, long seed) {
        Profiles reports = Profiles.draw(world.agents(), new RandomStream(seed, "reports"), 0, 1);
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        List<AffineWelfare> economies = new ArrayList<>(List.of(mechanism.grand()));
        for (int i = 0; i < world.agentCount(); i++) {
            economies.add(mechanism.marginal(i).welfare());
        }
        Certificate certificate = certificate(world, parameters, reports);
        List<Double> solved = new ArrayList<>();
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)) {
            for (int k = 0; k < economies.size(); k++) {
                AffineWelfare economy = economies.get(k);
                solvers.forEach(
                        1,
                        (solver, from, to) -> {
                            double value = solver.hard(economy, reports).values()[0];
                            double error = solver.errors(economy, reports)[0];
                            return new double[] {value, error};
                        },
                        found -> {
                            solved.add(found[0]);
                            solved.add(found[1]);
                        });
            }
        } catch (Refusal refusal) {
            assertThat(certificate)
                    .as("seed %d: %s", seed, refusal.getMessage())
                    .isNull();
            assertThat(refusal).hasMessageContaining("every end earns less");
            return true;
        }
        assertThat(certificate).as("seed %d", seed).isNotNull();
        assertThat(Verifier.verify(certificate).failure()).as("seed %d", seed).isEmpty();
        OccupancyLp lp = new OccupancyLp(world.mdp(), world.rewards());
        for (int k = 0; k < economies.size(); k++) {
            double exact = (k == 0
                            ? certificate.grand()
                            : certificate.marginals().get(k - 1))
                    .value()
                    .toDouble();
            double size = size(world, economies.get(k), reports);
            assertThat(value(world, economies.get(k), reports))
                    .as("seed %d", seed)
                    .isCloseTo(exact, within(EXACT * size));
            assertThat(solved.get(2 * k)).as("seed %d", seed).isCloseTo(exact, within(EXACT * size));
            assertThat(solved.get(2 * k + 1))
                    .as("seed %d", seed)
                    .isBetween(Math.abs(solved.get(2 * k) - exact), 1e-9 * size);
            var program = lp.solve(economies.get(k), reports, 0);
            assertThat(program.value()).as("seed %d", seed).isCloseTo(exact, within(EXACT * size));
            assertThat(program.proof().error())
                    .as("seed %d", seed)
                    .isBetween(Math.abs(program.value() - exact), 1e-9 * size);
        }
        return false;
    }

    private static Certificate certificate(Environment world, AmaParameters parameters, Profiles reports) {
        try {
            return new Certification(world, parameters).certify(reports, 0);
        } catch (Refusal refusal) {
            assertThat(refusal).hasMessageContaining("every end earns less");
            return null;
        }
    }

    private static double size(Environment world, AffineWelfare welfare, Profiles reports) {
        return world.mdp().stateCount()
                * IntStream.range(0, world.mdp().pairCount())
                        .mapToDouble(pair -> Math.abs(welfare.coefficient(world.rewards(), pair, reports, 0)))
                        .max()
                        .orElseThrow();
    }

    /** What so many actions earn at most, from none on until nothing changes. */
    private static double value(Environment world, AffineWelfare welfare, Profiles reports) {
        Mdp mdp = world.mdp();
        Transitions transitions = mdp.transitions();
        double[] value = new double[mdp.stateCount()];
        for (int sweep = 0; sweep < 100_000; sweep++) {
            double[] next = new double[value.length];
            Arrays.fill(next, Double.NEGATIVE_INFINITY);
            for (int pair = 0; pair < mdp.pairCount(); pair++) {
                double q = welfare.coefficient(world.rewards(), pair, reports, 0);
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    q += transitions.probability(k) * value[transitions.next(k)];
                }
                next[mdp.stateOf(pair)] = Math.max(next[mdp.stateOf(pair)], q);
            }
            if (Arrays.equals(next, value)) {
                break;
            }
            value = next;
        }
        double sum = 0;
        for (int s = 0; s < value.length; s++) {
            sum += mdp.initial().get(s) * value[s];
        }
        return sum;
    }
}
