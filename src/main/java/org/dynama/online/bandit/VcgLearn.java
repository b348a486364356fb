package org.dynama.online.bandit;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.online.Curves;
import org.dynama.online.Reporting;
import org.dynama.online.RoundGrid;
import org.dynama.online.bandit.LearnSettings.Charged;
import org.dynama.online.bandit.LearnSettings.Data;
import org.dynama.online.bandit.LearnSettings.Ties;
import org.dynama.online.bandit.LearnSettings.Widths;
import org.dynama.online.outcome.Outcomes;
import org.dynama.refusal.Refusal;

/**
 * VCG-Learn: brackets of one exploration phase, free of charge, in which every agent has every allocation, and
 * {@code floor(5/6 K sqrt(q))} rounds of exploitation, in which the outcome of the largest upper confidence bound is
 * chosen and prices are the differences of two bounds.
 *
 * <p>One object serves one thread and any number of runs. A run allocates nothing after its beginning; its memory does
 * not depend on its rounds.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Algorithm 1 and eq. 4 to 7</a>
 */
public final class VcgLearn {
    /** Far below any difference that matters, far above rounding. */
    private static final double JITTER = 1e-12;

    private final BanditMarket market;
    private final LearnSettings settings;
    private final List<Participation> participation;
    private final Benchmark benchmark;
    private final Outcomes.Maximizer maximizer;
    private final int[][] exploration;
    private final int n;
    private final int size;
    private final double[] truth;
    private final double[] sellerTruth;

    /**
     * How one agent takes part.
     *
     * @param byBids whether she bids for every allocation in advance; else she reports what she realises
     * @param reporting how she reports; where she bids it is applied to her expected values
     */
    public record Participation(boolean byBids, Reporting reporting) {}

    /**
     * The mechanism in a market.
     *
     * @param participation one for each agent
     */
    public VcgLearn(BanditMarket market, LearnSettings settings, List<Participation> participation) {
        this.market = market;
        this.settings = settings;
        this.participation = List.copyOf(participation);
        n = market.agents();
        if (participation.size() != n) {
            throw Refusal.of(
                    "participation has " + participation.size() + " entries and must have one for each of " + n
                            + " agents",
                    "");
        }
        benchmark = Benchmark.of(market);
        maximizer = market.outcomes().maximizer();
        exploration = market.outcomes().exploration(settings.learnSeller());
        size = n * market.allocations();
        truth = market.values().toArray();
        sellerTruth = market.seller().toArray();
    }

    /** The regrets' yardstick. */
    public Benchmark benchmark() {
        return benchmark;
    }

    /** Rounds {@code K} of an exploration phase. */
    public int explorationRounds() {
        return exploration.length;
    }

    /** A run; the same stream, seed and grid give the same run to the last bit. */
    public BanditRun run(RandomStream stream, long seed, RoundGrid grid) {
        return new Simulation(stream.draws(seed), grid).run(seed);
    }

    /** The state of one run. */
    private final class Simulation {
        private final Draws draws;
        private final RoundGrid grid;
        private final Estimates agents;
        private final Estimates seller;
        private final Curves regrets;
        private final Curves prices;

        private final int[] outcome = new int[n + 1];
        private final double[] price = new double[n];
        private final double[] free = new double[n];
        private final double[] upper = new double[size];
        private final double[] chosen = new double[size];
        private final double[] f = new double[size];
        private final double[] g = new double[size];
        private final double[] jitter = new double[size];
        private final double[] sellerUpper = new double[sellerTruth.length];
        private final double[] sellerF = new double[sellerTruth.length];
        private final double[] sellerG = new double[sellerTruth.length];
        /** The bracket in which an agent's allocation was last seen in exploration. */
        private final long[] seen = new long[size];

        private final double[] agentRegret = new double[n];
        private final double[] paid = new double[n];
        private double welfareRegret;
        private double sellerRegret;
        private double worstIdentity;
        private double worstDeviation;
        private double lowestUtility;
        private long charged;
        private long belowZero;
        private long t;
        private int point;

        Simulation(Draws draws, RoundGrid grid) {
            this.draws = draws;
            this.grid = grid;
            List<String> columns = new ArrayList<>(List.of("welfare", "seller", "agents", "max"));
            List<String> names = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                names.add("agent " + (i + 1));
            }
            columns.addAll(names);
            regrets = new Curves(columns, grid);
            prices = new Curves(names, grid);
            boolean[] known = new boolean[size];
            double[] believed = truth.clone();
            for (int k = 0; k < size; k++) {
                int i = k / market.allocations();
                int s = k % market.allocations();
                Participation how = participation.get(i);
                known[k] = market.known().get(s) || how.byBids();
                if (how.byBids() && !market.known().get(s)) {
                    believed[k] = Math.min(1, Math.max(0, how.reporting().report(truth[k], s, 0, 0)));
                }
            }
            agents = new Estimates(believed, known, true);
            boolean[] sellerKnown = new boolean[sellerTruth.length];
            for (int k = 0; k < sellerKnown.length; k++) {
                sellerKnown[k] = !settings.learnSeller();
            }
            seller = new Estimates(sellerTruth, sellerKnown, false);
            seller.bound(0, sellerUpper);
            seller.bound(0, sellerF);
            seller.bound(0, sellerG);
        }

        BanditRun run(long seed) {
            long last = grid.last();
            int k = exploration.length;
            long bracket = 0;
            while (t < last) {
                bracket++;
                for (int round = 0; round < k && t < last; round++) {
                    explore(exploration[round], bracket);
                }
                breakTies();
                long exploitation = (long) Math.floor(5.0 / 6 * k * Math.sqrt((double) bracket));
                for (long r = 0; r < exploitation && t < last; r++) {
                    exploit(bracket * k, r == 0);
                }
            }
            return new BanditRun(
                    seed,
                    regrets,
                    prices,
                    worstIdentity,
                    charged,
                    charged == 0 ? 0 : (double) belowZero / (charged * n),
                    lowestUtility,
                    worstDeviation,
                    bracket);
        }

        private void explore(int[] assigned, long bracket) {
            t++;
            System.arraycopy(assigned, 0, outcome, 0, n + 1);
            boolean all = settings.data() == Data.OPT;
            for (int i = 0; i < n; i++) {
                int at = i * market.allocations() + outcome[i];
                observe(i, at, free[i], all || seen[at] < bracket);
                seen[at] = bracket;
            }
            observeSeller();
            account(free, false);
        }

        private void breakTies() {
            if (settings.ties() == Ties.RANDOM) {
                for (int j = 0; j < size; j++) {
                    jitter[j] = JITTER * draws.uniform();
                }
            }
        }

        private void exploit(long explored, boolean first) {
            t++;
            if (first || settings.data() == Data.OPT || settings.widths() == Widths.MOVING) {
                decide(explored, first);
            }
            for (int i = 0; i < n; i++) {
                observe(i, i * market.allocations() + outcome[i], price[i], settings.data() == Data.OPT);
            }
            if (settings.data() == Data.OPT) {
                observeSeller();
            }
            account(price, true);
        }

        private void decide(long explored, boolean first) {
            double scale = Math.sqrt(5 * Math.log((double) (t - explored + 1)) + 2 * Math.log(market.allocations()));
            double width = settings.sigma() * scale;
            agents.bound(width, upper);
            for (int k = 0; k < size; k++) {
                chosen[k] = upper[k] + jitter[k];
            }
            agents.bound(settings.first().sign() * width, f);
            agents.bound(settings.second().sign() * width, g);
            if (settings.learnSeller()) {
                double wide = settings.sellerSigma() * scale;
                seller.bound(wide, sellerUpper);
                seller.bound(settings.first().sign() * wide, sellerF);
                seller.bound(settings.second().sign() * wide, sellerG);
            }
            if (first) {
                worstDeviation = Math.max(worstDeviation, agents.worstDeviation(truth, width));
            }
            maximizer.best(chosen, sellerUpper, outcome);
            maximizer.bestWithout(f, sellerF, price);
            double everyone = market.outcomes().seller(sellerG, outcome);
            for (int i = 0; i < n; i++) {
                everyone += g[i * market.allocations() + outcome[i]];
            }
            for (int i = 0; i < n; i++) {
                boolean pays = settings.charged() == Charged.EVERYONE || outcome[i] != 0;
                price[i] = pays ? price[i] - (everyone - g[i * market.allocations() + outcome[i]]) : 0;
            }
        }

        private void observe(int i, int at, double charge, boolean counts) {
            int s = outcome[i];
            Participation how = participation.get(i);
            if (!counts || how.byBids() || market.known().get(s)) {
                return;
            }
            double realised = market.noise() == BanditMarket.Noise.CLICKS
                    ? (draws.uniform() < truth[at] ? 1 : 0)
                    : truth[at] + market.deviation() * draws.normal();
            double report = how.reporting().report(realised, s, t, charge);
            agents.add(at, report);
        }

        private void observeSeller() {
            if (!settings.learnSeller()) {
                return;
            }
            if (sellerTruth.length == size) {
                for (int i = 0; i < n; i++) {
                    observeSeller(i * market.allocations() + outcome[i]);
                }
            } else {
                observeSeller(outcome[n]);
            }
        }

        private void observeSeller(int k) {
            seller.add(k, sellerTruth[k] + market.sellerDeviation() * draws.normal());
        }

        private void account(double[] charges, boolean isCharged) {
            double own = market.outcomes().seller(sellerTruth, outcome);
            double welfare = own;
            double income = own;
            for (int i = 0; i < n; i++) {
                double value = truth[i * market.allocations() + outcome[i]];
                double utility = value - charges[i];
                welfare += value;
                income += charges[i];
                paid[i] += charges[i];
                agentRegret[i] += benchmark.utilities().get(i) - utility;
                if (utility < 0) {
                    lowestUtility = Math.min(lowestUtility, utility);
                    belowZero += isCharged && utility < -JITTER ? 1 : 0;
                }
            }
            charged += isCharged ? 1 : 0;
            welfareRegret += benchmark.welfare() - welfare;
            sellerRegret += benchmark.sellerUtility() - income;
            if (t == grid.round(point)) {
                writeDown();
            }
        }

        private void writeDown() {
            double all = 0;
            long before = point == 0 ? 0 : grid.round(point - 1);
            for (int i = 0; i < n; i++) {
                all += agentRegret[i];
                regrets.set("agent " + (i + 1), point, agentRegret[i]);
                prices.set("agent " + (i + 1), point, paid[i] / (t - before));
                paid[i] = 0;
            }
            regrets.set("welfare", point, welfareRegret);
            regrets.set("seller", point, sellerRegret);
            regrets.set("agents", point, all);
            regrets.set("max", point, Math.max(n * welfareRegret, Math.max(all, sellerRegret)));
            worstIdentity = Math.max(worstIdentity, Math.abs(welfareRegret - sellerRegret - all) / t);
            point++;
        }
    }
}
