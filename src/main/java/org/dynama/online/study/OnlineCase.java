package org.dynama.online.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import org.dynama.model.RandomStream;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.reporting.StationaryMisreports;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineRecord.Title;
import org.dynama.online.study.OnlineSpec.Learned;
import org.jspecify.annotations.Nullable;

/**
 * One thing to simulate with many seeds: a mechanism in a market, a length, and perhaps a liar.
 *
 * @param grid the rounds of the curves
 * @param lie who lies and how; null for nobody
 */
record OnlineCase(
        Title title,
        RoundGrid grid,
        Baseline baseline,
        Mechanism mechanism,
        @Nullable Lie lie) {

    /** Runs a mechanism in its market, in one thread. */
    interface Simulator {
        SeedRun run(RandomStream stream, long seed, RoundGrid grid);
    }

    /** Makes a simulator in which each agent reports in her way. */
    interface Mechanism {
        Simulator with(List<Reporting> reporting);
    }

    /** The case with everyone truthful, and the same with each lie. */
    static List<OnlineCase> all(
            String market, String mechanism, RoundGrid grid, Baseline baseline, Mechanism simulated, List<Lie> lies) {
        Title truthful = new Title(market, mechanism, grid.last(), Reporting.TRUTHFUL.label(), 0);
        List<OnlineCase> cases = new ArrayList<>(List.of(new OnlineCase(truthful, grid, baseline, simulated, null)));
        for (Lie lie : lies) {
            Title title = new Title(market, mechanism, grid.last(), lie.label(), lie.agent());
            cases.add(new OnlineCase(title, grid, baseline, simulated, lie));
        }
        return cases;
    }

    /** Names of which one that stands again has its number. */
    static List<String> unique(List<String> names) {
        List<String> unique = new ArrayList<>();
        names.forEach(name -> unique.add(unique.contains(name) ? name + " " + (unique.size() + 1) : name));
        return unique;
    }

    /** Runs this case in one thread, by seeds; the best lie is searched first where it is to be. */
    LongFunction<SeedRun> runs(Learned learned, RandomStream stream) {
        Reporting reporting = lie == null ? Reporting.TRUTHFUL : lie.reporting();
        if (lie != null && lie.isSearched()) {
            reporting = StationaryMisreports.best(tried -> utility(tried, learned, stream.child("search")));
        }
        Simulator simulator = simulator(reporting);
        return seed -> simulator.run(stream, seed, grid);
    }

    private Simulator simulator(Reporting liars) {
        List<Reporting> all =
                new ArrayList<>(Collections.nCopies(baseline.prices().size(), Reporting.TRUTHFUL));
        if (lie != null) {
            all.set(lie.agent() - 1, liars);
        }
        return mechanism.with(all);
    }

    /** What a way to report earns the liar, less a constant. */
    private double utility(Reporting reporting, Learned learned, RandomStream stream) {
        long rounds = Math.min(learned.searchRounds, grid.last());
        RoundGrid end = RoundGrid.of(rounds, rounds, 1);
        Simulator simulator = simulator(reporting);
        double regret = 0;
        for (int seed = 0; seed < learned.searchSeeds; seed++) {
            regret += simulator.run(stream, seed, end).last(Regrets.agent(title.liar()));
        }
        return -regret;
    }
}
