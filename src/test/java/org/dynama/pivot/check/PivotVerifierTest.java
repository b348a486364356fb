package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.pivot.check.Finding.Status;
import org.dynama.pivot.mechanism.AllocationPolicy;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.mechanism.Transfers;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.pivot.world.StageBuilder;
import org.junit.jupiter.api.Test;

class PivotVerifierTest {
    private static final int INSTANCES = 200;

    private static PivotVerification verify(PivotMechanism mechanism) {
        return PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
    }

    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    /** All promises hold on random finite horizons, whose utilities, kernels and draws vary over time. */
    @Test
    void everyPromiseHoldsOnRandomFiniteHorizons() {
        holdsOnAll(seed -> RandomSpaces.finite(seed, absence(seed), lowest(seed)));
    }

    /** All promises hold on random discounted horizons. */
    @Test
    void everyPromiseHoldsOnRandomDiscountedHorizons() {
        holdsOnAll(seed -> RandomSpaces.discounted(seed, absence(seed), lowest(seed)));
    }

    /** All promises hold where a season ends sooner or later. */
    @Test
    void everyPromiseHoldsOnRandomTotalHorizons() {
        holdsOnAll(seed -> RandomSpaces.total(seed, absence(seed), lowest(seed)));
    }

    private static Absence absence(long seed) {
        return seed % 3 == 0 ? Absence.SAME : seed % 3 == 1 ? Absence.LESS : Absence.ANY;
    }

    /** Half of them without negative utilities, so that Assumption 5 holds. */
    private static double lowest(long seed) {
        return seed % 2 == 0 ? 0 : -1;
    }

    private static void holdsOnAll(LongFunction<AllocationWorld> worlds) {
        int participating = 0;
        int balanced = 0;
        for (long seed = 1; seed <= INSTANCES; seed++) {
            PivotVerification found = verify(solve(worlds.apply(seed)));
            assertThat(found.findings())
                    .as("seed %d", seed)
                    .filteredOn(finding -> !finding.property().isAssumption())
                    .allMatch(finding -> finding.status() != Status.FAILS);
            // Relative to welfare, of size 1 to 60 here.
            for (Property formula :
                    List.of(Property.FLOW_FORMULA, Property.EXTERNALITY_FORMULA, Property.CONTRIBUTION)) {
                assertThat(found.of(formula).margin()).as("seed %d", seed).isGreaterThan(-1e-10);
            }
            assertThat(found.of(Property.INCENTIVES).margin()).isGreaterThan(-1e-10);
            assertThat(found.of(Property.EFFICIENCY).margin()).isGreaterThan(-1e-10);
            boolean four = found.of(Property.CHOICE_SETS).status() == Status.HOLDS;
            boolean five = found.of(Property.EXTERNALITIES).status() == Status.HOLDS;
            boolean removal = found.of(Property.REMOVAL).status() == Status.HOLDS;
            assertThat(!four || found.of(Property.PARTICIPATION).status() == Status.HOLDS)
                    .isTrue();
            assertThat(!(four && five) || found.of(Property.NONNEGATIVE).status() == Status.HOLDS)
                    .isTrue();
            assertThat(!removal || found.of(Property.BUDGET).status() == Status.HOLDS)
                    .isTrue();
            participating += four && five ? 1 : 0;
            balanced += removal ? 1 : 0;
        }
        // The implications above must not be empty.
        assertThat(participating).isGreaterThan(40);
        assertThat(balanced).isGreaterThan(40).isLessThan(INSTANCES);
    }

    private static final List<String> ONE = List.of("only");

    /** One agent with one type, one draw, and the actions that a builder adds; nothing moves. */
    private static AllocationWorld byHand(int actions, Consumer<StageBuilder> add) {
        FiniteAgent agent = new FiniteAgent("a", ONE, Reals.of(1));
        StageBuilder stage = new StageBuilder(1, actions, new JointTypes(List.of(1)), 1);
        add.accept(stage);
        return new AllocationWorld(
                "by hand",
                List.of(),
                List.of(agent),
                new AllocationWorld.Labels(
                        ONE,
                        IntStream.range(0, actions).mapToObj(a -> "action " + a).toList(),
                        ONE),
                new AllocationWorld.Course(
                        Reals.of(1),
                        new Horizon.Finite(),
                        List.of(stage.build()),
                        AllocationWorld.Terminal.none(1, List.of(agent))));
    }

    /**
     * Her absence adds an action that everyone likes, herself included: Assumption 4 fails, and opting out wins. She loses
     * 1 - 5 = -4 by taking part, instead of winning 2 when absent.
     */
    @Test
    void withoutAssumption4OptingOutCanWin() {
        PivotVerification found = verify(solve(byHand(
                2,
                stage -> stage.allow(0, 0, 0)
                        .allowWithout(0, 0, 0, 0)
                        .allowWithout(0, 0, 0, 1)
                        .utility(0, 0, 0, 0, 1)
                        .utility(0, 0, 1, 0, 2)
                        .publicUtility(0, 1, 5))));
        assertThat(found.of(Property.CHOICE_SETS).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.EXTERNALITIES).status()).isEqualTo(Status.HOLDS);
        assertThat(found.of(Property.PARTICIPATION).status()).isEqualTo(Status.NOT_PROMISED);
        assertThat(found.of(Property.PARTICIPATION).margin()).isEqualTo(-6);
        assertThat(found.of(Property.NONNEGATIVE).margin()).isEqualTo(-4);
        assertThat(found.holds()).isTrue();
    }

    /** What the public wants hurts her, present or not: Assumption 5 fails, she expects a loss, and opting out is no help. */
    @Test
    void withoutAssumption5TakingPartCanLose() {
        PivotVerification found = verify(solve(byHand(
                1, stage -> stage.allowAlways(0, 0, 0).utility(0, 0, 0, 0, -3).publicUtility(0, 0, 1))));
        assertThat(found.of(Property.CHOICE_SETS).status()).isEqualTo(Status.HOLDS);
        assertThat(found.of(Property.EXTERNALITIES).margin()).isEqualTo(-3);
        assertThat(found.of(Property.NONNEGATIVE).status()).isEqualTo(Status.NOT_PROMISED);
        assertThat(found.of(Property.NONNEGATIVE).margin()).isEqualTo(-3);
        assertThat(found.of(Property.PARTICIPATION).margin()).isZero();
        assertThat(found.holds()).isTrue();
    }

    /** She works at a cost of 1 for the public's 10, and is impossible to replace: she is paid all of it, a deficit. */
    @Test
    void withoutThePremiseOfLemma1ThereCanBeADeficit() {
        PivotVerification found = verify(solve(byHand(
                2,
                stage -> stage.allowAlways(0, 0, 0)
                        .allow(0, 0, 1)
                        .utility(0, 0, 1, 0, -1)
                        .publicUtility(0, 1, 10))));
        assertThat(found.of(Property.REMOVAL).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.CHOICE_SETS).status()).isEqualTo(Status.HOLDS);
        assertThat(found.of(Property.BUDGET).status()).isEqualTo(Status.NOT_PROMISED);
        assertThat(found.of(Property.BUDGET).margin()).isEqualTo(-10);
        assertThat(found.of(Property.NONNEGATIVE).margin()).isEqualTo(9);
        assertThat(found.holds()).isTrue();
    }

    /** A world in which everything matters: the first with several of everything. */
    private static PivotMechanism sound() {
        AllocationWorld world = LongStream.rangeClosed(1, 1000)
                .mapToObj(seed -> RandomSpaces.finite(seed, Absence.LESS, -1))
                .filter(drawn -> drawn.agentCount() == 3
                        && drawn.stages().size() > 1
                        && drawn.draws().size() > 1
                        && drawn.stateCount() > 1
                        && drawn.agents().stream()
                                .allMatch(agent -> agent.types().size() > 1))
                .findFirst()
                .orElseThrow();
        PivotMechanism mechanism = solve(world);
        assertThat(verify(mechanism).holds()).isTrue();
        return mechanism;
    }

    private static PivotMechanism with(PivotMechanism sound, AllocationPolicy policy, Transfers transfers) {
        return new PivotMechanism(
                sound.world(), sound.profiles(), sound.values(), policy, sound.without(), transfers, sound.ties());
    }

    /** A transfer that uses the draw, with the same expectation: only the check of draws sees it. */
    @Test
    void aTransferThatUsesTheDrawIsFound() {
        PivotMechanism sound = sound();
        PivotStage stage = sound.world().stages().get(1);
        assertThat(stage.draws()).isGreaterThan(1);
        Transfers biased = (t, i, s, z, b) -> sound.transfers().payment(t, i, s, z, b)
                + (t != 1 || z > 1 ? 0 : z == 0 ? 0.01 / stage.probability(0) : -0.01 / stage.probability(1));
        PivotVerification found = verify(with(sound, sound.policy(), biased));
        assertThat(found.holds()).isFalse();
        assertThat(found.findings())
                .filteredOn(finding ->
                        finding.status() == Status.FAILS && !finding.property().isAssumption())
                .extracting(Finding::property)
                .containsExactly(Property.DRAW_INDEPENDENCE);
        assertThat(found.of(Property.DRAW_INDEPENDENCE).place().t()).isEqualTo(1);
    }

    /** A policy that looks at this period only. */
    @Test
    void aMyopicPolicyIsFound() {
        PivotMechanism sound = sound();
        AllocationWorld world = sound.world();
        JointTypes profiles = sound.profiles();
        AllocationPolicy myopic = new AllocationPolicy(
                sound.periods(), world.stateCount(), world.draws().size(), profiles.count());
        for (int t = 0; t < sound.periods(); t++) {
            PivotStage stage = world.stages().get(t);
            for (int s = 0; s < world.stateCount(); s++) {
                for (int z = 0; z < stage.draws(); z++) {
                    for (int b = 0; b < profiles.count(); b++) {
                        int best = stage.feasible(s, z)[0];
                        for (int a : stage.feasible(s, z)) {
                            best = now(stage, profiles, s, a, b) > now(stage, profiles, s, best, b) ? a : best;
                        }
                        myopic.set(t, s, z, b, best);
                    }
                }
            }
        }
        PivotVerification found = verify(with(sound, myopic, sound.transfers()));
        assertThat(found.holds()).isFalse();
        assertThat(found.of(Property.EFFICIENCY).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.EXTERNALITY_FORMULA).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.MARGINAL_EFFICIENCY).status()).isEqualTo(Status.HOLDS);
    }

    private static double now(PivotStage stage, JointTypes profiles, int s, int a, int b) {
        double sum = stage.publicUtility(s, a);
        for (int i = 0; i < profiles.agents(); i++) {
            sum += stage.utility(i, s, a, profiles.type(i, b));
        }
        return sum;
    }

    /** An action that the draw does not leave, however good. */
    @Test
    void anInfeasibleActionIsFound() {
        PivotMechanism sound = solve(byHand(
                2,
                stage -> stage.allowAlways(0, 0, 0)
                        .allow(0, 0, 1)
                        .utility(0, 0, 1, 0, -1)
                        .publicUtility(0, 1, 10)));
        PivotMechanism same = solve(byHand(2, stage -> stage.allowAlways(0, 0, 0)));
        PivotVerification found = verify(with(same, sound.policy(), same.transfers()));
        assertThat(found.holds()).isFalse();
        assertThat(found.of(Property.EFFICIENCY).margin()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /**
     * The marginal economy left unmasked: transfers then stay incentive compatible, because they shift by what the agent
     * cannot influence, but they are not the pivot mechanism's.
     */
    @Test
    void anUnmaskedMarginalEconomyIsFound() {
        PivotMechanism sound = sound();
        PivotMechanism unmasked = solve(unmasked(sound.world()));
        PivotVerification transfersOnly = verify(with(sound, sound.policy(), unmasked.transfers()));
        assertThat(transfersOnly.of(Property.INCENTIVES).status()).isEqualTo(Status.HOLDS);
        assertThat(transfersOnly.of(Property.CONTRIBUTION).status()).isEqualTo(Status.FAILS);
        assertThat(transfersOnly.of(Property.FLOW_FORMULA).status()).isEqualTo(Status.FAILS);
        PivotVerification all = verify(new PivotMechanism(
                sound.world(),
                sound.profiles(),
                unmasked.values(),
                sound.policy(),
                unmasked.without(),
                unmasked.transfers(),
                unmasked.ties()));
        assertThat(all.of(Property.MARGINAL_EFFICIENCY).margin()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(all.holds()).isFalse();
    }

    private static AllocationWorld unmasked(AllocationWorld world) {
        JointTypes profiles = world.profiles();
        List<PivotStage> stages = new ArrayList<>();
        for (PivotStage old : world.stages()) {
            double[] draws = IntStream.range(0, old.draws())
                    .mapToDouble(old::probability)
                    .toArray();
            StageBuilder stage =
                    new StageBuilder(world.stateCount(), world.actions().size(), profiles, draws);
            for (int s = 0; s < world.stateCount(); s++) {
                copy(old, stage, profiles, s);
            }
            stages.add(stage.build());
        }
        return new AllocationWorld(
                world.name(),
                world.notes(),
                world.agents(),
                world.labels(),
                new AllocationWorld.Course(world.initial(), world.course().horizon(), stages, world.terminal()));
    }

    private static void copy(PivotStage old, StageBuilder stage, JointTypes profiles, int s) {
        for (int z = 0; z < old.draws(); z++) {
            for (int a : old.feasible(s, z)) {
                stage.allowAlways(s, z, a);
            }
        }
        for (int a : old.used(s)) {
            int pair = old.next().pair(s, a);
            for (int k = old.next().begin(pair); k < old.next().end(pair); k++) {
                stage.to(s, a, old.next().next(k), old.next().probability(k));
            }
            stage.publicUtility(s, a, old.publicUtility(s, a));
            for (int i = 0; i < profiles.agents(); i++) {
                stage.kernel(i, s, a, Reals.of(old.kernel(i, s, a)));
                for (int k = 0; k < profiles.types(i); k++) {
                    stage.utility(i, s, a, k, old.utility(i, s, a, k));
                }
            }
        }
    }

    /** Transfers that count the agent's own utility in her marginal economy, as if she were not left out: lying pays. */
    @Test
    void aMarginalEconomyWithTheAgentInItIsFound() {
        PivotMechanism sound = sound();
        Transfers wrong = (t, i, s, z, b) -> sound.transfers().payment(t, i, s, z, b) + sound.reward(t, i, s, b);
        PivotVerification found = verify(with(sound, sound.policy(), wrong));
        assertThat(found.of(Property.INCENTIVES).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.INCENTIVES).place().report()).isNotNegative();
        assertThat(found.of(Property.FLOW_FORMULA).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.EXTERNALITY_FORMULA).status()).isEqualTo(Status.FAILS);
    }

    /** Margins and places do not depend on the number of threads. */
    @Test
    void theNumberOfThreadsChangesNothing() {
        PivotMechanism mechanism = sound();
        assertThat(PivotVerifier.verify(mechanism, 1e-9, 3, share -> {}))
                .isEqualTo(PivotVerifier.verify(mechanism, 1e-9, 1, share -> {}));
    }
}
