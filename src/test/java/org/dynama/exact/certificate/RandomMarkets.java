package org.dynama.exact.certificate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;
import org.jspecify.annotations.Nullable;

/**
 * Seeded small markets with mechanisms and reports: finite, discounted or total, and average horizons in turn, half of them
 * with masks, every third with what agents count with in their absence, every other with round numbers, so that much is tied.
 */
final class RandomMarkets {
    private RandomMarkets() {}

    /** Certificates of the first markets that can be certified: where gains depend on the state, none can. */
    static List<Certificate> certified(int count) {
        List<Certificate> certificates = new ArrayList<>();
        for (long seed = 1; certificates.size() < count; seed++) {
            try {
                certificates.add(Certifier.certify(of(seed)));
            } catch (IllegalArgumentException multichain) {
                // There is no certificate; the next seed may have one.
            }
        }
        return certificates;
    }

    private static Instance of(long seed) {
        Random random = new Random(seed);
        Mdp mdp = seed % 3 == 0
                ? RandomMdps.acyclic(seed, 2 + random.nextInt(8), 3)
                : seed % 3 == 2 && seed / 3 % 2 == 0
                        ? RandomMdps.total(seed, 2 + random.nextInt(4), 3)
                        : RandomMdps.discounted(seed, 2 + random.nextInt(4), 3, 0.9);
        int agents = 1 + random.nextInt(3);
        Environment environment = RandomEnvironments.of(seed, mdp, agents, random.nextBoolean());
        if (seed % 3 == 1) {
            environment = RandomEnvironments.withHorizon(environment, new Horizon.AverageReward());
        }
        Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "reports"), 0, 1);
        Instance drawn = new Certification(environment, RandomParameters.of(environment, random)).instance(reports, 0);
        boolean isRound = seed % 2 == 0;
        List<Move> moves = drawn.world().moves().stream()
                .map(move -> changed(move, agents, seed % 3 == 2 ? random : null, isRound))
                .toList();
        CertifiedWorld world = OtherMarkets.with(drawn.world(), moves);
        return new Instance(
                new Design(
                        world,
                        isRound
                                ? drawn.weights().stream()
                                        .map(w -> Rational.ONE)
                                        .toList()
                                : drawn.weights(),
                        isRound
                                ? drawn.boosts().stream()
                                        .map(b -> Rational.ZERO)
                                        .toList()
                                : drawn.boosts()),
                drawn.reports());
    }

    private static Move changed(Move move, int agents, @Nullable Random random, boolean isRound) {
        List<Move.Absence> absence = new ArrayList<>(move.absence());
        for (int i = 0; i < agents && random != null; i++) {
            if (!move.needs(i) && random.nextInt(3) == 0) {
                absence.add(new Move.Absence(i, false, Rational.decimal(random.nextInt(-9, 9) / 10.0)));
            }
        }
        List<Move.Reward> rewards = move.rewards().stream()
                .map(reward -> new Move.Reward(
                        reward.agent(),
                        reward.coefficients().stream()
                                .map(x -> isRound ? whole(x) : x)
                                .toList(),
                        isRound ? whole(reward.constant()) : reward.constant()))
                .toList();
        return new Move(move.state(), move.action(), move.next(), rewards, absence);
    }

    private static Rational whole(Rational value) {
        return Rational.of(BigDecimal.valueOf(value.toDouble()).setScale(0, RoundingMode.HALF_EVEN));
    }
}
