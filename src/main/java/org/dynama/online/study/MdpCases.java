package org.dynama.online.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.dynama.online.mdp.IhmdpRun;
import org.dynama.online.mdp.IhmdpSettings;
import org.dynama.online.mdp.IhmdpVcg;
import org.dynama.online.mdp.Market;
import org.dynama.online.mdp.MarketFile;
import org.dynama.online.mdp.MarketPlan;
import org.dynama.online.mdp.Markets;
import org.dynama.online.mdp.OfflineVcg;
import org.dynama.online.mdp.ProgramSize;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineSpec.Knowledge;
import org.dynama.online.world.MdpWorld;
import org.dynama.refusal.Refusal;

/** The cases of a spec of kind mdp: each market, mechanism and length with everyone truthful, and with each lie. */
record MdpCases(Document document, List<RoundGrid> grids, Faults faults) {
    private record Drawn(
            MarketPlan.Sale kind, MarketPlan.Motion motion, double alpha, double ceiling, double agentCeiling) {}

    /** The keys of a mechanism, besides its delta. */
    private record Explorer(String name, double zeta, IhmdpSettings.Favour favour, double radius, Knowledge model) {
        boolean isKnown() {
            return model == Knowledge.KNOWN;
        }
    }

    /** The cases; where there are faults they are added, and the result is of no use. */
    static List<OnlineCase> of(Document document, List<RoundGrid> grids, Faults faults) {
        List<MdpWorld> worlds = worlds(document);
        MdpCases all = new MdpCases(document, grids, faults);
        List<OnlineCase> cases = new ArrayList<>();
        for (MdpWorld world : worlds) {
            Market market = world.market();
            List<Liars> lies = Liars.all(document, market.agents(), market.pairs(), world.unit(), faults);
            faults.throwIfAny();
            cases.addAll(all.in(market, world.unit(), lies));
        }
        return cases;
    }

    /** The markets, each with amounts counted in a unit of money: the most that an agent may have in a round. */
    static List<MdpWorld> worlds(Document document) {
        RandomStream stream = new RandomStream(document.whole("seed"), "markets");
        long count = document.whole("markets");
        if (document.has("market.file")) {
            Path file = document.file("market.file");
            if (MarketFile.isIn(file)) {
                MarketFile.Counted read = MarketFile.counted(file);
                return List.of(new MdpWorld(read.market(), read.unit()));
            }
            return MdpWorld.all(file, stream, count);
        }
        Drawn drawn = document.bind("market", Drawn.class);
        MarketPlan.Counts counts = document.bind("market", MarketPlan.Counts.class);
        double unit = drawn.agentCeiling;
        Noise noise = MarketFile.noise(document, "market", unit);
        MarketPlan plan = new MarketPlan(drawn.kind, drawn.motion, counts, drawn.alpha, drawn.ceiling / unit, noise);
        return LongStream.range(0, count)
                .mapToObj(index -> new MdpWorld(Markets.of(plan, stream, index), unit))
                .toList();
    }

    private List<OnlineCase> in(Market market, double unit, List<Liars> lies) {
        List<String> paths = document.entries("mechanisms");
        if (paths.stream().anyMatch(path -> !document.bind(path, Explorer.class).isKnown())) {
            ProgramSize.require(market);
        }
        OfflineVcg exact = OfflineVcg.of(market, 0);
        List<String> labels = OnlineCase.unique(paths.stream().map(this::label).toList());
        List<OnlineCase> cases = new ArrayList<>();
        for (int k = 0; k < paths.size(); k++) {
            String path = paths.get(k);
            for (RoundGrid grid : grids) {
                try {
                    IhmdpSettings settings = settings(path, market, unit, grid.last());
                    Baseline baseline = baseline(market, unit, exact, settings);
                    OnlineCase.Mechanism mechanism = reporting -> {
                        IhmdpVcg vcg = new IhmdpVcg(market, settings, reporting);
                        return (stream, seed, rounds) ->
                                seedRun(settings, vcg.run(stream, seed, rounds)).times(unit);
                    };
                    OnlineCase.Common common = new OnlineCase.Common(market.name(), labels.get(k), grid, baseline);
                    cases.addAll(OnlineCase.all(common, mechanism, lies, market.pairs()));
                } catch (Refusal refused) {
                    boolean isDelta = refused.place().equals("delta");
                    faults.add(document.fault(isDelta ? path + ".delta" : path, refused));
                }
            }
        }
        return cases;
    }

    private String label(String path) {
        Explorer keys = document.bind(path, Explorer.class);
        String delta = path + ".delta";
        String rule = document.isMap(delta) ? document.keys(delta).get(0) : "";
        String words = rule.isEmpty() ? document.text(delta) : rule + " " + document.number(delta + "." + rule);
        String favour = keys.favour.name().toLowerCase(Locale.ROOT);
        String label = "delta " + words + ", for " + favour + (keys.isKnown() ? ", model known" : "");
        return keys.name.isEmpty() ? label : keys.name;
    }

    private IhmdpSettings settings(String path, Market market, double unit, long rounds) {
        Explorer keys = document.bind(path, Explorer.class);
        String delta = path + ".delta";
        double share = document.has(delta + ".epsilon")
                ? OfflineVcg.deltaFor(market, document.number(delta + ".epsilon") / unit)
                : document.has(delta + ".scale")
                        ? document.number(delta + ".scale") / Math.cbrt((double) rounds)
                        : document.number(delta);
        if (!keys.isKnown()) {
            OfflineVcg.requireToLearn(market, share);
        }
        return new IhmdpSettings(share, keys.zeta, keys.favour, keys.radius, keys.isKnown());
    }

    private static Baseline baseline(Market market, double unit, OfflineVcg exact, IhmdpSettings settings) {
        OfflineVcg shrunk = OfflineVcg.of(market, settings.delta());
        double welfare = (exact.welfare() - shrunk.welfare()) * unit;
        double designer = (exact.utilities().get(0) - shrunk.utilities().get(0)) * unit;
        double largest = OfflineVcg.largestDelta(market);
        String size = market.stateCount() + " states, " + market.actionCount() + " actions, ";
        String note = size
                + String.format(
                        Locale.ROOT,
                        "delta %.4g of at most %.4g, floors %.4g of welfare and %.4g of the designer per round",
                        settings.delta(),
                        largest,
                        welfare,
                        designer);
        Map<String, Double> floors = new LinkedHashMap<>();
        floors.put(Regrets.WELFARE, welfare);
        floors.put(Regrets.DESIGNER, designer);
        floors.put(Regrets.AGENTS, welfare - designer);
        double most = Math.max(1, market.rewards().ceiling()) * unit;
        double zeta = settings.known() || settings.radius() < 1 ? 0 : settings.zeta();
        Reals utilities = Reals.of(Arrays.copyOfRange(exact.utilities().toArray(), 1, market.agents() + 1));
        return new Baseline(floors, exact.prices().times(unit), utilities.times(unit), most, unit, zeta, List.of(note));
    }

    private static SeedRun seedRun(IhmdpSettings settings, IhmdpRun run) {
        Map<String, Reals> curves = SeedRun.columns(run.expected(), run.charges());
        Regrets.SIDES.forEach(
                side -> curves.put("realised " + side, Reals.of(run.realised().column(side))));
        Map<String, Double> facts = run.facts();
        facts.put("delta", settings.delta());
        List<Episode> episodes = run.seed() == 0 ? run.episodes().shown() : List.of();
        return new SeedRun(run.seed(), curves, facts, episodes);
    }
}
