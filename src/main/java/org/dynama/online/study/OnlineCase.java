package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.model.RandomStream;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.reporting.StationaryMisreports;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Title;
import org.dynama.online.study.OnlineSpec.Learned;

/**
 * One thing to simulate with many seeds: a mechanism in a market, a length, and perhaps a liar.
 *
 * @param grid the rounds of the curves
 */
record OnlineCase(Title title, RoundGrid grid, Baseline baseline, Mechanism mechanism, Lie lie) {

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
            String market, String name, RoundGrid grid, Baseline baseline, Mechanism mechanism, List<Lie> lies) {
        return Stream.concat(Stream.of(Lie.NONE), lies.stream())
                .map(lie -> new OnlineCase(
                        new Title(market, name, grid.last(), lie.label(), lie.agent()), grid, baseline, mechanism, lie))
                .toList();
    }

    /** Names of which one that stands again has its number. */
    static List<String> unique(List<String> names) {
        List<String> unique = new ArrayList<>();
        names.forEach(name -> unique.add(unique.contains(name) ? name + " " + (unique.size() + 1) : name));
        return unique;
    }

    boolean isTruthful() {
        return lie.agent() == 0;
    }

    /** Runs this case in one thread, by seeds; the best lie is searched first where it is to be. */
    LongFunction<SeedRun> runs(Learned learned, RandomStream stream) {
        Reporting reporting = lie.isSearched()
                ? StationaryMisreports.best(tried -> utility(tried, learned, stream.child("search")))
                : lie.reporting();
        Reporting.Counted counted = new Reporting.Counted(reporting, learned::heard);
        Simulator simulator = simulator(counted);
        return seed -> {
            SeedRun run = simulator.run(stream, seed, grid);
            if (!isTruthful()) {
                run.facts().put(CaseRecord.CHANGED, (double) counted.take());
            }
            return run;
        };
    }

    private Simulator simulator(Reporting liars) {
        return mechanism.with(IntStream.rangeClosed(1, baseline.prices().size())
                .mapToObj(i -> i == lie.agent() ? liars : Reporting.TRUTHFUL)
                .toList());
    }

    /** What a way to report earns the liar, less a constant. */
    private double utility(Reporting reporting, Learned learned, RandomStream stream) {
        long rounds = Math.min(learned.searchRounds, grid.last());
        RoundGrid end = RoundGrid.of(rounds, rounds, 1);
        Simulator simulator = simulator(reporting);
        double regret = 0;
        for (int seed = 0; seed < learned.searchSeeds; seed++) {
            regret += simulator.run(stream, seed, end).last(Regrets.agent(lie.agent()));
        }
        return -regret;
    }
}
