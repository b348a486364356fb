package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.ama.menu.train.AuctionMarket;
import org.dynama.ama.menu.train.LotteryAscent;
import org.dynama.ama.menu.train.LotteryPolicies;
import org.dynama.ama.menu.train.LotteryRow;
import org.dynama.ama.menu.train.LotterySettings;
import org.dynama.ama.menu.train.LotteryState;
import org.dynama.ama.menu.train.LotteryTraining;
import org.dynama.ama.menu.train.LotteryWatcher;
import org.dynama.ama.menu.train.TrainedLotteries;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.search.TraceRow;
import org.dynama.model.Profiles;
import org.dynama.study.Run;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.jspecify.annotations.Nullable;

/** The training of a menu of lotteries for a static auction in a run. Killed, it goes on where its checkpoint stands. */
final class LotteryCourse {
    /** The end of the training, and how far it was. */
    private static final String NAME = "training";

    private static final String STEPS = "training-steps";

    /** How many steps an ascent of shares takes for each step of boosts that settings ask for, and polishing. */
    private static final int ASCENT = 10;

    private static final int POLISH = 2;

    /** An ascent of shares takes many short steps, on so many times fewer profiles. */
    private static final int FEWER = 8;

    /** The length of a step by which settings are measured. */
    private static final double STEP = 0.02;

    private final SearchSpec spec;
    private final Run run;
    private final AuctionMarket market;

    private LotteryCourse(SearchSpec spec, Run run, AuctionMarket market) {
        this.spec = spec;
        this.run = run;
        this.market = market;
    }

    /** Whether lotteries are trained for a spec: not in other worlds, nor for costs, nor for objectives with losses. */
    static boolean fits(SearchSpec spec) {
        String kind = spec.tree().at("/environment/kind").asText();
        String valuation = spec.tree().at("/environment/valuation").asText();
        Objective objective = spec.objective();
        boolean isKnown = valuation.equals("additive") || valuation.equals("unit-demand");
        boolean isWanted = objective.revenue() > 0
                && objective.welfare() >= 0
                && objective.losses().stream().allMatch(weight -> weight == 0);
        boolean isFree = spec.environment().agents().stream()
                .allMatch(agent -> IntStream.range(0, agent.types().dimension())
                        .allMatch(x -> agent.types().low(x) >= 0));
        return kind.equals("static-auction") && isKnown && isWanted && isFree;
    }

    /** The course for a spec; null where lotteries are not trained. */
    static @Nullable LotteryCourse of(SearchSpec spec, Run run) {
        if (!fits(spec)) {
            return null;
        }
        String valuation = spec.tree().at("/environment/valuation").asText();
        Environment world = spec.environment();
        AuctionMarket market = new AuctionMarket(
                world.agents().stream().map(agent -> agent.types()).toList(),
                spec.tree().at("/environment/items").asInt(),
                valuation.equals("additive") ? StaticAuction.Valuation.ADDITIVE : StaticAuction.Valuation.UNIT_DEMAND);
        return new LotteryCourse(spec, run, market);
    }

    /** The trained menu with its boosts. */
    ProposedMenu found() {
        MenuPiece old = run.load(NAME, MenuPiece.class);
        if (old != null) {
            return old.proposal(spec.environment().mdp());
        }
        Piece piece = run.load(STEPS, Piece.class);
        List<TraceRow> trace = new ArrayList<>(piece == null ? List.of() : piece.trace);
        TrainedLotteries trained =
                LotteryTraining.train(market, settings(), piece == null ? null : piece.state, watcher(trace));
        Estimate end = scaled(trained.objective());
        trace.add(new TraceRow("polished boosts", 1, 0, end, 0, run.seconds()));
        LotteryPolicies policies = LotteryPolicies.of(spec.environment(), market, trained.menu());
        ProposedMenu proposal = new ProposedMenu(policies.menu(), policies.parameters());
        run.leave(folder -> TraceTable.write(folder, trace));
        run.save(NAME, MenuPiece.of(proposal, spec.environment().mdp()));
        return proposal;
    }

    /** Where a killed training goes on, and the rows of the steps before. */
    private record Piece(LotteryState state, List<TraceRow> trace) {}

    private LotteryWatcher watcher(List<TraceRow> trace) {
        int ascent = settings().ascent().steps();
        int steps = ascent + settings().polish().steps();
        TraceCurves curves = new TraceCurves(run);
        curves.addAll(trace);
        return new LotteryWatcher() {
            @Override
            public void at(LotteryRow row) {
                TraceRow kept = row(row, ascent > trace.size() ? "lotteries" : "polished boosts");
                trace.add(kept);
                curves.add(kept);
                Estimate estimate = new Estimate(row.objective(), row.standardError(), 1);
                run.at("lotteries", (double) trace.size() / steps, SearchCourse.said(estimate));
            }

            @Override
            public void reached(Supplier<LotteryState> state) {
                if (run.isDue()) {
                    run.save(STEPS, new Piece(state.get(), List.copyOf(trace)));
                }
            }
        };
    }

    private TraceRow row(LotteryRow row, String phase) {
        Estimate estimate = new Estimate(
                row.objective(), row.standardError(), settings().ascent().profiles());
        return new TraceRow(phase, 1, row.step(), scaled(estimate), row.temperature(), run.seconds());
    }

    /** Training counts revenue once. */
    private Estimate scaled(Estimate estimate) {
        double revenue = spec.objective().revenue();
        return new Estimate(revenue * estimate.mean(), revenue * estimate.standardError(), estimate.count());
    }

    private LotterySettings settings() {
        SearchSettings wanted = spec.search();
        LotterySettings suited = LotterySettings.defaults(market, 0, spec.keys().threads(), wanted.seed());
        if (wanted.optimizer() == Optimizer.AUTO) {
            return suited.with(spec.objective().welfare() / spec.objective().revenue());
        }
        int iterations = wanted.ascent().iterations();
        int profiles = wanted.ascent().profiles();
        return new LotterySettings(
                Math.min(suited.entries(), spec.menuSize()),
                suited.mixed(),
                suited.symmetric(),
                spec.objective().welfare() / spec.objective().revenue(),
                like(suited.ascent(), ASCENT * iterations, Math.max(2, profiles / FEWER)),
                like(suited.polish(), POLISH * iterations, profiles),
                suited.threads(),
                suited.seed());
    }

    /** Of other lengths; profiles are drawn in blocks. */
    private LotteryAscent like(LotteryAscent suited, int steps, int profiles) {
        double longer = spec.search().ascent().steps().get(0) / STEP;
        return new LotteryAscent(
                steps,
                (profiles + Profiles.BLOCK - 1) / Profiles.BLOCK * Profiles.BLOCK,
                longer * suited.shares(),
                longer * suited.boosts(),
                spec.search().coordinates().weights() ? longer * suited.weights() : 0,
                suited.hot(),
                suited.cold());
    }
}
