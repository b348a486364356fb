package org.dynama.online.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.BanditRun;
import org.dynama.online.bandit.LearnSettings;
import org.dynama.online.bandit.LearnSettings.Data;
import org.dynama.online.bandit.LearnSettings.Pricing;
import org.dynama.online.bandit.LearnSettings.Ties;
import org.dynama.online.bandit.LearnSettings.Widths;
import org.dynama.online.bandit.StaticVcg;
import org.dynama.online.bandit.VcgLearn;
import org.dynama.online.bandit.VcgLearn.Participation;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineSpec.Knowledge;
import org.dynama.online.world.BanditWorld;

/** The cases of a spec of kind bandit: each mechanism with everyone truthful, and with each lie. */
final class BanditCases {
    /** Nobody can believe in a standard deviation of 0. */
    private static final double LEAST_SIGMA = 1e-9;

    private BanditCases() {}

    /** The keys of a mechanism; {@code sigma} is a number or a word. */
    private record Learner(
            String name,
            Data data,
            @JsonUnwrapped Pricing pricing,
            JsonNode sigma,
            Widths widths,
            Ties ties,
            Knowledge designer) {
        LearnSettings settings(BanditMarket market, double unit) {
            double truth = Math.max(LEAST_SIGMA, market.noise().sigma(1));
            double believed = sigma.isNumber() ? sigma.doubleValue() / unit : truth;
            double own = Math.max(LEAST_SIGMA, market.designerDeviation());
            LearnSettings.Designer about = new LearnSettings.Designer(designer == Knowledge.LEARNED, own);
            return new LearnSettings(data, pricing, believed, about, widths, ties);
        }

        String label(BanditMarket market, double unit) {
            String f = pricing.f().name().toLowerCase(Locale.ROOT);
            String words = String.format(
                    Locale.ROOT,
                    "%s, f %s, sigma %.4g",
                    data,
                    f,
                    settings(market, unit).sigma() * unit);
            return name.isEmpty() ? words : name;
        }
    }

    /** The cases; where there are faults they are added, and the result is of no use. */
    static List<OnlineCase> of(Document document, RoundGrid grid, Faults faults) {
        BanditWorld world = new BanditMarkets(document, faults).world();
        BanditMarket market = world.market();
        double ceiling = world.unit();
        List<Liars> lies = Liars.all(document, market.agents(), market.allocations(), ceiling, faults);
        List<Long> joined = joined(document, market.agents(), faults);
        double unit =
                Math.max(1, market.designer().stream().map(Math::abs).max().orElse(0));
        Reals prices = StaticVcg.of(market).prices().times(ceiling);
        Baseline baseline = new Baseline(Map.of(), prices, unit * ceiling, ceiling, 0, List.of());
        List<Learner> learners = document.entries("mechanisms").stream()
                .map(path -> document.bind(path, Learner.class))
                .toList();
        List<String> unique = OnlineCase.unique(
                learners.stream().map(learner -> learner.label(market, ceiling)).toList());
        List<OnlineCase> cases = new ArrayList<>();
        for (int k = 0; k < unique.size(); k++) {
            LearnSettings settings = learners.get(k).settings(market, ceiling);
            OnlineCase.Mechanism mechanism = reporting -> {
                VcgLearn learn = new VcgLearn(market, settings, participation(joined, reporting));
                return (stream, seed, rounds) -> {
                    BanditRun run = learn.run(stream, seed, rounds);
                    return new SeedRun(seed, SeedRun.columns(run.regrets(), run.charges()), run.facts(), List.of())
                            .times(ceiling);
                };
            };
            OnlineCase.Common common = new OnlineCase.Common(world.name(), unique.get(k), grid, baseline);
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

    private static List<Participation> participation(List<Long> joined, List<Reporting> reporting) {
        return IntStream.range(0, reporting.size())
                .mapToObj(i -> new Participation(joined.contains(i + 1L), reporting.get(i)))
                .toList();
    }
}
