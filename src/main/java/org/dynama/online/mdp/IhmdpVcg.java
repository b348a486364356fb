package org.dynama.online.mdp;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.reporting.Reporting;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * IHMDP-VCG: episodes of a mixing phase of {@code log k / (alpha S)} rounds, free of charge, and a stationary phase of
 * {@code max(4, sqrt k) log(A S k / zeta) / (alpha delta)} rounds, lengths rounded up; after each the confidence sets
 * narrow and linear programs give the next policy and prices.
 *
 * <p>One object serves any number of runs and threads. The rounds of a run allocate nothing, and its memory does not
 * depend on their number.
 *
 * @see "Leon and Etesami, Algorithm 2"
 */
public final class IhmdpVcg {
    private final Market market;
    private final IhmdpSettings settings;
    private final List<Reporting> reporting;
    private final OfflineVcg baseline;
    /** The delta of the phases' lengths. */
    private final double pace;

    /**
     * The mechanism in a market.
     *
     * @param reporting one for each agent
     * @throws Refusal if delta is above the market's largest
     */
    public IhmdpVcg(Market market, IhmdpSettings settings, List<Reporting> reporting) {
        this.market = market;
        this.settings = settings;
        this.reporting = List.copyOf(reporting);
        if (reporting.size() != market.agents()) {
            throw Refusal.of(
                    "reporting has " + reporting.size() + " entries and must have one for each of " + market.agents()
                            + " agents",
                    "");
        }
        OfflineVcg.requireDelta(market, settings.delta());
        baseline = OfflineVcg.of(market, 0);
        // Who knows the model needs no delta; phases must have some length all the same.
        pace = settings.delta() > 0 ? settings.delta() : OfflineVcg.largestDelta(market);
    }

    /** What regrets are measured against: the mechanism of a designer who knows the market. */
    public OfflineVcg baseline() {
        return baseline;
    }

    /** {@code d^[k]}: rounds of episode {@code k}'s mixing phase, from Lemma 3. */
    public long mixing(long k) {
        return (long) Math.ceil(Math.log((double) k) / (market.alpha() * market.stateCount()));
    }

    /** {@code l^[k]}: rounds of episode {@code k}'s stationary phase, from Lemma 4. */
    public long stationary(long k) {
        return (long) Math.ceil(Math.max(4, Math.sqrt((double) k))
                * Math.log(market.pairs() * (double) k / settings.zeta())
                / (market.alpha() * pace));
    }

    /** A run; the same stream, seed and grid give the same run to the last bit. */
    public IhmdpRun run(RandomStream stream, long seed, RoundGrid grid) {
        return run(stream, seed, grid, null);
    }

    /** The same run, each episode of which is logged as it begins; null for none. */
    public IhmdpRun run(RandomStream stream, long seed, RoundGrid grid, @Nullable Consumer<EpisodeLog> log) {
        Hearing hearing = new Hearing(reporting, true, stream, seed);
        return new Algorithm(stream.draws(seed), hearing, grid, log).run(seed);
    }

    /** The round after which the designer first learns: the length of the first episode; none where she knows the market. */
    public OptionalLong firstUpdate() {
        // Of a market that hardly moves a phase may be longer than any number.
        long rounds = Math.max(stationary(1), mixing(1) + stationary(1));
        return settings.known() ? OptionalLong.empty() : OptionalLong.of(rounds);
    }

    /** One run of Algorithm 2; its comments name the lines and equations of the paper. */
    private final class Algorithm {
        // The input: N^[0] = 0, P^[0] of eq. 23, q^[1] uniform and p^[1] = 1.
        private final Observations observations = new Observations(market);
        private final ConfidenceSets sets = new ConfidenceSets(market, settings.zeta(), settings.radius());
        private final PolicyUpdate update = new PolicyUpdate(market, settings);

        private final double[] policy = new double[market.pairs()];
        private final double[] free = new double[market.agents()];
        private final Hearing hearing;
        private final DynamicAuctions auctions;
        private final IhmdpLedger ledger;
        private final long last;
        private final RoundGrid grid;
        private final @Nullable Consumer<EpisodeLog> log;

        Algorithm(Draws draws, Hearing hearing, RoundGrid grid, @Nullable Consumer<EpisodeLog> log) {
            this.log = log;
            this.hearing = hearing;
            auctions = new DynamicAuctions(market, hearing, draws);
            ledger = new IhmdpLedger(market, baseline, grid, policy);
            last = grid.last();
            this.grid = grid;
        }

        IhmdpRun run(long seed) {
            if (settings.known()) {
                knowTheMarket();
            }
            long k = 0;
            while (auctions.rounds() < last) {
                k++; // Line 1.
                follow(); // Line 2.
                begin(k);
                phase(mixing(k), false); // Lines 3 to 7.
                phase(stationary(k), true); // Lines 8 to 12.
                if (!settings.known() && auctions.rounds() < last) {
                    // Line 13: the counters have counted as rounds went by.
                    sets.update(observations, k); // Line 14, eq. 22; line 15, eq. 26 and 27.
                    ledger.check(sets);
                    update.solve(sets); // Line 16, eq. 28; line 17, eq. 29 and 30.
                }
                // Line 18: the next episode begins where this one ends.
            }
            return ledger.close(seed, k, update.programs(), hearing);
        }

        /** No part of the paper's algorithm: the offline mechanism, begun in its stationary distribution. */
        private void knowTheMarket() {
            sets.kernel.know(market.kernel().toArray());
            sets.rewards.know(market.allRewards());
            update.solve(sets);
            follow();
            auctions.startFrom(ledger.goOnFromRest());
        }

        /** Line 2: the policy of {@code q^[k]}, eq. 11. */
        private void follow() {
            update.policy(policy);
            auctions.follow(policy);
            ledger.follow();
        }

        private void begin(long k) {
            // Expected regrets follow each episode from where the market really is, unless nothing is learned.
            if (!settings.known()) {
                ledger.goOnFrom(auctions.state());
            }
            auctions.begin(k);
            Episode episode = new Episode(k, auctions.rounds() + 1, mixing(k), stationary(k), Reals.of(update.prices));
            ledger.begin(episode);
            if (log != null) {
                log.accept(new EpisodeLog(
                        episode,
                        observations.moves(),
                        Reals.of(policy),
                        Reals.of(sets.kernel.radius),
                        Reals.of(sets.rewards.radius)));
            }
        }

        /** Lines 4 to 6 and 9 to 11: plays the policy and collects reports, a stretch of the grid at a time. */
        private void phase(long length, boolean isCharged) {
            // Of a market that hardly moves a phase may be longer than any number.
            long end = auctions.rounds() + Math.min(last - auctions.rounds(), length);
            while (auctions.rounds() < end) {
                long rounds = Math.min(end, ledger.nextPoint()) - auctions.rounds();
                auctions.play(rounds, isCharged ? update.prices : free, observations);
                ledger.enter(auctions, rounds, update.prices, isCharged);
                grid.played(auctions.rounds() - rounds, auctions.rounds());
            }
        }
    }
}
