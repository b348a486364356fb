package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.exact.OccupancyLp;
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
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Markets whose amounts differ by up to 24 orders of magnitude, with penalties, near ties and rare transitions, on three
 * horizons: dynamic programs, linear programs and exact arithmetic charge the same to 1e-9 of each agent's own largest reward,
 * certificates hold, and no lie pays.
 */
class MixedMagnitudesTest {
    private static final int FEW = 60;
    private static final int MANY = 2000;

    @Test
    void fewMarkets() {
        Counts counts = run(0, FEW);
        System.out.println(counts);
        assertThat(counts.refused).isLessThanOrEqualTo(FEW / 20);
    }

    @Test
    @Tag("slow")
    void manyMarkets() {
        Counts counts = run(1_000, MANY);
        System.out.println(counts);
        assertThat(counts.refused).isLessThanOrEqualTo(MANY / 100);
    }

    /** What became of the markets. */
    private record Counts(int markets, int refused, long outcomes, long exact, double worst, double worstGain) {
        @Override
        public String toString() {
            return markets + " markets, " + refused + " refused, " + outcomes + " outcomes, " + exact
                    + " settled in exact arithmetic, payments off by at most " + worst
                    + " of an agent's stakes, lies gain at most "
                    + worstGain;
        }
    }

    private static Counts run(long first, int count) {
        int refused = 0;
        long outcomes = 0;
        long exact = 0;
        double worst = 0;
        double gain = Double.NEGATIVE_INFINITY;
        for (long seed = first; seed < first + count; seed++) {
            Environment market = market(seed);
            try {
                Checked checked = check(market, seed);
                outcomes += checked.outcomes;
                exact += checked.exact;
                worst = Math.max(worst, checked.worst);
                gain = Math.max(gain, checked.gain);
            } catch (Refusal refusal) {
                System.out.println(seed + ": " + refusal.getMessage());
                refused++;
            }
        }
        return new Counts(count, refused, outcomes, exact, worst, gain);
    }

    private record Checked(long outcomes, long exact, double worst, double gain) {}

    private static Checked check(Environment market, long seed) {
        Reals stakes = Stakes.of(market);
        Profiles profiles = Profiles.draw(market.agents(), new RandomStream(seed, "profiles"), 0, 4);
        SettledMechanism mechanism = new SettledMechanism(market, parameters(market, seed));
        double worst = 0;
        long exact = 0;
        try (Solvers solvers = Solvers.kernel(market.mdp(), market.rewards(), market.dimension(), 1)) {
            List<Outcome> byDp = new ArrayList<>();
            solvers.forEach(
                    profiles.count(),
                    (solver, from, to) ->
                            mechanism.outcome(new DpMaximizer(solver, market.losses()), profiles.slice(from, to)),
                    byDp::add);
            LpMaximizer programs = new LpMaximizer(new OccupancyLp(market.mdp(), market.rewards()), market.losses());
            Outcome byLp = mechanism.outcome(programs, profiles);
            Outcome proven = mechanism.exactOutcome(programs, profiles);
            Certification certification =
                    new Certification(market, mechanism.mechanism().parameters());
            assertThat(Verifier.verify(certification.certify(profiles, 0)).failure())
                    .as("market %d", seed)
                    .isEmpty();
            for (Outcome outcome : List.of(byDp.get(0), byLp)) {
                exact += outcome.exact().size();
                assertThat(mechanism.open(outcome)).isEmpty();
                for (int b = 0; b < profiles.count(); b++) {
                    for (int i = 0; i < market.agentCount(); i++) {
                        double off = Math.abs(outcome.payment(i, b) - proven.payment(i, b));
                        double stake = stakes.get(i);
                        worst = Math.max(worst, off == 0 ? 0 : off / stake);
                        assertThat(off)
                                .as(
                                        "market %d, profile %d, agent %d: %s and %s",
                                        seed, b, i, outcome.payment(i, b), proven.payment(i, b))
                                .isLessThanOrEqualTo(1e-9 * stake);
                    }
                }
            }
            IncentiveAudit audit =
                    IncentiveAudit.of(market, mechanism.audited(), solvers, new RandomStream(seed, "audit"), 6);
            double stake = stakes.get(audit.gain().agent());
            double gain = audit.gain().amount() == 0 ? 0 : audit.gain().amount() / stake / visits(market.mdp());
            assertThat(gain)
                    .as("market %d: gain of a lie beside the stakes", seed)
                    .isLessThanOrEqualTo(1e-9);
            return new Checked(2L * profiles.count(), exact, worst, gain);
        }
    }

    private static double visits(Mdp mdp) {
        return mdp.horizon() instanceof Horizon.Discounted discounted
                ? 1 / (1 - discounted.discount())
                : mdp.stateCount();
    }

    private static double magnitude(UniformRandomProvider random) {
        return Math.pow(10, -9 + 24 * random.nextDouble());
    }

    private static AmaParameters parameters(Environment market, long seed) {
        if (seed % 3 == 0) {
            return AmaParameters.vcg(market);
        }
        UniformRandomProvider random = new RandomStream(seed, "parameters").generator(0);
        double[] weights = random.doubles(market.agentCount(), 0.5, 2).toArray();
        double[] boosts = market.designer().toArray();
        for (int pair = 0; pair < boosts.length; pair++) {
            boosts[pair] += random.nextInt(3) == 0 ? magnitude(random) : 0;
        }
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }

    /** One market for each seed: finite, discounted and average reward in turn. */
    private static Environment market(long seed) {
        UniformRandomProvider random = new RandomStream(seed, "market").generator(0);
        int agents = 1 + random.nextInt(4);
        int states = 1 + random.nextInt(6);
        int actions = 2 + random.nextInt(3);
        Horizon horizon = seed % 3 == 0
                ? new Horizon.Finite()
                : seed % 3 == 1
                        ? new Horizon.Discounted(1 - Math.pow(10, -1 - 3 * random.nextDouble()))
                        : new Horizon.AverageReward();
        Transitions transitions = transitions(random, states, actions, horizon);
        double[] initial = new double[states];
        initial[0] = 1;
        Mdp mdp = new Mdp(
                IntStream.range(0, states).mapToObj(s -> "state " + s).toList(),
                IntStream.range(0, actions).mapToObj(a -> "action " + a).toList(),
                transitions,
                Reals.of(initial),
                horizon);
        List<Agent> named = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            double high = magnitude(random);
            named.add(new Agent("agent " + i, new TypeDistribution.Uniform(Reals.filled(1, 0), Reals.filled(1, high))));
        }
        RewardMap.Builder rewards = new RewardMap.Builder(agents, mdp.pairCount());
        double[] designer = new double[mdp.pairCount()];
        double[] steps = {0.1, 0.2, 0.3, 0.1 + 0.2, 0.3 - 1e-17, 0.5, 1};
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int i = 0; i < agents; i++) {
                if (random.nextInt(2) == 0) {
                    rewards.add(pair, i, 0, steps[random.nextInt(steps.length)]);
                }
            }
            int kind = random.nextInt(6);
            designer[pair] = kind == 0 ? -magnitude(random) : kind == 1 ? steps[random.nextInt(steps.length)] : 0;
        }
        return new Environment(
                "mixed " + seed, mdp, named, rewards.build(), Reals.of(designer), new Absence.ZeroReward(), List.of());
    }

    /** Acyclic where the horizon is finite; elsewhere the first action of a state leads on, so that all states communicate. */
    private static Transitions transitions(UniformRandomProvider random, int states, int actions, Horizon horizon) {
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        boolean finite = horizon instanceof Horizon.Finite;
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                int on = (s + 1) % states;
                if (finite && s == states - 1) {
                    builder.end(s, a);
                } else if (a == 0 || random.nextInt(2) == 0) {
                    builder.to(s, a, on, 1);
                } else {
                    double rare = Math.pow(10, -9 * random.nextDouble());
                    int other = finite ? s + 1 + random.nextInt(states - s - 1) : random.nextInt(states);
                    if (other == on) {
                        builder.to(s, a, on, 1);
                    } else {
                        builder.to(s, a, other, rare).to(s, a, on, 1 - rare);
                    }
                }
            }
        }
        return builder.build();
    }
}
