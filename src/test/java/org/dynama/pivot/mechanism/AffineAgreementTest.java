package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.pivot.world.StageBuilder;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where nothing is random but the public state, the pivot mechanism is the affine maximizer with weights 1 and boosts the
 * public's utility: the expected discounted payments are the same.
 */
class AffineAgreementTest {
    private static final int AGENTS = 3;
    private static final int STATES = 3;
    private static final int ACTIONS = 4;
    private static final int TYPES = 2;
    private static final int PERIODS = 3;
    private static final double DISCOUNT = 0.8;

    /** The utilities and transitions that both worlds are made from. */
    @SuppressWarnings("ArrayRecordComponent") // Drawn once and read; never compared.
    private record Numbers(double[][][] next, double[][] publicUtility, double[][][][] utility, int[][] needs) {
        static Numbers draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Numbers numbers = new Numbers(
                    new double[STATES][ACTIONS][STATES],
                    new double[STATES][ACTIONS],
                    new double[AGENTS][STATES][ACTIONS][TYPES],
                    new int[STATES][ACTIONS]);
            for (int s = 0; s < STATES; s++) {
                for (int a = 0; a < ACTIONS; a++) {
                    double sum = 0;
                    for (int k = 0; k < STATES; k++) {
                        numbers.next[s][a][k] = random.nextDouble();
                        sum += numbers.next[s][a][k];
                    }
                    for (int k = 0; k < STATES; k++) {
                        numbers.next[s][a][k] /= sum;
                    }
                    numbers.publicUtility[s][a] = random.nextDouble(-1, 1);
                    for (int i = 0; i < AGENTS; i++) {
                        for (int k = 0; k < TYPES; k++) {
                            numbers.utility[i][s][a][k] = random.nextDouble(-1, 1);
                        }
                    }
                    // Action 0 needs nobody; -1 stands for nobody.
                    numbers.needs[s][a] = a == 0 ? -1 : random.nextInt(AGENTS + 1) - 1;
                }
            }
            return numbers;
        }
    }

    @ParameterizedTest(name = "seed {0}, finite {1}, masked {2}")
    @CsvSource({
        "1, true, false",
        "2, true, true",
        "3, false, false",
        "4, false, true",
        "5, true, true",
        "6, false, true"
    })
    void paymentsAreTheAffineMaximizers(long seed, boolean finite, boolean masked) {
        Numbers numbers = Numbers.draw(seed);
        Reals first = Reals.filled(STATES, 1.0 / STATES);
        requireSame(environment(numbers, finite, masked, first), types -> world(numbers, finite, masked, types, first));
    }

    /** Held against worst types, too; the first state must be known, since a pivot mechanism knows it when types are told. */
    @ParameterizedTest(name = "seed {0}, masked {1}")
    @CsvSource({"1, false", "2, true", "3, false", "4, true"})
    void worstTypesAreTheSame(long seed, boolean masked) {
        Numbers numbers = Numbers.draw(seed);
        Reals first = Reals.of(0, 1, 0);
        Environment environment = environment(numbers, false, masked, first);
        assertThat(new AffineMaximizer(Absence.WorstType.in(environment), AmaParameters.vcg(environment))
                        .marginal(0)
                        .isPure())
                .isTrue();
        requireSame(
                Absence.WorstType.in(environment),
                types -> world(numbers, false, masked, types, first).withWorstTypes());
    }

    private static void requireSame(Environment environment, Function<int[], AllocationWorld> world) {
        for (int b = 0; b < 8; b++) {
            int[] types = {b & 1, (b >> 1) & 1, (b >> 2) & 1};
            PivotMechanism pivot = PivotSolver.solve(world.apply(types), 2, share -> {});
            Totals totals = PivotVerifier.verify(pivot, 1e-9, 2, share -> {}).totals();
            LpMaximizer program =
                    new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses());
            Outcome outcome = new AffineMaximizer(environment, AmaParameters.vcg(environment))
                    .outcome(program, Profiles.of(AGENTS, TYPES, 1, indicators(types)));
            for (int i = 0; i < AGENTS; i++) {
                assertThat(totals.payments().get(i)).isCloseTo(outcome.payment(i, 0), within(1e-9));
                assertThat(totals.rewards().get(i)).isCloseTo(outcome.reward(i, 0), within(1e-9));
            }
            assertThat(totals.welfare()).isCloseTo(outcome.affineWelfare(0), within(1e-9));
        }
    }

    /** A type as the house has it: a vector with a one for the type. */
    private static double[] indicators(int[] types) {
        double[] vector = new double[AGENTS * TYPES];
        for (int i = 0; i < AGENTS; i++) {
            vector[i * TYPES + types[i]] = 1;
        }
        return vector;
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    /** One draw, and types that stay for ever. */
    private static AllocationWorld world(Numbers numbers, boolean finite, boolean masked, int[] types, Reals first) {
        List<FiniteAgent> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            double[] prior = new double[TYPES];
            prior[types[i]] = 1;
            agents.add(new FiniteAgent("agent " + i, names(TYPES), Reals.of(prior)));
        }
        StageBuilder stage = new StageBuilder(STATES, ACTIONS, new JointTypes(List.of(TYPES, TYPES, TYPES)), 1);
        for (int s = 0; s < STATES; s++) {
            for (int a = 0; a < ACTIONS; a++) {
                stage.allow(s, 0, a).publicUtility(s, a, numbers.publicUtility[s][a]);
                for (int k = 0; k < STATES; k++) {
                    stage.to(s, a, k, numbers.next[s][a][k]);
                }
                for (int i = 0; i < AGENTS; i++) {
                    if (!masked || numbers.needs[s][a] != i) {
                        stage.allowWithout(i, s, 0, a);
                    }
                    for (int k = 0; k < TYPES; k++) {
                        stage.utility(i, s, a, k, numbers.utility[i][s][a][k]);
                    }
                }
            }
        }
        PivotStage built = stage.build();
        return new AllocationWorld(
                "fixed types",
                List.of(),
                agents,
                new AllocationWorld.Labels(names(STATES), names(ACTIONS), names(1)),
                new AllocationWorld.Course(
                        first,
                        finite ? new Horizon.Finite() : new Horizon.Discounted(DISCOUNT),
                        IntStream.range(0, finite ? PERIODS : 1)
                                .mapToObj(t -> built)
                                .toList(),
                        AllocationWorld.Terminal.none(STATES, agents)));
    }

    /** The same as a Markov decision process; of a finite horizon, a state for each period. */
    private static Environment environment(Numbers numbers, boolean finite, boolean masked, Reals first) {
        int periods = finite ? PERIODS : 1;
        Transitions.Builder transitions = new Transitions.Builder(periods * STATES, ACTIONS);
        RewardMap.Builder rewards = new RewardMap.Builder(AGENTS, periods * STATES * ACTIONS);
        double[] designer = new double[periods * STATES * ACTIONS];
        List<BitSet> needs = List.of(new BitSet(), new BitSet(), new BitSet());
        for (int row = 0; row < periods * STATES; row++) {
            int s = row % STATES;
            int after = finite ? (row / STATES + 1) * STATES : 0;
            for (int a = 0; a < ACTIONS; a++) {
                transitions.end(row, a);
                for (int k = 0; k < STATES && after < periods * STATES; k++) {
                    transitions.to(row, a, after + k, numbers.next[s][a][k]);
                }
                int pair = row * ACTIONS + a;
                designer[pair] = numbers.publicUtility[s][a];
                for (int i = 0; i < AGENTS; i++) {
                    for (int k = 0; k < TYPES; k++) {
                        rewards.add(pair, i, k, numbers.utility[i][s][a][k]);
                    }
                }
                if (numbers.needs[s][a] >= 0) {
                    needs.get(numbers.needs[s][a]).set(pair);
                }
            }
        }
        double[] initial = new double[periods * STATES];
        System.arraycopy(first.toArray(), 0, initial, 0, STATES);
        Agent agent = new Agent("any", new DiscreteTypes(List.of(Reals.of(1, 0), Reals.of(0, 1)), Reals.of(1, 1)));
        return new Environment(
                "fixed types",
                new Mdp(
                        names(periods * STATES),
                        names(ACTIONS),
                        transitions.build(),
                        Reals.of(initial),
                        finite ? new Horizon.Finite() : new Horizon.Discounted(DISCOUNT)),
                List.of(agent, agent, agent),
                rewards.build(),
                Reals.of(designer),
                masked ? new Absence.Masked(needs) : new Absence.ZeroReward(),
                List.of());
    }
}
