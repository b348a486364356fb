package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Announcement;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.WorstTypeWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of payments that are held against worst types: each economy with one of them is proven. */
class WorstTypeProofsTest {
    private static Certificate certificate(Environment world, long seed) {
        AmaParameters parameters = RandomParameters.of(world, new Random(seed));
        return new Certification(world, parameters).certify(reports(world, seed), 0, programs(world));
    }

    private static Profiles reports(Environment world, long seed) {
        return Profiles.draw(world.agents(), new RandomStream(seed, "reports"), 0, 1);
    }

    private static LpMaximizer programs(Environment world) {
        return new LpMaximizer(new OccupancyLp(world.mdp(), world.rewards()), world.losses());
    }

    /** Written and read, they verify, and charge what linear programs charge. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theyHold(long seed) {
        Environment world = WorstTypeWorlds.finite(seed);
        String text = CertificateWriter.text(certificate(world, seed));
        Certificate read = CertificateReader.parse("certificate.json", text);
        Verdict verdict = Verifier.verify(read);
        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.checks()).contains("no agent loses by taking part: utilities are 0 or more");
        assertThat(CertificateWriter.text(read)).isEqualTo(text);
        Outcome outcome = new AffineMaximizer(world, RandomParameters.of(world, new Random(seed)))
                .outcome(programs(world), reports(world, seed));
        SettledMechanism settled = new SettledMechanism(world, RandomParameters.of(world, new Random(seed)));
        Outcome exact = settled.exactOutcome(programs(world), reports(world, seed));
        for (int i = 0; i < world.agentCount(); i++) {
            double proven = read.payments().get(i).toDouble();
            assertThat(outcome.payment(i, 0)).isCloseTo(proven, within(1e-9));
            assertThat(exact.payment(i, 0)).isEqualTo(proven);
        }
    }

    /** A worst type that is left out would make payments dearer: the digest and the announcement say so. */
    @Test
    void aWorstTypeCannotBeLeftOut() {
        Environment world = WorstTypeWorlds.finite(4);
        Certificate honest = certificate(world, 4);
        assertThat(honest.candidates()).anyMatch(proofs -> proofs.size() > 1);
        int i = honest.candidates().get(0).size() > 1 ? 0 : 1;
        String agent = world.agents().get(i).name();
        List<Proof> proofs = honest.candidates().get(i);
        List<Proof> fewer = proofs.stream()
                .filter(proof -> !proof.equals(honest.marginals().get(i)))
                .toList();
        List<List<Proof>> candidates = new ArrayList<>(honest.candidates());
        candidates.set(i, fewer);
        Certificate forged = new Certificate(
                honest.instance(),
                honest.digests(),
                honest.grand(),
                honest.marginals(),
                candidates,
                honest.settlement());
        assertThat(Verifier.verify(forged).failure())
                .isEqualTo("marginal economies of \"" + agent + "\" = " + fewer.size() + " must be one for each of her "
                        + proofs.size() + " worst types");
        List<Proof> marginals = new ArrayList<>(honest.marginals());
        marginals.set(i, fewer.get(0));
        Certificate dearer = new Certificate(
                honest.instance(),
                honest.digests(),
                honest.grand(),
                marginals,
                honest.candidates(),
                honest.settlement());
        assertThat(Verifier.verify(dearer).failure())
                .startsWith("what \"" + agent + "\" is held against = ")
                .contains(" must be the least of her worst types', ");
    }

    /** The rule is part of the environment that is announced. */
    @Test
    void anotherRuleIsAnotherEnvironment() {
        Environment world = WorstTypeWorlds.finite(4);
        AmaParameters parameters = RandomParameters.of(world, new Random(4));
        Announcement leftOut = Announcement.of(new Certification(WorstTypeWorlds.leftOut(4), parameters).design());
        Verdict verdict = Verifier.verify(certificate(world, 4), leftOut, null);
        assertThat(verdict.failure())
                .startsWith("the proof is one of another market: digest of the environment = ")
                .contains("worst type 1 of agent \"agent 1\"[0] = ")
                .endsWith(" must not be there");
    }

    /** Nobody knows a worst type inside a box beforehand. */
    @Test
    void worstTypesInsideABoxHaveNone() {
        Environment world = WorstTypeWorlds.boxes(1);
        AmaParameters parameters = RandomParameters.of(world, new Random(1));
        assertThat(SettledMechanism.isSmall(world)).isFalse();
        assertThatThrownBy(() -> new Certification(world, parameters))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("a worst type may lie inside a box, and certificates hold those only that are"
                        + " known beforehand");
    }
}
