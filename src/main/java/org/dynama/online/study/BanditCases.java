package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditAgent;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.BanditRun;
import org.dynama.online.bandit.BanditSimulation;
import org.dynama.online.bandit.RoundMechanism;
import org.dynama.online.bandit.StaticVcg;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.regret.WelfareBound;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.world.BanditWorld;

/** The cases of a spec of kind bandit: each mechanism with everyone truthful, and with each lie. */
final class BanditCases {
    private BanditCases() {}

    /** The cases; where there are faults they are added, and the result is of no use. */
    static List<OnlineCase> of(Document document, RoundGrid grid, Faults faults) {
        BanditWorld world = new BanditMarkets(document, faults).world();
        BanditMarket market = world.market();
        double ceiling = world.unit();
        List<Liars> lies = Liars.all(document, market.agents(), market.allocations(), ceiling, faults);
        List<Long> joined = joined(document, market.agents(), faults);
        double unit =
                Math.max(1, market.designer().stream().map(Math::abs).max().orElse(0));
        StaticVcg exact = StaticVcg.of(market);
        Reals prices = exact.prices().times(ceiling);
        Reals utilities = exact.utilities().times(ceiling);
        Baseline baseline =
                new Baseline(Map.of(), prices, utilities, unit * ceiling, ceiling, 0, null, null, List.of());
        BanditMechanisms reader = new BanditMechanisms(document, market, ceiling);
        List<BanditMechanisms.Labelled> mechanisms = reader.all(faults);
        List<String> unique = OnlineCase.unique(
                mechanisms.stream().map(BanditMechanisms.Labelled::label).toList());
        List<OnlineCase> cases = new ArrayList<>();
        for (int k = 0; k < unique.size(); k++) {
            RoundMechanism played = mechanisms.get(k).mechanism();
            OnlineCase.Mechanism mechanism = reporting -> {
                BanditSimulation simulation = new BanditSimulation(market, played, participation(joined, reporting));
                return (stream, seed, rounds) -> {
                    BanditRun run = simulation.run(stream, seed, rounds);
                    return new SeedRun(seed, SeedRun.columns(run.regrets(), run.charges()), run.facts(), List.of())
                            .times(ceiling);
                };
            };
            WelfareBound bound = mechanisms.get(k).bound();
            Baseline own = bound == null ? baseline : baseline.under(bound.times(ceiling));
            OnlineCase.Common common = new OnlineCase.Common(world.name(), unique.get(k), grid, own);
            cases.addAll(OnlineCase.all(common, mechanism, lies, market.allocations()));
        }
        return cases;
    }

    private static List<Long> joined(Document document, int agents, Faults faults) {
        List<String> paths = document.entries("joinByBids");
        for (String path : paths) {
            if (document.whole(path) > agents) {
                faults.add(document.fault(path, "must be one of " + agents + " agents", "Maybe " + agents + "."));
            }
        }
        return paths.stream().map(document::whole).toList();
    }

    private static List<BanditAgent> participation(List<Long> joined, List<Reporting> reporting) {
        return IntStream.range(0, reporting.size())
                .mapToObj(i -> new BanditAgent(joined.contains(i + 1L), reporting.get(i)))
                .toList();
    }
}
