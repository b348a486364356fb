package org.dynama.ama.menu.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.MenuEvaluation;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Adam;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Trains a menu of lotteries for an auction: from what wins at reserve prices and mixtures of it, by gradients of smoothed revenue
 * from hot to cold; then entries that nobody chooses are dropped, shares rounded and boosts polished. The best of what it passed
 * on the way, on common profiles, is what comes out: the start, too, if nothing was better.
 *
 * <p>A step costs {@code O(B K n m)} time. Every number is the same to the last bit for any number of threads.
 */
public final class LotteryTraining {
    /** Profiles that tell which entries are chosen, and which menu is best. */
    private static final int MANY = 100_000;

    /** How much of an even draw entries start with. */
    private static final double SOFTNESS = 0.02;

    private final AuctionMarket market;
    private final LotterySettings settings;
    private final Workers<BlockWorker> workers;
    private final RandomStream stream;
    private final LotteryWatcher watcher;

    private LotteryTraining(
            AuctionMarket market, LotterySettings settings, Workers<BlockWorker> workers, LotteryWatcher watcher) {
        this.watcher = watcher;
        this.market = market;
        this.settings = settings;
        this.workers = workers;
        stream = new RandomStream(settings.seed(), "lotteries");
    }

    /**
     * Trains.
     *
     * @param from a state that a training of the same market and settings has reached; null to begin
     */
    public static TrainedLotteries train(
            AuctionMarket market, LotterySettings settings, @Nullable LotteryState from, LotteryWatcher watcher) {
        double unit = market.unit();
        LotteryWatcher scaled = new LotteryWatcher() {
            @Override
            public void at(LotteryRow row) {
                watcher.at(row.times(unit));
            }

            @Override
            public void reached(Supplier<LotteryState> state) {
                watcher.reached(state);
            }
        };
        try (Workers<BlockWorker> workers =
                new Workers<>(() -> BlockWorker.of(market.agents(), market.goods()), settings.threads())) {
            return new LotteryTraining(market.over(unit), settings, workers, scaled)
                    .run(from)
                    .times(unit);
        }
    }

    /** The objective of a menu on profiles of its own, without smoothing, by the products that training uses. */
    public static Estimate evaluate(
            AuctionMarket market, Lotteries menu, double welfare, RandomStream stream, int profiles, int threads) {
        try (Workers<BlockWorker> workers =
                new Workers<>(() -> BlockWorker.of(market.agents(), market.goods()), threads)) {
            Objective objective = new Objective("", 1, welfare);
            return Estimate.of(
                    menu.evaluated(market, workers, objective, stream, profiles).values());
        }
    }

    private TrainedLotteries run(@Nullable LotteryState from) {
        List<int[]> group = settings.symmetric() ? Orbits.group(market) : Orbits.identity(market);
        int bases = 1 + (settings.entries() - 2 + group.size()) / group.size();
        Lotteries first = new LotteryStart(market, group, stream.child("start"))
                .menu(workers, Math.max(2, bases), settings.mixed());
        Lotteries start = Orbits.expanded(first, group);
        Lotteries known = from == null ? null : from.polished();
        Lotteries pruned = known == null ? pruned(climbed(first, group, from)) : known;
        Lotteries polished = pruned(polished(pruned, known == null ? null : from));
        List<Lotteries> passed = List.of(polished, pruned, start);
        List<Estimate> worth = passed.stream().map(this::validated).toList();
        int best = IntStream.range(0, passed.size())
                .reduce(0, (a, b) -> worth.get(b).mean() > worth.get(a).mean() ? b : a);
        return new TrainedLotteries(passed.get(best), worth.get(best), worth.get(2));
    }

    private Estimate validated(Lotteries menu) {
        return Estimate.of(evaluation(menu, "validation").values());
    }

    private MenuEvaluation evaluation(Lotteries menu, String name) {
        return menu.evaluated(market, workers, settings.objective(), stream.child(name), MANY);
    }

    private Lotteries climbed(Lotteries start, List<int[]> group, @Nullable LotteryState from) {
        int each = market.agents() * market.goods();
        ShareForm form = ShareForm.of(market);
        double[] all = start.shares().toArray();
        double[] shares = Arrays.copyOfRange(all, each, all.length);
        Orbits orbits = Orbits.of(shares, market.agents(), market.goods(), group);
        double[] free = new double[orbits.kept().length * form.size()];
        double[] boosts = new double[orbits.kept().length];
        for (int k = 0; k < boosts.length; k++) {
            form.invert(shares, orbits.kept()[k] * each, SOFTNESS, free, k * form.size());
            boosts[k] = start.boosts().get(orbits.kept()[k] + 1);
        }
        LotteryState begin = from == null ? begin(null, free, boosts, start.weights()) : from;
        return climbed(form, orbits, begin, settings.ascent(), "ascent");
    }

    private Lotteries polished(Lotteries menu, @Nullable LotteryState from) {
        int each = market.agents() * market.goods();
        double[] all = menu.shares().toArray();
        double[] boosts = menu.boosts().toArray();
        LotteryState begin = from != null
                ? from
                : begin(
                        menu,
                        Arrays.copyOfRange(all, each, all.length),
                        Arrays.copyOfRange(boosts, 1, boosts.length),
                        menu.weights());
        Orbits orbits = Orbits.alone(menu.size() - 1, market.agents(), market.goods());
        return climbed(new FixedShares(each), orbits, begin, settings.polish(), "polish");
    }

    private static LotteryState begin(@Nullable Lotteries polished, double[] free, double[] boosts, Reals weights) {
        double[] logarithms = weights.stream().map(Math::log).toArray();
        return new LotteryState(polished, 0, Adam.at(free), Adam.at(boosts), Adam.at(logarithms));
    }

    private Lotteries climbed(ShareForm form, Orbits orbits, LotteryState from, LotteryAscent ascent, String name) {
        LotteryCoordinates coordinates =
                new LotteryCoordinates(form, orbits, orbits.source(), market.agents(), market.goods());
        LotteryClimb climb = new LotteryClimb(market, coordinates, workers);
        return Lotteries.of(climb.table(climb.climb(from, ascent, settings.objective(), stream.child(name), watcher)));
    }

    /** Without what nobody needs; shares rounded, and of entries that are then alike the dearest boost. */
    private Lotteries pruned(Lotteries menu) {
        long[] needed = evaluation(menu, "pruning").needed();
        int[] kept = IntStream.range(0, menu.size())
                .filter(k -> k == 0 || needed[k] > 0)
                .toArray();
        return RoundedShares.of(menu.only(kept));
    }
}
