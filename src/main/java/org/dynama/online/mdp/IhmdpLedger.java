package org.dynama.online.mdp;

import java.util.ArrayList;
import java.util.List;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Hearing;

/**
 * The books of one run of IHMDP-VCG: regrets, expected and realised, prices, episodes, and whether the truth stays in
 * the confidence sets.
 */
final class IhmdpLedger {
    private static final int EPISODES_PER_DECADE = 12;

    private final Market market;
    private final MarketBooks books;
    private final int n;
    private final double[] kernel;
    private final double[] means;
    private final double[] policy;
    private final Propagation propagation;

    private final List<Episode> shown = new ArrayList<>();
    private final double[] expectedVisits;
    private double waived;
    private long stationaryRounds;
    private double belowZero;
    private long updates;
    private boolean covered = true;
    private double worstKernel;
    private double worstReward;
    private long nextShown;

    /** @param policy shape {@code [S * A]}; read again by {@link #follow} */
    IhmdpLedger(Market market, OfflineVcg baseline, RoundGrid grid, double[] policy) {
        this.market = market;
        books = new MarketBooks(market, baseline, grid);
        this.policy = policy;
        n = market.agents();
        kernel = market.kernel().toArray();
        means = market.allRewards();
        propagation = new Propagation(market, policy);
        expectedVisits = new double[market.pairs()];
    }

    /** Enters an episode as it begins; of many, those at equal distances on a logarithmic scale are kept. */
    void begin(Episode episode) {
        if (episode.number() >= nextShown) {
            shown.add(episode);
            nextShown = (long) Math.ceil(episode.number() * Math.pow(10, 1.0 / EPISODES_PER_DECADE));
        }
    }

    /** Takes over the policy, which may have changed. */
    void follow() {
        propagation.follow();
    }

    /** Expected rewards go on from where the market stands. */
    void goOnFrom(int state) {
        propagation.at(state);
    }

    /** Expected rewards go on from the policy's stationary distribution, which is returned. */
    double[] goOnFromRest() {
        propagation.atRest();
        return propagation.distribution();
    }

    /** The first round that is written down next. */
    long nextPoint() {
        return books.nextPoint();
    }

    /**
     * Enters rounds that the market has played, none of them beyond the next point.
     *
     * @param price shape {@code [n]}: of the episode
     * @param isCharged whether agents paid it
     */
    void enter(DynamicAuctions auctions, long rounds, double[] price, boolean isCharged) {
        propagation.advance(rounds, expectedVisits);
        for (int i = 0; i < n; i++) {
            books.charged[i] += isCharged ? rounds * price[i] : 0;
            waived += isCharged ? 0 : rounds * price[i];
        }
        if (isCharged) {
            stationaryRounds += rounds;
            for (int i = 0; i < n; i++) {
                belowZero += expectedReward(i + 1) < price[i] ? rounds : 0;
            }
        }
        if (auctions.rounds() == books.nextPoint()) {
            books.writeDown(expectedVisits, auctions.realised(), price);
        }
    }

    /** What the policy of the episode earns a party per round, once at rest. */
    private double expectedReward(int party) {
        double sum = 0;
        double[] rest = propagation.distribution();
        int actions = market.actionCount();
        for (int pair = 0; pair < policy.length; pair++) {
            sum += rest[pair / actions] * policy[pair] * means[party * policy.length + pair];
        }
        return sum;
    }

    /** Enters whether the sets hold the truth at the end of an episode. */
    void check(ConfidenceSets sets) {
        updates++;
        covered &= sets.kernel.hold(kernel);
        worstKernel = Math.max(worstKernel, sets.kernel.worstDeviation(kernel));
        worstReward = Math.max(worstReward, sets.rewards.worstDeviation(means));
    }

    /** The books at the end. */
    IhmdpRun close(long seed, long episodes, IhmdpRun.Programs programs, Hearing hearing) {
        double share = stationaryRounds == 0 ? 0 : belowZero / stationaryRounds / n;
        return new IhmdpRun(
                seed,
                books.expected.curves(),
                books.realised.curves(),
                new Charges(books.prices, stationaryRounds, share),
                new IhmdpRun.Episodes(episodes, shown, waived),
                new IhmdpRun.Coverage(updates, covered && worstReward <= 1, worstKernel, worstReward),
                programs,
                hearing.facts());
    }
}
