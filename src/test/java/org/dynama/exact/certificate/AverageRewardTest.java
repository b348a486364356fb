package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.junit.jupiter.api.Test;

/** Gains and biases of small chains, known by hand. */
class AverageRewardTest {
    private static final List<Move.Absence> NONE = List.of();

    private static SmallCertifiedWorlds world(int agents) {
        return new SmallCertifiedWorlds(Timing.Kind.AVERAGE, agents);
    }

    private static Certificate verified(Instance instance) {
        Certificate certificate = Certifier.certify(instance);
        Certificate read = CertificateReader.parse("average.json", CertificateWriter.text(certificate));
        assertThat(read).isEqualTo(certificate);
        assertThat(Verifier.verify(read).failure()).isEmpty();
        return certificate;
    }

    /** Two states in turn, one of which pays 3: a periodic chain earns 3/2 a period, or 1 by standing still. */
    @Test
    void periodicChainsHaveAGain() {
        Certificate certificate = verified(world(2).states("day", "night")
                .first("day", "1")
                .move("day", "on", List.of(3, 0), NONE, "night", "1")
                .move("day", "stay", List.of(0, 1), NONE, "day", "1")
                .move("night", "on", List.of(0, 0), NONE, "day", "1")
                .reports("1", "1"));
        assertThat(certificate.grand().value()).hasToString("3/2");
        assertThat(certificate.payments()).hasToString("[1, 0]");
        assertThat(certificate.utilities()).hasToString("[1/2, 0]");
    }

    /** States that are passed on the way count nothing for ever, and their passages are certified. */
    @Test
    void transientStatesArePassed() {
        Certificate certificate = verified(world(1).states("start", "goal")
                .first("start", "1")
                .move("start", "try", List.of(-5), NONE, "start", "2/3", "goal", "1/3")
                .move("goal", "rest", List.of(1), NONE, "goal", "1")
                .reports("7/2"));
        assertThat(certificate.grand().value()).hasToString("7/2");
        assertThat(certificate.grand().rows().get(0).passages()).hasToString("3");
        assertThat(certificate.grand().rows().get(0).visits().signum()).isZero();
    }

    /** Chance decides on which of two islands the run settles; both are worth the same, each to another agent. */
    @Test
    void chanceMayChooseAmongClassesOfOneGain() {
        Instance instance = world(2).states("start", "east", "west")
                .first("start", "1")
                .move("start", "sail", List.of(0, 0), NONE, "east", "1/4", "west", "3/4")
                .move("east", "rest", List.of(2, 0), NONE, "east", "1")
                .move("west", "rest", List.of(0, 2), NONE, "west", "1")
                .reports("1", "1");
        // The marginal economies' gains depend on the island.
        Certificate split = verified(instance);
        assertThat(split.marginals().get(0).value()).hasToString("3/2");
        assertThat(split.marginals().get(0).gains()).hasToString("[3/2, 0, 2]");
        assertThat(split.payments()).hasToString("[0, 0]");
        Certificate certificate = verified(world(1).states("start", "east", "west")
                .first("start", "1")
                .move("start", "sail", List.of(0), NONE, "east", "1/4", "west", "3/4")
                .move("east", "rest", List.of(2), NONE, "east", "1")
                .move("west", "rest", List.of(2), NONE, "west", "1")
                .move("west", "work", List.of(3), NONE, "west", "1/2", "start", "1/2")
                .reports("1"));
        assertThat(certificate.grand().value()).hasToString("2");
        assertThat(certificate.grand().rows().get(1).visits()).hasToString("1/4");
        // The islands' shares are not free, though every share has the same gain.
        Proof proof = certificate.grand();
        List<Proof.Row> rows = List.of(
                proof.rows().get(0),
                share(proof.rows().get(1), "1/2"),
                share(proof.rows().get(2), "1/2"));
        Certificate forged = new Certificate(
                certificate.instance(),
                certificate.digests(),
                new Proof(proof.value(), rows),
                certificate.marginals(),
                certificate.settlement());
        assertThat(Verifier.verify(forged).failure())
                .isEqualTo("visits around state \"east\" in the grand economy sum to 1/2 and must sum to 1/4");
    }

    private static Proof.Row share(Proof.Row row, String visits) {
        return new Proof.Row(row.state(), row.move(), Rational.parse(visits), row.passages(), row.value());
    }

    /** Policy iteration leaves a trap of less gain for the better class, by gains first and biases then. */
    @Test
    void policiesLeaveTraps() {
        Certificate certificate = verified(world(1).states("a", "b", "c")
                .first("a", "1")
                .move("a", "stay", List.of(2), NONE, "a", "1")
                .move("a", "go", List.of(-10), NONE, "b", "1")
                .move("b", "go", List.of(0), NONE, "c", "1/2", "a", "1/2")
                .move("c", "stay", List.of(4), NONE, "c", "9/10", "b", "1/10")
                .reports("1"));
        // Between two stays in c, of ten periods each, lie two periods in b and one in a.
        Rational cycle = Rational.of(10 * 4 - 10).dividedBy(Rational.of(10 + 2 + 1));
        assertThat(certificate.grand().value()).isEqualTo(cycle);
    }
}
