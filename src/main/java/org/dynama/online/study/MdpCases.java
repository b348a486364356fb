package org.dynama.online.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.Curves;
import org.dynama.online.Noise;
import org.dynama.online.Regrets;
import org.dynama.online.Reporting;
import org.dynama.online.RoundGrid;
import org.dynama.online.mdp.IhmdpRun;
import org.dynama.online.mdp.IhmdpSettings;
import org.dynama.online.mdp.IhmdpSettings.Favour;
import org.dynama.online.mdp.IhmdpVcg;
import org.dynama.online.mdp.Market;
import org.dynama.online.mdp.MarketChain;
import org.dynama.online.mdp.MarketPlan;
import org.dynama.online.mdp.MarketRewards;
import org.dynama.online.mdp.Markets;
import org.dynama.online.mdp.OfflineVcg;
import org.jspecify.annotations.Nullable;

/** The cases of a spec of kind mdp: each market, mechanism and length with everyone truthful, and with each lie. */
final class MdpCases {
    /** The best lie is searched on runs of at most this length, a few of them. */
    private static final long SEARCH_ROUNDS = 200_000;

    private static final int SEARCH_SEEDS = 2;

    private final Document document;
    private final Faults faults;
    private final RandomStream stream;
    private final List<OnlineCase> cases = new ArrayList<>();

    private MdpCases(Document document, Faults faults) {
        this.document = document;
        this.faults = faults;
        stream = new RandomStream(document.whole("seed"), "online");
    }

    /** The cases; where there are faults they are added, and the result is of no use. */
    static List<OnlineCase> of(Document document, Faults faults) {
        MdpCases all = new MdpCases(document, faults);
        List<Market> markets;
        try {
            markets = all.markets();
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault("market", refused));
            return List.of();
        } catch (ConfigException refused) {
            faults.addAll(refused);
            return List.of();
        }
        List<Lies> lies = Lies.of(document, markets.get(0).agents(), faults);
        if (faults.isEmpty()) {
            markets.forEach(market -> all.add(market, lies));
        }
        return all.cases;
    }

    private List<Market> markets() {
        if (document.text("market.kind").equals("file")) {
            return List.of(read(Document.read(
                    Path.of(document.text("market.file")), Schema.resource("market.schema.json"), List.of())));
        }
        MarketPlan plan = new MarketPlan(
                MarketPlan.Sale.valueOf(upper("market.kind")),
                MarketPlan.Motion.valueOf(upper("market.motion")),
                new MarketPlan.Counts(whole("market.bidders"), whole("market.items"), whole("market.states")),
                document.number("market.alpha"),
                document.number("market.ceiling"),
                noise(document, "market."));
        List<Market> markets = new ArrayList<>();
        for (int index = 0; index < document.whole("markets"); index++) {
            markets.add(Markets.of(plan, new RandomStream(document.whole("seed"), "markets"), index));
        }
        return markets;
    }

    private static Noise noise(Document document, String path) {
        return document.text(path + "noise").equals("coin")
                ? new Noise.Coin()
                : new Noise.Uniform(document.number(path + "spread"));
    }

    private String upper(String path) {
        return document.text(path).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private int whole(String path) {
        return Math.toIntExact(document.whole(path));
    }

    private Market read(Document file) {
        List<String> states = file.entries("states").stream().map(file::text).toList();
        List<String> actions = file.entries("actions").stream().map(file::text).toList();
        List<Double> kernel = new ArrayList<>();
        Faults found = new Faults(file.source());
        for (String state : rows(file, "kernel", states.size(), found)) {
            for (String action : rows(file, state, actions.size(), found)) {
                rows(file, action, states.size(), found).forEach(cell -> kernel.add(file.number(cell)));
            }
        }
        List<Double> rewards = new ArrayList<>();
        List<String> players = new ArrayList<>(List.of("seller"));
        players.addAll(file.entries("bidders"));
        for (String player : players) {
            for (String state : rows(file, player, states.size(), found)) {
                rows(file, state, actions.size(), found).forEach(cell -> rewards.add(file.number(cell)));
            }
        }
        found.throwIfAny();
        double alpha = file.number("alpha");
        double least = kernel.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return new Market(
                Path.of(file.source()).getFileName().toString(),
                new MarketChain(states, actions, reals(kernel), alpha > 0 ? alpha : least),
                new MarketRewards(players.size() - 1, reals(rewards), file.number("ceiling"), noise(file, "")));
    }

    private static Reals reals(List<Double> numbers) {
        return Reals.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<String> rows(Document file, String path, int size, Faults found) {
        List<String> rows = file.entries(path);
        if (rows.size() != size) {
            found.add(file.fault(path, "has " + rows.size() + " entries and must have " + size, ""));
        }
        return rows;
    }

    private void add(Market market, List<Lies> lies) {
        List<String> names = new ArrayList<>();
        List<Long> lengths = document.entries("horizons").isEmpty()
                ? List.of(document.whole("rounds"))
                : document.entries("horizons").stream().map(document::whole).toList();
        for (String path : document.entries("mechanisms")) {
            String label = label(path);
            names.add(label);
            String unique = Collections.frequency(names, label) > 1 ? label + " " + names.size() : label;
            for (long rounds : lengths) {
                add(market, path, unique, rounds, lies);
            }
        }
    }

    private String label(String path) {
        String name = document.text(path + ".name");
        if (!name.isEmpty()) {
            return name;
        }
        String delta = document.isMap(path + ".delta")
                ? document.keys(path + ".delta").get(0) + " "
                        + document.number(path + ".delta."
                                + document.keys(path + ".delta").get(0))
                : document.text(path + ".delta");
        return "delta " + delta + ", for " + (document.text(path + ".favour").equals("seller") ? "seller" : "bidders")
                + (document.text(path + ".model").equals("known") ? ", model known" : "");
    }

    private double delta(Market market, String path, long rounds) {
        String key = path + ".delta";
        if (!document.isMap(key)) {
            return document.number(key);
        }
        return document.has(key + ".epsilon")
                ? OfflineVcg.deltaFor(market, document.number(key + ".epsilon"))
                : document.number(key + ".scale") / Math.cbrt((double) rounds);
    }

    private void add(Market market, String path, String mechanism, long rounds, List<Lies> lies) {
        RoundGrid grid = RoundGrid.of(Math.min(rounds, 1000), rounds, whole("pointsPerDecade"));
        IhmdpSettings settings;
        Reals floors;
        try {
            settings = new IhmdpSettings(
                    delta(market, path, rounds),
                    document.number(path + ".zeta"),
                    document.text(path + ".favour").equals("seller") ? Favour.DESIGNER : Favour.AGENTS,
                    document.number(path + ".radius"),
                    document.text(path + ".model").equals("known"));
            floors = floors(market, settings.delta());
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault(path + ".delta", refused));
            return;
        }
        List<String> notes = List.of(String.format(
                Locale.ROOT,
                "%d states, %d actions, delta %.4g of at most %.4g, floors %.4g of welfare and %.4g of the seller per round",
                market.stateCount(),
                market.actionCount(),
                settings.delta(),
                OfflineVcg.largestDelta(market),
                floors.get(0),
                floors.get(1)));
        cases.add(oneCase(market, settings, mechanism, grid, floors, notes, null));
        for (Lies lie : lies) {
            cases.add(oneCase(market, settings, mechanism, grid, floors, notes, lie));
        }
    }

    private static Reals floors(Market market, double delta) {
        OfflineVcg exact = OfflineVcg.of(market, 0);
        OfflineVcg shrunk = OfflineVcg.of(market, delta);
        double welfare = exact.welfare() - shrunk.welfare();
        double seller = exact.utilities().get(0) - shrunk.utilities().get(0);
        return Reals.of(welfare, seller, welfare - seller);
    }

    private OnlineCase oneCase(
            Market market,
            IhmdpSettings settings,
            String mechanism,
            RoundGrid grid,
            Reals floors,
            List<String> notes,
            @Nullable Lies lie) {
        return new OnlineCase(
                market.name(),
                mechanism,
                lie == null ? OnlineCase.TRUTHFUL : lie.label(),
                lie == null ? 0 : lie.agent(),
                grid,
                floors,
                OfflineVcg.of(market, 0).prices(),
                notes,
                () -> simulator(market, settings, grid, lie));
    }

    private OnlineCase.Simulator simulator(Market market, IhmdpSettings settings, RoundGrid grid, @Nullable Lies lie) {
        Reporting reporting = lie == null
                ? Reporting.TRUTHFUL
                : lie.searched() ? searched(market, settings, grid.last(), lie.agent()) : lie.reporting();
        IhmdpVcg vcg = new IhmdpVcg(market, settings, reporting(market, lie == null ? 0 : lie.agent(), reporting));
        return seed -> seedRun(settings, vcg.run(stream, seed, grid));
    }

    private Reporting searched(Market market, IhmdpSettings settings, long rounds, int bidder) {
        long some = Math.min(SEARCH_ROUNDS, rounds);
        RoundGrid end = RoundGrid.of(some, some, 1);
        return Lies.best(reporting -> {
            IhmdpVcg vcg = new IhmdpVcg(market, settings, reporting(market, bidder, reporting));
            double regret = 0;
            for (int seed = 0; seed < SEARCH_SEEDS; seed++) {
                regret += vcg.run(stream.child("search"), seed, end).expected().last("agent " + bidder);
            }
            return -regret;
        });
    }

    private static List<Reporting> reporting(Market market, int liar, Reporting how) {
        List<Reporting> all = new ArrayList<>();
        for (int i = 1; i <= market.agents(); i++) {
            all.add(i == liar ? how : Reporting.TRUTHFUL);
        }
        return all;
    }

    private static SeedRun seedRun(IhmdpSettings settings, IhmdpRun run) {
        List<String> columns = new ArrayList<>();
        run.expected().columns().forEach(column -> columns.add(SeedRun.nameInFiles(column)));
        run.charges().prices().columns().forEach(agent -> columns.add("price of " + agent));
        List<String> sides = List.of(Regrets.WELFARE, Regrets.DESIGNER, Regrets.AGENTS);
        sides.forEach(side -> columns.add("realised " + SeedRun.nameInFiles(side)));
        Curves curves = new Curves(columns, run.expected().grid());
        run.expected()
                .columns()
                .forEach(column ->
                        curves.fill(SeedRun.nameInFiles(column), run.expected().column(column)));
        run.charges()
                .prices()
                .columns()
                .forEach(agent ->
                        curves.fill("price of " + agent, run.charges().prices().column(agent)));
        sides.forEach(side -> curves.fill(
                "realised " + SeedRun.nameInFiles(side), run.realised().column(side)));
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("worstIdentity", run.worstIdentity());
        facts.put("belowZero", run.charges().belowZero());
        facts.put("covered", run.coverage().held() ? 1.0 : 0);
        facts.put(
                "worstDeviation",
                Math.max(run.coverage().worstKernel(), run.coverage().worstReward()));
        facts.put("worstKernelDeviation", run.coverage().worstKernel());
        facts.put("mixingPrices", run.episodes().waived());
        facts.put("episodes", (double) run.episodes().count());
        facts.put("programs", (double) run.programs().solved());
        facts.put("infeasible", (double) run.programs().infeasible());
        facts.put("programSeconds", run.programs().seconds());
        facts.put("largestDualityGap", run.programs().exactness().largestDualityGap());
        facts.put("delta", settings.delta());
        return new SeedRun(run.seed(), curves, facts, run.episodes().shown());
    }
}
