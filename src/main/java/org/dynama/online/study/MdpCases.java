package org.dynama.online.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.RandomStream;
import org.dynama.online.mdp.Market;
import org.dynama.online.mdp.MarketFile;
import org.dynama.online.mdp.MarketPlan;
import org.dynama.online.mdp.Markets;
import org.dynama.online.mdp.OfflineVcg;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.world.MdpWorld;
import org.dynama.refusal.Refusal;

/** The cases of a spec of kind mdp: each market, mechanism and length with everyone truthful, and with each lie. */
record MdpCases(Document document, List<RoundGrid> grids, Faults faults) {
    private record Drawn(
            MarketPlan.Sale kind, MarketPlan.Motion motion, double alpha, double ceiling, double agentCeiling) {}

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
        MdpMechanisms mechanisms = new MdpMechanisms(document, market, unit, OfflineVcg.of(market, 0));
        List<String> labels =
                OnlineCase.unique(paths.stream().map(mechanisms::label).toList());
        List<OnlineCase> cases = new ArrayList<>();
        for (int k = 0; k < paths.size(); k++) {
            String path = paths.get(k);
            for (RoundGrid grid : grids) {
                try {
                    MdpMechanisms.Ready ready = mechanisms.read(path, grid.last());
                    OnlineCase.Common common =
                            new OnlineCase.Common(market.name(), labels.get(k), grid, ready.baseline());
                    cases.addAll(OnlineCase.all(common, ready.mechanism(), lies, market.pairs()));
                } catch (ConfigException failure) {
                    faults.addAll(failure);
                } catch (Refusal refused) {
                    boolean isDelta = refused.place().equals("delta");
                    faults.add(document.fault(isDelta ? path + ".delta" : path, refused));
                }
            }
        }
        return cases;
    }
}
