package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.config.ConfigException;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.certificate.Verifier;
import org.dynama.exact.rational.Rational;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates against both floating-point routes, and against changes. */
class CertificationTest {
    /** Rounding of linear programs with values up to some hundred. */
    private static final double EXACT = 1e-9;

    static LongStream few() {
        return LongStream.rangeClosed(1, 16);
    }

    static LongStream many() {
        return LongStream.rangeClosed(1, Integer.getInteger("dynama.environments", 250));
    }

    /** Dynamic programs, linear programs and exact arithmetic agree, and the certificate, written and read, verifies. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void threeRoutesAgree(long seed) {
        checkRoutes(RandomEnvironments.of(seed, 30, 6, 4), seed);
    }

    /** The same with up to 200 states, 8 actions and 6 agents; {@code -Ddynama.environments} says how many. */
    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("many")
    void threeRoutesAgreeOnLargeEnvironments(long seed) {
        checkRoutes(RandomEnvironments.of(seed), seed);
    }

    private static void checkRoutes(Environment environment, long seed) {
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "reports"), 0, 1);
        AffineMaximizer mechanism = new AffineMaximizer(environment, parameters);
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), List.of());
        Outcome linear = mechanism.outcome(lp, reports);
        Certificate certificate = new Certification(environment, parameters).certify(reports, 0, lp);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            mechanism.forEachOutcome(solvers, reports, dynamic -> {
                assertThat(dynamic.affineWelfare(0)).isCloseTo(linear.affineWelfare(0), within(EXACT));
                for (int i = 0; i < environment.agentCount(); i++) {
                    assertThat(dynamic.payment(i, 0)).isCloseTo(linear.payment(i, 0), within(EXACT));
                    assertThat(certificate.payments().get(i).toDouble()).isCloseTo(linear.payment(i, 0), within(EXACT));
                    assertThat(certificate.utilities().get(i).toDouble())
                            .isCloseTo(linear.utility(i, 0), within(EXACT));
                }
            });
        }
        assertThat(certificate.grand().value().toDouble()).isCloseTo(linear.affineWelfare(0), within(EXACT));
        Certificate read = CertificateReader.parse("certificate.json", CertificateWriter.text(certificate));
        assertThat(read).isEqualTo(certificate);
        assertThat(Verifier.verify(read).failure()).isEmpty();
    }

    /** Average reward: gains and payments are those of linear programs. */
    @Test
    void gainsAreThoseOfLinearPrograms() {
        for (long seed = 1; seed <= 30; seed++) {
            Environment environment = RandomEnvironments.withHorizon(
                    RandomEnvironments.of(seed, RandomMdps.discounted(seed, 6, 4, 0.9), 2, seed % 2 == 0),
                    new Horizon.AverageReward());
            AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
            Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "reports"), 0, 1);
            LpMaximizer lp = new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), List.of());
            Outcome linear = new AffineMaximizer(environment, parameters).outcome(lp, reports);
            Certificate certificate = new Certification(environment, parameters).certify(reports, 0);
            assertThat(Verifier.verify(certificate).failure()).isEmpty();
            assertThat(certificate.grand().value().toDouble()).isCloseTo(linear.affineWelfare(0), within(EXACT));
            for (int i = 0; i < 2; i++) {
                assertThat(certificate.payments().get(i).toDouble()).isCloseTo(linear.payment(i, 0), within(EXACT));
            }
        }
    }

    /** The built-in worlds, with the ways in which they leave agents out, verify, too. */
    static List<Environment> builtIn() {
        return List.of(
                SequentialSales.uniform(3, 2),
                TaskScheduling.of(Reals.filled(2, 1), 3, TaskScheduling.LoadRule.PUBLISHED),
                TaskScheduling.retyped(Reals.filled(2, 1), 3, TaskScheduling.LoadRule.PUBLISHED, 5),
                Gridworld.torus(2, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("builtIn")
    void builtInWorldsAgree(Environment environment) {
        checkRoutes(environment, 7);
    }

    /** A change of one digit is noticed, or it changes nothing that matters. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void flippedDigitsAreNoticed(long seed) {
        flip(certificate(RandomEnvironments.of(seed, 12, 4, 3), seed), 10, new Random(seed));
    }

    /** A thousand flips, in environments of up to 60 states. */
    @Tag("slow")
    @Test
    void aThousandFlippedDigitsAreNoticed() {
        int harmless = 0;
        for (int seed = 1; seed <= 100; seed++) {
            harmless += flip(certificate(RandomEnvironments.of(seed, 60, 8, 6), seed), 10, new Random(seed));
        }
        // Only policies and values of states that are never reached, and the count of repairs, may change unnoticed.
        assertThat(harmless).isBetween(1, 500);
    }

    private static Certificate certificate(Environment environment, long seed) {
        Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "reports"), 0, 1);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        return new Certification(environment, parameters).certify(reports, 0);
    }

    /** Flips digits, one at a time; returns how many flips did no harm. */
    private static int flip(Certificate certificate, int flips, Random random) {
        String text = CertificateWriter.text(certificate);
        int[] digits = IntStream.range(0, text.length())
                .filter(k -> Character.isDigit(text.charAt(k)))
                .toArray();
        int harmless = 0;
        for (int k = 0; k < flips; k++) {
            int at = digits[random.nextInt(digits.length)];
            char other = (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
            String flipped = text.substring(0, at) + other + text.substring(at + 1);
            Certificate read;
            try {
                read = CertificateReader.parse("flipped.json", flipped);
            } catch (ConfigException malformed) {
                continue;
            }
            if (Verifier.verify(read).holds()) {
                harmless++;
                assertHarmless(read, certificate);
            }
        }
        return harmless;
    }

    private static void assertHarmless(Certificate flipped, Certificate original) {
        assertThat(flipped.instance()).isEqualTo(original.instance());
        assertThat(flipped.digests()).isEqualTo(original.digests());
        assertThat(flipped.rewards()).isEqualTo(original.rewards());
        assertThat(flipped.payments()).isEqualTo(original.payments());
        assertThat(flipped.utilities()).isEqualTo(original.utilities());
        assertThat(flipped.welfare()).isEqualTo(original.welfare());
        assertHarmless(flipped.grand(), original.grand());
        for (int i = 0; i < original.marginals().size(); i++) {
            assertHarmless(flipped.marginals().get(i), original.marginals().get(i));
        }
    }

    private static void assertHarmless(Proof flipped, Proof original) {
        assertThat(flipped.value()).isEqualTo(original.value());
        for (int k = 0; k < original.rows().size(); k++) {
            Proof.Row before = original.rows().get(k);
            Proof.Row after = flipped.rows().get(k);
            assertThat(after.visits()).isEqualTo(before.visits());
            if (before.visits().signum() > 0) {
                assertThat(after.value()).isEqualTo(before.value());
            }
        }
    }

    /** A policy that is not optimal is improved until it is: the certificate does not depend on what was proposed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void badProposalsAreRepaired(long seed) {
        Environment environment = RandomEnvironments.of(seed, 30, 6, 4);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "reports"), 0, 1);
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), List.of());
        Certification certification = new Certification(environment, parameters);
        Certificate good = certification.certify(reports, 0, lp);
        Certificate repaired =
                certification.certify(reports, 0, new Policy((welfare, one) -> lp.occupancies(opposite(welfare), one)));
        assertThat(repaired).isEqualTo(good);
        assertThat(Verifier.verify(repaired).failure()).isEmpty();
    }

    /** A maximizer that has policies only; what the certificate proposes is all that is asked of it. */
    private record Policy(BiFunction<AffineWelfare, Profiles, double[]> visits) implements Maximizer {
        @Override
        public BoundedValues values(AffineWelfare welfare, Profiles profiles) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optima optima(AffineWelfare welfare, Profiles profiles) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
            return visits.apply(welfare, profiles);
        }
    }

    /** The welfare whose maximum is the minimum of another. */
    private static AffineWelfare opposite(AffineWelfare welfare) {
        return new AffineWelfare(
                Reals.of(welfare.weights().stream().map(weight -> -weight).toArray()),
                Reals.of(welfare.boosts().stream()
                        .map(boost -> boost == Double.NEGATIVE_INFINITY ? boost : -boost)
                        .toArray()));
    }

    /** Where several policies are exactly optimal, the lowest action is taken: 0.1 + 0.2 is 0.3 here, as it is in the file. */
    @Test
    void tiesGoToTheLowestAction() {
        Environment sale = SequentialSales.uniform(2, 1);
        Profiles reports = Profiles.of(2, 1, 1, 0.1, 0.3);
        double[] boosts = {0, 0.2, 0};
        AmaParameters parameters = new AmaParameters(Reals.filled(2, 1), Reals.of(boosts));
        Certification certification = new Certification(sale, parameters);
        for (int winner = 1; winner <= 2; winner++) {
            double[] visits = new double[3];
            visits[winner] = 1;
            Certificate certificate = certification.certify(reports, 0, new Policy((welfare, one) -> visits));
            assertThat(certificate.grand().rows().get(0).move()).isEqualTo(1);
            assertThat(certificate.rewards().get(0).signum()).isPositive();
            assertThat(certificate.utilities()).containsOnly(Rational.ZERO);
            assertThat(Verifier.verify(certificate).failure()).isEmpty();
        }
    }
}
