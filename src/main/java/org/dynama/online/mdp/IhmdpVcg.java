package org.dynama.online.mdp;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.Curves;
import org.dynama.online.Reporting;
import org.dynama.online.RoundGrid;
import org.dynama.refusal.Refusal;

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
    private static final int EPISODES_PER_DECADE = 12;

    private final Market market;
    private final IhmdpSettings settings;
    private final List<Reporting> reporting;
    private final OfflineVcg benchmark;
    /** The delta of the phases' lengths. */
    private final double pace;

    /**
     * The mechanism in a market.
     *
     * @param reporting one for each bidder
     * @throws Refusal if delta is above the market's largest
     */
    public IhmdpVcg(Market market, IhmdpSettings settings, List<Reporting> reporting) {
        this.market = market;
        this.settings = settings;
        this.reporting = List.copyOf(reporting);
        if (reporting.size() != market.bidders()) {
            throw Refusal.of(
                    "reporting has " + reporting.size() + " entries and must have one for each of " + market.bidders()
                            + " bidders",
                    "");
        }
        OfflineVcg.requireDelta(market, settings.delta());
        benchmark = OfflineVcg.of(market, 0);
        // Who knows the model needs no delta; phases must have some length all the same.
        pace = settings.delta() > 0 ? settings.delta() : OfflineVcg.largestDelta(market);
    }

    /** The regrets' yardstick: the mechanism of a seller who knows the market. */
    public OfflineVcg benchmark() {
        return benchmark;
    }

    /** Rounds of episode {@code k}'s mixing phase. */
    public long mixing(long k) {
        return (long) Math.ceil(Math.log((double) k) / (market.alpha() * market.stateCount()));
    }

    /** Rounds of episode {@code k}'s stationary phase. */
    public long stationary(long k) {
        return (long) Math.ceil(Math.max(4, Math.sqrt((double) k))
                * Math.log(market.pairs() * (double) k / settings.zeta())
                / (market.alpha() * pace));
    }

    /** A run; the same stream, seed and grid give the same run to the last bit. */
    public IhmdpRun run(RandomStream stream, long seed, RoundGrid grid) {
        return new Simulation(stream.draws(seed), grid).run(seed);
    }

    /** The state of one run. */
    private final class Simulation {
        private final int n = market.bidders();
        private final int states = market.stateCount();
        private final int actions = market.actionCount();
        private final int pairs = market.pairs();

        private final Draws draws;
        private final RoundGrid grid;
        private final ConfidenceSets sets;
        private final PolicyUpdate update;
        private final double[] policy;
        private final Propagation propagation;
        private final double[] policySums;
        private final double[] kernelSums;
        private final double[] means = market.rewards().toArray();

        private final long[] visits;
        private final double[][] reported;
        private final double[] realised;
        private final double[] expectedVisits;
        private final double[] charged;
        private final double[] charge;
        private final boolean[] truthful;

        private final Curves expectedRegrets;
        private final Curves realisedRegrets;
        private final Curves prices;
        private final List<Episode> structure = new ArrayList<>();
        private double worstIdentity;
        private double mixingPrices;
        private long stationaryRounds;
        private double belowZero;
        private long t;
        private int point;
        private int state;

        Simulation(Draws draws, RoundGrid grid) {
            this.draws = draws;
            this.grid = grid;
            sets = new ConfidenceSets(market, settings.zeta(), settings.radius());
            update = new PolicyUpdate(market, settings);
            policy = new double[pairs];
            propagation = new Propagation(market, policy);
            policySums = new double[pairs];
            kernelSums = sums(market.kernel().toArray(), states);
            visits = new long[pairs * states];
            reported = new double[n + 1][pairs];
            realised = new double[n + 1];
            expectedVisits = new double[pairs];
            charged = new double[n];
            charge = new double[n];
            truthful = new boolean[n];
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= n; i++) {
                names.add("agent " + i);
                truthful[i - 1] = reporting.get(i - 1) instanceof Reporting.Truthful;
            }
            List<String> columns = new ArrayList<>(List.of("welfare", "seller", "agents"));
            columns.addAll(names);
            expectedRegrets = new Curves(columns, grid);
            realisedRegrets = new Curves(columns, grid);
            prices = new Curves(names, grid);
        }

        IhmdpRun run(long seed) {
            begin();
            long k = 0;
            long shown = 0;
            while (t < grid.last()) {
                k++;
                // Expected regrets follow each episode from where the market really is, unless nothing is learned.
                if (!settings.known()) {
                    propagation.at(state);
                }
                long mixing = mixing(k);
                long stationary = stationary(k);
                if (k >= shown) {
                    structure.add(new Episode(k, t + 1, mixing, stationary, Reals.of(update.prices)));
                    shown = (long) Math.ceil(k * Math.pow(10, 1.0 / EPISODES_PER_DECADE));
                }
                phase(mixing, false);
                phase(stationary, true);
                if (!settings.known() && t < grid.last()) {
                    sets.update(visits, reported, k);
                    update.solve(sets);
                    follow();
                }
            }
            return new IhmdpRun(
                    seed,
                    expectedRegrets,
                    realisedRegrets,
                    prices,
                    worstIdentity,
                    mixingPrices,
                    stationaryRounds,
                    stationaryRounds == 0 ? 0 : belowZero / stationaryRounds / n,
                    sets.covered(),
                    sets.worstKernel(),
                    sets.worstReward(),
                    k,
                    List.copyOf(structure),
                    update.programs(),
                    update.infeasible(),
                    update.seconds(),
                    update.exactness());
        }

        private void begin() {
            if (settings.known()) {
                sets.know();
                update.solve(sets);
            }
            follow();
            if (settings.known()) {
                propagation.atRest();
                state = draws.index(sums(propagation.distribution(), states), 0, states);
            }
        }

        private void follow() {
            update.policy(policy);
            System.arraycopy(sums(policy, actions), 0, policySums, 0, pairs);
            propagation.follow();
        }

        /** Cumulative sums of each row of so many entries. */
        private static double[] sums(double[] rows, int length) {
            double[] sums = rows.clone();
            for (int k = 0; k < sums.length; k++) {
                sums[k] += k % length == 0 ? 0 : sums[k - 1];
            }
            return sums;
        }

        private void phase(long length, boolean isCharged) {
            long end = Math.min(grid.last(), t + length);
            for (int i = 0; i < n; i++) {
                charge[i] = isCharged ? update.prices[i] : 0;
            }
            while (t < end) {
                long rounds = Math.min(end, grid.round(point)) - t;
                play(rounds);
                propagation.advance(rounds, expectedVisits);
                account(rounds, isCharged);
                if (t == grid.round(point)) {
                    writeDown();
                }
            }
        }

        /** The rounds themselves. */
        private void play(long rounds) {
            boolean coin = market.noise() == Market.Noise.COIN;
            double spread = 2 * market.spread();
            for (long r = 0; r < rounds; r++) {
                t++;
                int pair = state * actions + draws.index(policySums, state * actions, actions);
                int next = draws.index(kernelSums, pair * states, states);
                visits[pair * states + next]++;
                for (int player = 0; player <= n; player++) {
                    double mean = means[player * pairs + pair];
                    double ceiling = player == 0 ? market.ceiling() : 1;
                    double reward = coin
                            ? (draws.uniform() * ceiling < mean ? ceiling : 0)
                            : mean + spread * (draws.uniform() - 0.5);
                    realised[player] += reward;
                    reported[player][pair] +=
                            player == 0 || truthful[player - 1] ? reward : report(player - 1, reward, pair);
                }
                state = next;
            }
        }

        private double report(int i, double reward, int pair) {
            return Math.min(1, Math.max(0, reporting.get(i).report(reward, pair, t, charge[i])));
        }

        private void account(long rounds, boolean isCharged) {
            for (int i = 0; i < n; i++) {
                charged[i] += rounds * charge[i];
                mixingPrices += isCharged ? 0 : rounds * update.prices[i];
            }
            if (isCharged) {
                stationaryRounds += rounds;
                for (int i = 0; i < n; i++) {
                    belowZero += expectedReward(i + 1) < charge[i] ? rounds : 0;
                }
            }
        }

        /** What the policy of the episode earns a player per round, once at rest. */
        private double expectedReward(int player) {
            double sum = 0;
            double[] rest = propagation.distribution();
            for (int pair = 0; pair < pairs; pair++) {
                sum += rest[pair / actions] * policy[pair] * means[player * pairs + pair];
            }
            return sum;
        }

        private void writeDown() {
            write(expectedRegrets, true);
            write(realisedRegrets, false);
            for (int i = 0; i < n; i++) {
                prices.set("agent " + (i + 1), point, update.prices[i]);
            }
            point++;
        }

        private void write(Curves curves, boolean isExpected) {
            double welfare = 0;
            double income = 0;
            double bidders = 0;
            for (int player = 0; player <= n; player++) {
                double earned = isExpected ? earned(player) : realised[player];
                welfare += earned;
                if (player == 0) {
                    income += earned;
                } else {
                    double paid = charged[player - 1];
                    income += paid;
                    double regret = t * benchmark.utilities().get(player) - (earned - paid);
                    curves.set("agent " + player, point, regret);
                    bidders += regret;
                }
            }
            double welfareRegret = t * benchmark.welfare() - welfare;
            double sellerRegret = t * benchmark.utilities().get(0) - income;
            curves.set("welfare", point, welfareRegret);
            curves.set("seller", point, sellerRegret);
            curves.set("agents", point, bidders);
            worstIdentity = Math.max(worstIdentity, Math.abs(welfareRegret - sellerRegret - bidders) / t);
        }

        private double earned(int player) {
            double sum = 0;
            for (int pair = 0; pair < pairs; pair++) {
                sum += expectedVisits[pair] * means[player * pairs + pair];
            }
            return sum;
        }
    }
}
