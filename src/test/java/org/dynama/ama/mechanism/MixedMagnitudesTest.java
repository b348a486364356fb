package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
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
            Environment market = MixedMarkets.market(seed);
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
        SettledMechanism mechanism = new SettledMechanism(market, MixedMarkets.parameters(market, seed));
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
                assertThat(outcome.open()).isEmpty();
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
            IncentiveAudit audit = IncentiveAudit.of(
                    market, mechanism.audited(), solvers, new RandomStream(seed, "audit"), 6, done -> {});
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
}
