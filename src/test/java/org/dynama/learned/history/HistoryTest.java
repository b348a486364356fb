package org.dynama.learned.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.Paths;
import org.dynama.learned.path.Scenario;
import org.dynama.learned.path.TableLiar;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryTest {

    /** A random mechanism, far from truthful. */
    private static List<Stage> stages(Tensors tensors, Enumeration enumeration, MechanismNetwork network, long seed) {
        return enumeration.stages(mechanism(tensors, network, seed), false);
    }

    private static Leaves mechanism(Tensors tensors, MechanismNetwork network, long seed) {
        double[] parameters = network.layout().start(new RandomStream(seed, "mechanism"));
        for (int k = 0; k < parameters.length; k++) {
            parameters[k] *= 1.5;
        }
        return new Leaves(tensors, network.layout(), parameters, false);
    }

    /**
     * Truth and the best of all strategies of two periods, by trying them: each initial report, then each report by what
     * was drawn and what the type is then.
     */
    @ParameterizedTest
    @EnumSource(Allocation.class)
    void bestResponseIsTheBestOfAllStrategies(Allocation allocation) {
        World world = LearnedWorlds.discrete(1, 1, 2, allocation);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
            Enumeration enumeration = new Enumeration(world, tensors, network);
            Values values = new Values(enumeration.histories, tensors);
            List<Stage> stages = stages(tensors, enumeration, network, 3);
            double[] best = values.of(stages, 0, values.best(stages, 0), false).toDoubleArray();
            double[] truth = values.of(stages, 0, values::truth, false).toDoubleArray();
            double[] first = stages.get(0).utility().get(0).toDoubleArray();
            double[] second = stages.get(1).utility().get(0).toDoubleArray();
            double[] draws = stages.get(0).draws().toDoubleArray();
            double[] next = stages.get(0).next().get(0).toDoubleArray();
            int outcomes = enumeration.histories.outcomes;
            for (int v = 0; v < 3; v++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int r = 0; r < 3; r++) {
                    double lying = first[r * 3 + v];
                    double honest = first[v * 3 + v];
                    for (int o = 0; o < outcomes; o++) {
                        for (int w = 0; w < 3; w++) {
                            int after = r * outcomes + o;
                            double chance = draws[after] * next[(after * 3 + v) * 3 + w];
                            double later = Double.NEGATIVE_INFINITY;
                            for (int s = 0; s < 3; s++) {
                                later = Math.max(later, second[(after * 3 + s) * 3 + w]);
                            }
                            lying += chance * later;
                            int told = v * outcomes + o;
                            honest += draws[told] * next[(told * 3 + v) * 3 + w] * second[(told * 3 + w) * 3 + w];
                        }
                    }
                    most = Math.max(most, lying);
                    assertThat(truth[v]).isCloseTo(honest, within(1e-12));
                }
                assertThat(best[v]).isCloseTo(most, within(1e-12));
            }
        }
    }

    /** With reports fixed, utility is affine in the true type: neither allocation nor payment sees it. */
    @Test
    void mechanismSeesReportsOnly() {
        World world = LearnedWorlds.discrete(2, 1, 2, Allocation.SHARE);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
            List<Stage> stages = stages(tensors, new Enumeration(world, tensors, network), network, 5);
            for (Stage stage : stages) {
                for (NDArray utility : stage.utility()) {
                    double[] byType = utility.toDoubleArray();
                    for (int k = 0; k < byType.length; k += 3) {
                        assertThat(byType[k + 2] - byType[k + 1])
                                .isCloseTo(byType[k + 1] - byType[k], within(1e-12))
                                .isBetween(-1e-12, 1 + 1e-12);
                    }
                }
            }
        }
    }

    /** No policy beats the exact best response, and the truthful prototype's most likely report is the truth. */
    @Test
    void policiesGainAtMostTheBestResponse() {
        World world = LearnedWorlds.discrete(2, 1, 2, Allocation.LOTTERY);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
            Enumeration enumeration = new Enumeration(world, tensors, network);
            Values values = new Values(enumeration.histories, tensors);
            List<Stage> stages = stages(tensors, enumeration, network, 7);
            for (int i = 0; i < 2; i++) {
                ReportNetwork policies = new ReportNetwork(world, tensors, 4, 6);
                double[] start = policies.start(new RandomStream(i, "policies"));
                Leaves leaves = new Leaves(tensors, policies.layout(), start, false);
                List<NDArray> reports =
                        new EnumeratedReports(enumeration.histories, tensors, policies, 4, i).reports(leaves, stages);
                double[] lies = values.of(
                                stages, i, (t, by) -> by.mul(reports.get(t)).sum(new int[] {2}), true)
                        .toDoubleArray();
                double[] best =
                        values.of(stages, i, values.best(stages, i), false).toDoubleArray();
                for (int k = 0; k < lies.length; k++) {
                    assertThat(lies[k]).isLessThanOrEqualTo(best[k % 3] + 1e-12);
                }
                NDArray prototype = reports.get(0).get("0").reshape(3, 3);
                assertThat(prototype.argMax(0).toLongArray()).containsExactly(0, 1, 2);
            }
        }
    }

    /** Tables of best replies are worth what the recursion says: looked up at every history, and along drawn paths. */
    @ParameterizedTest
    @CsvSource({
        "SHARE, 1, 3, REPORTS",
        "LOTTERY, 1, 3, REPORTS",
        "SHARE, 2, 2, REPORTS",
        "LOTTERY, 2, 2, REPORTS",
        "LOTTERY, 1, 3, ALLOCATIONS",
        "SHARE, 1, 3, PAYMENTS"
    })
    void repliesEarnTheBestResponse(Allocation allocation, int goods, int periods, World.Disclosed disclosed) {
        World world = LearnedWorlds.discrete(2, goods, periods, allocation).disclosing(disclosed);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
            Enumeration enumeration = new Enumeration(world, tensors, network);
            Values values = new Values(enumeration.histories, tensors);
            List<Stage> stages = stages(tensors, enumeration, network, 11);
            Paths paths = new Paths(world, tensors, network);
            for (int i = 0; i < 2; i++) {
                Replies replies = values.replies(stages, i);
                double[] best =
                        values.of(stages, i, values.best(stages, i), false).toDoubleArray();
                double[] looked = values.of(
                                stages,
                                i,
                                (t, by) -> by.mul(chosen(tensors, replies, t, by.getShape()))
                                        .sum(new int[] {2}),
                                false)
                        .toDoubleArray();
                Scenario scenario = Scenario.draw(world, List.of(i), new RandomStream(2, "paths"), 0, 1, 20_000);
                double[] played = paths.play(
                                scenario, mechanism(tensors, network, 11), new TableLiar(List.of(List.of(replies))))
                        .utility()
                        .toDoubleArray();
                for (int q = 0; q < best.length; q++) {
                    assertThat(looked[q]).isCloseTo(best[q], within(1e-8));
                    assertThat(played[q]).isCloseTo(best[q], within(0.03));
                }
            }
        }
    }

    /** One at each reply, in the shape of the values {@code [1, N, R, 1, R]} of all reports. */
    private static NDArray chosen(Tensors tensors, Replies replies, int period, Shape shape) {
        int nodes = Math.toIntExact(shape.get(1));
        int types = Math.toIntExact(shape.get(2));
        double[] mask = new double[nodes * types * types];
        for (int node = 0; node < nodes; node++) {
            for (int type = 0; type < types; type++) {
                mask[(node * types + replies.report(period, node, type)) * types + type] = 1;
            }
        }
        return tensors.of(mask, shape.getShape());
    }

    /** A zero residual leaves interval types as they are. */
    @Test
    void zeroResidualIsTruth() {
        World world = LearnedWorlds.interval(1, 2, 2, new Types.Interval(0, 5, 2.5, 0.1));
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ReportNetwork policy = new ReportNetwork(world, tensors, 1, 4);
            Leaves leaves = new Leaves(tensors, policy.layout(), policy.start(new RandomStream(1, "p")), false);
            NDArray own = tensors.of(new double[] {0.1, 4.9, 2.5, 3.0}, 1, 2, 2);
            NDArray none = tensors.of(new double[4], 1, 2, 2);
            NDArray known = policy.publicly(leaves, 0, none, none, none, policy.blank(2));
            NDArray hidden = policy.privately(leaves, 0, known, own, own, policy.blank(2));
            double[] said = policy.report(leaves, known, hidden, own).toDoubleArray();
            double[] truth = own.toDoubleArray();
            for (int k = 0; k < said.length; k++) {
                assertThat(said[k]).isCloseTo(truth[k], within(1e-12));
            }
        }
    }

    /** Types move on tensors as they do in plain Java. */
    @Test
    void tensorsMoveTypesAsChainsDo() {
        for (Dynamics dynamics :
                List.of(new Dynamics.Bandit(0.5, 0.01), new Dynamics.FixedSales(), new Dynamics.Habit(0.3, 0))) {
            World world =
                    World.of(new World.Size(1, 1, 2), Types.Discrete.uniform(1, 2, 4), dynamics, Allocation.SHARE);
            try (Tensors tensors = new Tensors();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                double y = 0.3;
                double memory = 0.6;
                NDArray next = new Kernels(world, tensors, 0)
                        .next(tensors.of(new double[] {y}, 1, 1), tensors.of(new double[] {memory + y}, 1, 1));
                double[] flat = next.toDoubleArray();
                double[][] chain = TypeChain.of(world).next(y, memory);
                for (int k = 0; k < 9; k++) {
                    assertThat(flat[k]).isCloseTo(chain[k / 3][k % 3], within(1e-12));
                }
            }
        }
    }
}
