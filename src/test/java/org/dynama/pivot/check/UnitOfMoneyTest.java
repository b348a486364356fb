package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.Finding.Status;
import org.dynama.pivot.mechanism.OtherMoney;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.mechanism.Transfers;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.StorageProviders;
import org.dynama.pivot.world.WorldFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No unit of money, and no constant that the public gets whatever is done, changes a policy, a payment or a verdict. */
class UnitOfMoneyTest {
    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    private static PivotVerification verify(PivotMechanism mechanism) {
        return PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
    }

    /** A bridge that needs both agents, who are paid for it: a deficit. */
    static AllocationWorld bridge() {
        return WorldFile.parse("bridge", """
                {"horizon": {"kind": "finite", "periods": 2},
                 "agents": [
                   {"name": "a", "types": ["lo", "hi"], "initial": {"lo": 0.5, "hi": 0.5}},
                   {"name": "b", "types": ["lo", "hi"], "initial": {"lo": 0.5, "hi": 0.5}}],
                 "draws": {"sure": 1}, "initial": {"s": 1},
                 "actions": [
                   {"state": "s", "name": "nothing"},
                   {"state": "s", "name": "bridge", "needs": ["a", "b"],
                    "rewards": {"a": {"lo": 2, "hi": 4}, "b": {"lo": 2, "hi": 4}}}]}
                """, 1L << 30, 1);
    }

    private static AllocationWorld brewery() {
        return new Brewery(
                        2,
                        new Brewery.Goods(List.of("barley", "hops"), Reals.of(0.5, 0.3), Reals.of(0, 0.7, 2.3)),
                        new Brewery.Levels(Reals.of(0.4, 0.8, 1.2), new Drift(0.1, 0.25)),
                        4)
                .world();
    }

    private static AllocationWorld storage(double unit, double discount) {
        return new StorageProviders(
                        2,
                        2,
                        new StorageProviders.Imbalances(List.of(-2, -1, 0, 1, 2), Reals.of(0.1, 0.25, 0.3, 0.25, 0.1)),
                        new StorageProviders.Costs(
                                Reals.of(unit, 2 * unit, 4 * unit), new Drift(0.1, 0.4), new Drift(0.5, 0)),
                        10 * unit,
                        discount)
                .world();
    }

    private static List<AllocationWorld> worlds() {
        Stream<AllocationWorld> random = LongStream.rangeClosed(1, 6)
                .boxed()
                .flatMap(seed -> Stream.of(
                        RandomSpaces.finite(seed, Absence.ANY, -1), RandomSpaces.discounted(seed, Absence.LESS, -1)));
        return Stream.concat(Stream.of(bridge(), brewery(), storage(1, 0.9)), random)
                .toList();
    }

    private static List<Integer> policy(PivotMechanism mechanism) {
        List<Integer> actions = new ArrayList<>();
        for (int t = 0; t < mechanism.periods(); t++) {
            for (int s = 0; s < mechanism.world().stateCount(); s++) {
                for (int z = 0; z < mechanism.world().draws().size(); z++) {
                    for (int b = 0; b < mechanism.profiles().count(); b++) {
                        actions.add(mechanism.policy().action(t, s, z, b));
                    }
                }
            }
        }
        return actions;
    }

    private static List<Double> payments(PivotMechanism mechanism, double factor) {
        List<Double> payments = new ArrayList<>();
        for (int t = 0; t < mechanism.periods(); t++) {
            for (int s = 0; s < mechanism.world().stateCount(); s++) {
                for (int b = 0; b < mechanism.profiles().count(); b++) {
                    for (int i = 0; i < mechanism.profiles().agents(); i++) {
                        payments.add(factor * mechanism.transfers().payment(t, i, s, 0, b));
                    }
                }
            }
        }
        return payments;
    }

    private static List<Status> verdicts(PivotMechanism mechanism) {
        return verify(mechanism).findings().stream().map(Finding::status).toList();
    }

    /** Times a power of two: the same bits. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-20, -3, 1, 10})
    void powersOfTwoKeepEveryBit(int power) {
        for (AllocationWorld world : worlds()) {
            // A copy normalizes probabilities once more, which may move a last bit.
            PivotMechanism one = solve(OtherMoney.shifted(world, 0));
            PivotMechanism other = solve(OtherMoney.shifted(world, power));
            assertThat(policy(other)).isEqualTo(policy(one));
            assertThat(payments(other, 1)).isEqualTo(payments(one, Math.scalb(1.0, power)));
            assertThat(verdicts(other)).isEqualTo(verdicts(one));
        }
    }

    /** Times anything: the same policies and verdicts, and payments to rounding of each agent's largest reward. */
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {1e-9, 1e-3, 7, 1e6, 1e12})
    void anyUnitGivesTheSame(double unit) {
        for (AllocationWorld world : worlds()) {
            PivotMechanism one = solve(world);
            PivotMechanism other = solve(OtherMoney.times(world, unit));
            assertThat(policy(other)).isEqualTo(policy(one));
            assertThat(verdicts(other)).isEqualTo(verdicts(one));
            // Rewards are of size one to four.
            isClose(payments(other, 1), payments(one, unit), unit * 1e-12);
        }
    }

    private static void isClose(List<Double> found, List<Double> expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
            assertThat(found.get(k)).isCloseTo(expected.get(k), within(tolerance));
        }
    }

    /** What the public gets whatever is done changes no payment, no verdict, and welfare by itself. */
    @ParameterizedTest(name = "plus {0}")
    @ValueSource(doubles = {-3, 1e10, -1e14})
    void aConstantOfThePublicChangesOnlyWelfare(double constant) {
        for (AllocationWorld world : List.of(bridge(), brewery(), storage(1, 0.9))) {
            PivotMechanism one = solve(world);
            PivotMechanism other = solve(OtherMoney.withPublic(world, constant));
            assertThat(policy(other)).isEqualTo(policy(one));
            isClose(payments(other, 1), payments(one, 1), 1e-12);
            PivotVerification before = verify(one);
            PivotVerification after = verify(other);
            assertThat(after.findings()).extracting(Finding::status).isEqualTo(verdicts(one));
            double times = world.isFinite() ? world.stages().size() + 1 : 1 / (1 - world.discount());
            assertThat(after.welfare() - before.welfare())
                    .isCloseTo(times * constant, within(1e-14 * Math.abs(times * constant)));
        }
    }

    /** The bridge pays out 12 in expectation, and 8 in its worst period; the premise of Lemma 1 fails by one agent. */
    @Test
    void theBridgeRunsADeficit() {
        for (AllocationWorld world : List.of(bridge(), OtherMoney.withPublic(bridge(), 1e10))) {
            PivotVerification found = verify(solve(world));
            assertThat(found.totals().payments().stream().sum()).isEqualTo(-12);
            assertThat(found.of(Property.BUDGET).margin()).isEqualTo(-8);
            assertThat(found.of(Property.BUDGET).status()).isEqualTo(Status.NOT_PROMISED);
            assertThat(found.of(Property.REMOVAL).margin()).isEqualTo(-1);
            assertThat(found.of(Property.REMOVAL).status()).isEqualTo(Status.FAILS);
            assertThat(found.holds()).isTrue();
        }
    }

    /** A count is no money: in cents, over a thousand periods, the premise of Lemma 1 fails as it does in dollars. */
    @Test
    void countsAreNotComparedWithMoney() {
        PivotMechanism dollars = solve(storage(2000, 0.999));
        PivotMechanism cents = solve(storage(200_000, 0.999));
        assertThat(policy(cents)).isEqualTo(policy(dollars));
        assertThat(verdicts(cents)).isEqualTo(verdicts(dollars));
        PivotVerification found = verify(cents);
        assertThat(found.of(Property.REMOVAL).status()).isEqualTo(Status.FAILS);
        assertThat(found.of(Property.BUDGET).status()).isEqualTo(Status.NOT_PROMISED);
    }

    /** What the public gets by state, too, but whatever is done: beside 1e13 doubles lose the payments, whole numbers do not. */
    @Test
    void paymentsBesideLargeAmountsAreExact() {
        isClose(payments(solve(years(1e13)), 1), payments(solve(years(0)), 1), 1e-12);
    }

    /** An item to one of two agents, in good and bad years that come as they like. */
    private static AllocationWorld years(double good) {
        String next = "\"next\": {\"bad\": 0.7, \"good\": 0.3}";
        StringBuilder actions = new StringBuilder();
        for (String year : List.of("bad", "good")) {
            String earned = year.equals("good") ? String.valueOf(good) : "0";
            for (String agent : List.of("a", "b")) {
                actions.append(actions.isEmpty() ? "" : ",\n")
                        .append("{\"state\": \"%s\", \"name\": \"to %s\", \"public\": %s, %s,"
                                .formatted(year, agent, earned, next))
                        .append(" \"rewards\": {\"%s\": {\"lo\": 0.1, \"hi\": 0.3}}}".formatted(agent));
            }
        }
        return WorldFile.parse("years", """
                {"horizon": {"kind": "finite", "periods": 5},
                 "agents": [
                   {"name": "a", "types": ["lo", "hi"], "initial": {"lo": 0.5, "hi": 0.5}},
                   {"name": "b", "types": ["lo", "hi"], "initial": {"lo": 0.5, "hi": 0.5}}],
                 "draws": {"sure": 1}, "initial": {"bad": 1}, "actions": [%s]}
                """.formatted(actions), 1L << 30, 1);
    }

    /** A payment that is no number, or endless, fails every check of payments. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteFails(double payment) {
        PivotMechanism sound = solve(brewery());
        Transfers wrong = (t, i, s, z, b) -> payment;
        PivotVerification found = verify(new PivotMechanism(
                sound.world(), sound.profiles(), sound.values(), sound.policy(), sound.without(), wrong, sound.ties()));
        assertThat(found.findings())
                .filteredOn(finding -> finding.status() == Status.HOLDS)
                .extracting(Finding::property)
                .containsExactly(
                        Property.EFFICIENCY,
                        Property.MARGINAL_EFFICIENCY,
                        Property.CHOICE_SETS,
                        Property.EXTERNALITIES,
                        Property.REMOVAL);
        assertThat(found.holds()).isFalse();
    }
}
