package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.exact.certificate.CertifiedWorlds;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.certificate.Verifier;
import org.dynama.exact.rational.Rational;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.average.AverageSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Average rewards whose gain depends on where a run settles: sweeps, programs and fractions agree. */
class MultichainTest {
    /** Islands that nobody leaves, and some that are left by chance, about a mainland. */
    private static Mdp islands(long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(3);
        int count = 3 + random.nextInt(3);
        int states = size * (count + 1);
        Transitions.Builder builder = new Transitions.Builder(states, 3);
        for (int s = 0; s < states; s++) {
            int island = s / size;
            boolean open = island % 2 == 1;
            for (int a = 0; a < 3; a++) {
                int here = island * size + random.nextInt(size);
                if (island == count || (open && a == 2)) {
                    int away = random.nextInt(states);
                    builder.to(s, a, away, 0.75).to(s, a, here == away ? (away + 1) % states : here, 0.25);
                } else if (a == 0) {
                    builder.to(s, a, island * size + (s + 1) % size, 1);
                } else {
                    builder.to(s, a, here, 1);
                }
            }
        }
        double[] initial = new double[states];
        initial[states - 1] = 0.625;
        initial[random.nextInt(states - 1)] = 0.375;
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        return new Mdp(
                names, List.of("on", "go", "leave"), builder.build(), Reals.of(initial), new Horizon.AverageReward());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void routesAgree(long seed) {
        Mdp mdp = islands(seed);
        RewardMap rewards = RandomMdps.rewards(seed, mdp, 2, 2);
        Profiles profiles = RandomMdps.profiles(seed, 2, 2, 20);
        AffineWelfare welfare = RandomMdps.welfare(seed, 2, mdp.pairCount());
        OccupancyLp lp = new OccupancyLp(mdp, rewards);
        CertifiedWorld world = CertifiedWorlds.of("islands", mdp, List.of("a", "b"), rewards, pair -> List.of());
        Certifier certifier = new Certifier(world);
        int settled = 0;
        try (AverageSolver solver = new AverageSolver(mdp, rewards, 2);
                Measures.Optimal hard = solver.hard(welfare, profiles)) {
            double[] shares = hard.toArray();
            double[] errors = solver.errors(welfare, profiles);
            for (int b = 0; b < profiles.count(); b++) {
                double exact = certifier
                        .policy(CertifiedWorlds.instance(
                                world, mdp, welfare.weights(), welfare.boosts(), types(profiles, b)))
                        .grand()
                        .value()
                        .toDouble();
                LpSolution program = lp.solve(welfare, profiles, b);
                assertThat(hard.values()[b]).isCloseTo(exact, within(1e-12));
                assertThat(Math.abs(hard.values()[b] - exact)).isLessThanOrEqualTo(errors[b] + Math.ulp(exact));
                assertThat(program.value()).isCloseTo(exact, within(1e-9));
                double total = 0;
                for (int pair = 0; pair < mdp.pairCount(); pair++) {
                    total += shares[pair * profiles.count() + b];
                    // Where there is no other optimum, there is one set of shares.
                    if (hard.margins()[b] > 0) {
                        assertThat(program.occupancy().get(pair))
                                .isCloseTo(shares[pair * profiles.count() + b], within(1e-9));
                    }
                }
                settled += hard.margins()[b] > 0 ? 1 : 0;
                assertThat(total).isCloseTo(1, within(1e-12));
            }
        }
        assertThat(settled).isPositive();
    }

    private static List<Reals> types(Profiles profiles, int b) {
        List<Reals> types = new ArrayList<>();
        for (int i = 0; i < profiles.agents(); i++) {
            types.add(Reals.of(profiles.type(i, 0, b), profiles.type(i, 1, b)));
        }
        return types;
    }

    @Test
    void proofsHoldGainsByStateAndRefuseOthers() {
        Mdp mdp = islands(3);
        RewardMap rewards = RandomMdps.rewards(3, mdp, 2, 2);
        Profiles profiles = RandomMdps.profiles(3, 2, 2, 1);
        CertifiedWorld world = CertifiedWorlds.of("islands", mdp, List.of("a", "b"), rewards, pair -> List.of());
        Certificate certificate = Certifier.certify(CertifiedWorlds.instance(
                world, mdp, Reals.of(1, 1), Reals.filled(mdp.pairCount(), 0), types(profiles, 0)));
        Proof proof = certificate.grand();
        assertThat(proof.gains()).hasSameSizeAs(proof.rows());
        assertThat(CertificateReader.parse("c.json", CertificateWriter.text(certificate)))
                .isEqualTo(certificate);
        assertThat(Verifier.verify(certificate).failure()).isEmpty();
        for (int k = 0; k < proof.gains().size(); k++) {
            for (Rational change : List.of(Rational.decimal(0.001), Rational.decimal(-0.001))) {
                List<Rational> gains = new ArrayList<>(proof.gains());
                gains.set(k, gains.get(k).plus(change));
                Certificate forged = new Certificate(
                        certificate.instance(),
                        certificate.digests(),
                        new Proof(proof.value(), proof.rows(), gains, false),
                        certificate.marginals(),
                        certificate.settlement());
                assertThat(Verifier.verify(forged).failure()).isNotEmpty();
            }
        }
    }
}
