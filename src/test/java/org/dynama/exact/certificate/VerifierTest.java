package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.junit.jupiter.api.Test;

/** Forgeries by someone who knows the format, digests included. */
class VerifierTest {
    private static final List<Move.Absence> NONE = List.of();

    /** A sale of one item by one of two agents, the winner's value 3/4 or 1/2; afterwards the run ends. */
    private static Instance sale() {
        return new SmallCertifiedWorlds(Timing.Kind.FINITE, 2)
                .states("start")
                .first("start", "1")
                .move("start", "keep", List.of(0, 0), NONE)
                .move("start", "sell to 1", List.of(1, 0), NONE)
                .move("start", "sell to 2", List.of(0, 1), NONE)
                .reports("3/4", "1/2");
    }

    private static Certificate with(
            Certificate old, Instance instance, Proof grand, List<Proof> marginals, List<Rational> payments) {
        List<Rational> utilities = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            utilities.add(old.rewards().get(i).minus(payments.get(i)));
        }
        Certificate.Settlement settlement =
                new Certificate.Settlement(old.rewards(), payments, utilities, old.welfare());
        return new Certificate(instance, Digests.of(instance), grand, marginals, settlement);
    }

    /** The second price, with everything that proves it. */
    @Test
    void theSecondPriceIsProven() {
        Certificate certificate = Certifier.certify(sale());
        assertThat(certificate.payments()).hasToString("[1/2, 0]");
        assertThat(certificate.utilities()).hasToString("[1/4, 0]");
        Verdict verdict = Verifier.verify(certificate);
        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.checks())
                .containsExactly(
                        "environment, mechanism and reports are those of the digests",
                        "the grand economy's policy is optimal: visits feasible, values feasible, both worth 3/4",
                        "so is each of the 2 marginal economies'",
                        "payments are what each agent's presence costs the others",
                        "no agent loses by taking part: utilities are 0 or more");
    }

    @Test
    void anotherPriceIsRefuted() {
        Certificate certificate = Certifier.certify(sale());
        List<Rational> payments = List.of(Rational.parse("3/5"), Rational.ZERO);
        Certificate forged =
                with(certificate, certificate.instance(), certificate.grand(), certificate.marginals(), payments);
        assertThat(Verifier.verify(forged).failure()).isEqualTo("payment of \"agent 1\" = 3/5 must be 1/2");
    }

    /** Reports that were changed, with digests to match, do not fit the payments. */
    @Test
    void anotherReportIsRefuted() {
        Certificate certificate = Certifier.certify(sale());
        Instance old = certificate.instance();
        Instance instance = new Instance(old.design(), List.of(old.reports().get(0), List.of(Rational.parse("2/5"))));
        Certificate forged =
                with(certificate, instance, certificate.grand(), certificate.marginals(), certificate.payments());
        assertThat(Verifier.verify(forged).failure())
                .startsWith(
                        "the value of state \"start\" in the marginal economy without \"agent 1\" is more than what");
        Certificate honest =
                with(certificate, old, certificate.grand(), certificate.marginals(), certificate.payments());
        Certificate undigested =
                new Certificate(instance, honest.digests(), honest.grand(), honest.marginals(), honest.settlement());
        assertThat(Verifier.verify(undigested).failure()).startsWith("digest of the reports = ");
    }

    /** Selling to the agent with the lower value is feasible and not optimal. */
    @Test
    void aPolicyThatIsNotOptimalIsRefuted() {
        Certificate certificate = Certifier.certify(sale());
        Rational half = Rational.parse("1/2");
        Proof worse = new Proof(half, List.of(new Proof.Row(0, 2, Rational.ONE, Rational.ZERO, half)));
        Certificate forged =
                with(certificate, certificate.instance(), worse, certificate.marginals(), certificate.payments());
        assertThat(Verifier.verify(forged).failure())
                .isEqualTo("the value of state \"start\" in the grand economy is less than what \"sell to 1\" is worth "
                        + "there, by 0.25");
    }

    /** More visits than there are make every policy look good. */
    @Test
    void visitsOutOfNowhereAreRefuted() {
        Certificate certificate = Certifier.certify(sale());
        Proof.Row row = certificate.grand().rows().get(0);
        Proof inflated = new Proof(
                Rational.parse("3/2"),
                List.of(new Proof.Row(0, row.move(), Rational.of(2), Rational.ZERO, row.value())));
        Certificate forged =
                with(certificate, certificate.instance(), inflated, certificate.marginals(), certificate.payments());
        assertThat(Verifier.verify(forged).failure())
                .isEqualTo("visits of state \"start\" in the grand economy must be what flows in: it differs by 1.0");
    }

    /** Both agents value the item alike: the first of equal moves sells to the first, and no other sale is proven. */
    @Test
    void theFirstOfEqualMovesIsTaken() {
        Certificate certificate = Certifier.certify(new SmallCertifiedWorlds(Timing.Kind.FINITE, 2)
                .states("start")
                .first("start", "1")
                .move("start", "sell to 1", List.of(1, 0), NONE)
                .move("start", "sell to 2", List.of(0, 1), NONE)
                .reports("1/2", "1/2"));
        Rational half = Rational.parse("1/2");
        assertThat(certificate.rewards()).containsExactly(half, Rational.ZERO);
        Proof second = new Proof(half, List.of(new Proof.Row(0, 1, Rational.ONE, Rational.ZERO, half)));
        Certificate forged = new Certificate(
                certificate.instance(),
                certificate.digests(),
                second,
                certificate.marginals(),
                new Certificate.Settlement(
                        List.of(Rational.ZERO, half),
                        List.of(Rational.ZERO, half),
                        List.of(Rational.ZERO, Rational.ZERO),
                        half));
        assertThat(Verifier.verify(forged).failure())
                .isEqualTo(
                        "the policy of the grand economy takes \"sell to 2\" in state \"start\", where \"sell to 1\" "
                                + "is worth the same and comes first");
    }

    /** An agent who bears a cost, at a move that does not need her, is promised nothing, and is told so. */
    @Test
    void unpromisedLossesAreNamed() {
        Instance instance = new SmallCertifiedWorlds(Timing.Kind.FINITE, 2)
                .states("start")
                .first("start", "1")
                .move("start", "work", List.of(-1, 2), NONE)
                .move("start", "idle", List.of(0, 0), List.of(new Move.Absence(1, false, Rational.ZERO)))
                .reports("1/2", "1");
        Verdict verdict = Verifier.verify(Certifier.certify(instance));
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.checks().get(4)).contains("\"agent 1\" (-1/2)").contains("promises none");
    }

    /** Needed at every action, she leaves an economy that cannot be run. */
    @Test
    void economiesThatCannotBeRunAreRefused() {
        Instance instance = new SmallCertifiedWorlds(Timing.Kind.FINITE, 1)
                .states("start")
                .first("start", "1")
                .move("start", "work", List.of(-1), List.of(new Move.Absence(0, true, Rational.ZERO)))
                .reports("1/2");
        assertThatThrownBy(() -> Certifier.certify(instance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "state \"start\" may be the first, and the marginal economy without \"agent 1\" has no way to "
                                + "go on from there\nMaybe add an action that needs nobody.");
    }

    @Test
    void cyclesNeedAnotherHorizon() {
        Instance instance = new SmallCertifiedWorlds(Timing.Kind.FINITE, 1)
                .states("start")
                .first("start", "1")
                .move("start", "again", List.of(1), NONE, "start", "1")
                .reports("1");
        assertThatThrownBy(() -> Certifier.certify(instance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("horizon finite needs a graph without cycles");
    }

    /** To work costs a half; to wait for ever costs nothing, which values that no action improves do not tell. */
    @Test
    void aTotalHorizonThatNeedNotEndProvesNothing() {
        Instance finite = new SmallCertifiedWorlds(Timing.Kind.FINITE, 1)
                .states("start")
                .first("start", "1")
                .move("start", "work", List.of(-1), NONE)
                .reports("1/2");
        Certificate honest = Certifier.certify(finite);
        assertThat(honest.grand().value()).hasToString("-1/2");
        Instance total = new SmallCertifiedWorlds(Timing.Kind.TOTAL, 1)
                .states("start")
                .first("start", "1")
                .move("start", "work", List.of(-1), NONE)
                .move("start", "wait", List.of(0), NONE, "start", "1")
                .reports("1/2");
        String why = "a total reward has no best policy that ends in the grand economy: to go on for ever by"
                + " \"start: wait\" earns nothing, and every end earns less";
        assertThatThrownBy(() -> Certifier.certify(total)).hasMessageStartingWith(why);
        Certificate forged = with(honest, total, honest.grand(), honest.marginals(), honest.payments());
        assertThat(Verifier.verify(forged).failure()).startsWith(why);
    }
}
