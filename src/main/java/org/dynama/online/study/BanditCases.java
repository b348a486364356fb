package org.dynama.online.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.Curves;
import org.dynama.online.Reporting;
import org.dynama.online.RoundGrid;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.BanditRun;
import org.dynama.online.bandit.LearnSettings;
import org.dynama.online.bandit.StaticVcg;
import org.dynama.online.bandit.VcgLearn;
import org.dynama.online.bandit.VcgLearn.Participation;
import org.jspecify.annotations.Nullable;

/** The cases of a spec of kind bandit: each mechanism with everyone truthful, and with each lie. */
final class BanditCases {
    /** The best lie is searched on runs of at most this length, a few of them. */
    private static final long SEARCH_ROUNDS = 20_000;

    private static final int SEARCH_SEEDS = 20;

    private final Document document;
    private final RandomStream stream;
    private final BanditMarket market;
    private final RoundGrid grid;

    private BanditCases(Document document, BanditMarket market, RoundGrid grid) {
        this.document = document;
        this.market = market;
        this.grid = grid;
        stream = new RandomStream(document.whole("seed"), "online");
    }

    /** The cases; where there are faults they are added, and the result is of no use. */
    static List<OnlineCase> of(Document document, Faults faults) {
        BanditMarket market;
        try {
            market = BanditMarkets.of(document, faults);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault("market", refused));
            return List.of();
        }
        long rounds = document.whole("rounds");
        RoundGrid grid = RoundGrid.of(Math.min(rounds, 10), rounds, Math.toIntExact(document.whole("pointsPerDecade")));
        return new BanditCases(document, market, grid).all(faults);
    }

    private List<OnlineCase> all(Faults faults) {
        List<Lies> lies = Lies.of(document, market.agents(), faults);
        List<OnlineCase> cases = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String path : document.entries("mechanisms")) {
            LearnSettings settings = settings(path);
            String name = document.text(path + ".name");
            String label = name.isEmpty() ? label(settings) : name;
            names.add(label);
            String unique = Collections.frequency(names, label) > 1 ? label + " " + names.size() : label;
            cases.add(oneCase(unique, settings, null));
            for (Lies lie : lies) {
                cases.add(oneCase(unique, settings, lie));
            }
        }
        for (String path : document.entries("bidders")) {
            if (document.whole(path) > market.agents()) {
                faults.add(document.fault(
                        path, "must be one of " + market.agents() + " agents", "Maybe " + market.agents() + "."));
            }
        }
        return cases;
    }

    private static String label(LearnSettings settings) {
        return String.format(
                Locale.ROOT,
                "%s, f %s, sigma %.4g",
                settings.data(),
                settings.pricing().f().name().toLowerCase(Locale.ROOT),
                settings.sigma());
    }

    private LearnSettings settings(String path) {
        double sigma = document.text(path + ".sigma").equals("true-noise")
                ? BanditMarkets.trueSigma(market)
                : document.number(path + ".sigma");
        return new LearnSettings(
                LearnSettings.Data.valueOf(upper(path + ".data")),
                new LearnSettings.Pricing(
                        LearnSettings.Bound.valueOf(upper(path + ".f")),
                        LearnSettings.Bound.valueOf(upper(path + ".g")),
                        LearnSettings.Charged.valueOf(upper(path + ".charged"))),
                sigma,
                new LearnSettings.Designer(
                        document.text(path + ".seller").equals("learned"), Math.max(1e-9, market.designerDeviation())),
                LearnSettings.Widths.valueOf(upper(path + ".widths")),
                LearnSettings.Ties.valueOf(upper(path + ".ties")));
    }

    private String upper(String path) {
        return document.text(path).toUpperCase(Locale.ROOT);
    }

    private OnlineCase oneCase(String mechanism, LearnSettings settings, @Nullable Lies lie) {
        return new OnlineCase(
                BanditMarkets.name(document),
                mechanism,
                lie == null ? OnlineCase.TRUTHFUL : lie.label(),
                lie == null ? 0 : lie.agent(),
                grid,
                Reals.filled(3, 0),
                StaticVcg.of(market).prices(),
                List.of(),
                () -> simulator(settings, lie));
    }

    private OnlineCase.Simulator simulator(LearnSettings settings, @Nullable Lies lie) {
        Reporting reporting =
                lie == null ? Reporting.TRUTHFUL : lie.searched() ? searched(settings, lie.agent()) : lie.reporting();
        VcgLearn learn = new VcgLearn(market, settings, participation(lie == null ? 0 : lie.agent(), reporting));
        return seed -> seedRun(learn.run(stream, seed, grid));
    }

    private Reporting searched(LearnSettings settings, int agent) {
        long rounds = Math.min(SEARCH_ROUNDS, grid.last());
        RoundGrid end = RoundGrid.of(rounds, rounds, 1);
        return Lies.best(reporting -> {
            VcgLearn learn = new VcgLearn(market, settings, participation(agent, reporting));
            double regret = 0;
            for (int seed = 0; seed < SEARCH_SEEDS; seed++) {
                regret += learn.run(stream.child("search"), seed, end).regrets().last("agent " + agent);
            }
            return -regret;
        });
    }

    private List<Participation> participation(int liar, Reporting reporting) {
        List<Long> byBids =
                document.entries("bidders").stream().map(document::whole).toList();
        List<Participation> all = new ArrayList<>();
        for (int i = 1; i <= market.agents(); i++) {
            all.add(new Participation(byBids.contains((long) i), i == liar ? reporting : Reporting.TRUTHFUL));
        }
        return all;
    }

    private SeedRun seedRun(BanditRun run) {
        List<String> columns = new ArrayList<>();
        run.regrets().columns().forEach(column -> columns.add(SeedRun.nameInFiles(column)));
        run.charges().prices().columns().forEach(agent -> columns.add("price of " + agent));
        Curves curves = new Curves(columns, grid);
        run.regrets()
                .columns()
                .forEach(column ->
                        curves.fill(SeedRun.nameInFiles(column), run.regrets().column(column)));
        run.charges()
                .prices()
                .columns()
                .forEach(agent ->
                        curves.fill("price of " + agent, run.charges().prices().column(agent)));
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("worstIdentity", run.worstIdentity());
        facts.put("belowZero", run.charges().belowZero());
        facts.put("lowestUtility", run.lowestUtility());
        facts.put("covered", run.worstDeviation() <= 1 ? 1.0 : 0);
        facts.put("worstDeviation", run.worstDeviation());
        facts.put("brackets", (double) run.brackets());
        return new SeedRun(run.seed(), curves, facts, List.of());
    }
}
