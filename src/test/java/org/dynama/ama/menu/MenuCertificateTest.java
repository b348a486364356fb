package org.dynama.ama.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;

/** Certificates of large menus: ten agents, five goods sold one after another, 1,024 lotteries. */
class MenuCertificateTest {
    private static final int AGENTS = 10;
    private static final int GOODS = 5;
    private static final int ENTRIES = 1024;

    /** State {@code t} gives away good {@code t}; action 0 keeps it. */
    private static Environment auction() {
        Transitions.Builder transitions = new Transitions.Builder(GOODS, AGENTS + 1);
        RewardMap.Builder rewards = new RewardMap.Builder(AGENTS, GOODS * (AGENTS + 1));
        for (int t = 0; t < GOODS; t++) {
            for (int a = 0; a <= AGENTS; a++) {
                if (t + 1 < GOODS) {
                    transitions.to(t, a, t + 1, 1);
                } else {
                    transitions.end(t, a);
                }
                if (a > 0) {
                    rewards.add(t * (AGENTS + 1) + a, a - 1, t, 1);
                }
            }
        }
        List<Agent> agents = new ArrayList<>();
        for (int i = 1; i <= AGENTS; i++) {
            agents.add(new Agent(
                    "agent " + i, new TypeDistribution.Uniform(Reals.filled(GOODS, 0), Reals.filled(GOODS, 1))));
        }
        Mdp mdp = new Mdp(
                IntStream.range(0, GOODS).mapToObj(t -> "good " + t).toList(),
                IntStream.rangeClosed(0, AGENTS).mapToObj(a -> "to " + a).toList(),
                transitions.build(),
                Reals.of(1, 0, 0, 0, 0),
                new Horizon.Finite());
        return new Environment("goods", mdp, agents, rewards.build(), Reals.filled(mdp.pairCount(), 0));
    }

    /** Every good is drawn between two agents, or kept. */
    private static Menu lotteries(Mdp mdp) {
        Random random = new Random(3);
        MenuBuilder builder = Menu.of(mdp);
        builder.add("keep all", pair -> pair % (AGENTS + 1) == 0 ? 1 : 0);
        while (builder.size() < ENTRIES) {
            double[] weights = new double[mdp.pairCount()];
            for (int t = 0; t < GOODS; t++) {
                weights[t * (AGENTS + 1) + random.nextInt(AGENTS + 1)] = 1 + random.nextInt(9);
                weights[t * (AGENTS + 1) + random.nextInt(AGENTS + 1)] = 1 + random.nextInt(9);
            }
            builder.add("lottery", pair -> weights[pair]);
        }
        return builder.build();
    }

    /** Fractions prove choice and payments whatever the size of the world, and doubles come to the same. */
    @Test
    void aCertificateOfALargeMenuVerifies() {
        Environment world = auction();
        Menu menu = lotteries(world.mdp());
        Environment choice = MenuWorld.of(world, menu);
        AmaParameters parameters = new AmaParameters(
                Reals.filled(AGENTS, 1),
                Reals.of(IntStream.range(0, ENTRIES)
                        .mapToDouble(k -> k == 0 ? 0 : -1.5 - 0.001 * k)
                        .toArray()));
        Profiles reports = Profiles.draw(world.agents(), new RandomStream(9, "reports"), 0, 1);
        try (Solvers solvers = Solvers.kernel(choice.mdp(), choice.rewards(), choice.dimension(), 1)) {
            List<Outcome> outcomes = new ArrayList<>();
            List<Certificate> certificates = new ArrayList<>();
            solvers.forEach(
                    1,
                    (solver, from, to) -> {
                        DpMaximizer maximizer = new DpMaximizer(solver, choice.losses());
                        certificates.add(new Certification(choice, parameters).certify(reports, 0, maximizer));
                        return new SettledMechanism(choice, parameters).outcome(maximizer, reports);
                    },
                    outcomes::add);
            String text = CertificateWriter.text(certificates.get(0));
            Certificate read = CertificateReader.parse("certificate.json", text);
            assertThat(Verifier.verify(read).failure()).isEmpty();
            for (int i = 0; i < AGENTS; i++) {
                double exact = read.payments().get(i).toDouble();
                assertThat(outcomes.get(0).payment(i, 0)).isCloseTo(exact, within(1e-12));
            }
        }
    }
}
