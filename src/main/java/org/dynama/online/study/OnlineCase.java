package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.dynama.model.RandomStream;
import org.dynama.online.mdp.EpisodeLog;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.BestResponse.Outcome;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineRecord.Title;
import org.dynama.online.study.OnlineSpec.Learned;

/**
 * One thing to simulate with many seeds: a mechanism in a market, a length, and perhaps liars.
 *
 * @param grid the rounds of the curves
 */
record OnlineCase(Title title, RoundGrid grid, Baseline baseline, Mechanism mechanism, Answers answers) {

    /** Runs a mechanism in its market, in one thread. */
    interface Simulator {
        SeedRun run(RandomStream stream, long seed, RoundGrid grid);

        /** Runs it again for what its episodes began with; nothing where a mechanism has none that are logged. */
        default void log(RandomStream stream, long seed, RoundGrid grid, Consumer<EpisodeLog> log) {}
    }

    /** Makes a simulator in which each agent reports in her way. */
    interface Mechanism {
        Simulator with(List<Reporting> reporting);
    }

    /** What cases of one market and mechanism have in common, besides the mechanism itself. */
    record Common(String market, String name, RoundGrid grid, Baseline baseline) {}

    /**
     * The case with everyone truthful, and the same with each lie.
     *
     * @param components of an agent's values
     */
    static List<OnlineCase> all(Common common, Mechanism mechanism, List<Liars> lies, int components) {
        Baseline known = common.baseline;
        return Stream.concat(Stream.of(Liars.NONE), lies.stream())
                .map(liars -> new OnlineCase(
                        title(common, liars),
                        common.grid,
                        known,
                        mechanism,
                        new Answers(liars, known.prices().size(), components, known.ceiling())))
                .toList();
    }

    private static Title title(Common common, Liars liars) {
        List<Integer> agents = liars.agents();
        boolean isTruth = agents.isEmpty();
        return new Title(
                common.market,
                common.name,
                common.grid.last(),
                isTruth ? Reporting.TRUTHFUL.label() : liars.label(),
                isTruth ? 0 : agents.get(0),
                isTruth ? List.of() : agents.subList(1, agents.size()));
    }

    /** Names of which one that stands again has its number. */
    static List<String> unique(List<String> names) {
        List<String> unique = new ArrayList<>();
        names.forEach(name -> unique.add(unique.contains(name) ? name + " " + (unique.size() + 1) : name));
        return unique;
    }

    boolean isTruthful() {
        return title.liar() == 0;
    }

    /** What the episodes of a seed began with. */
    List<EpisodeLog> logged(Learned learned, RandomStream stream, long seed) {
        List<EpisodeLog> logged = new ArrayList<>();
        mechanism.with(reporting(learned, stream)).log(stream, seed, grid, logged::add);
        return logged;
    }

    /** Runs this case in one thread, by seeds; the best lie is searched first where it is to be. */
    Running running(Learned learned, RandomStream stream) {
        Simulator simulator = mechanism.with(reporting(learned, stream));
        return (seed, done) -> simulator.run(stream, seed, grid.heardBy(done));
    }

    /** One thread's runs of a case; {@code done} hears the share of a long one that is over. */
    interface Running {
        SeedRun run(long seed, DoubleConsumer done);
    }

    private List<Reporting> reporting(Learned learned, RandomStream stream) {
        RandomStream own = stream.child("search");
        return answers.all((reporting, agent) -> outcome(mechanism.with(reporting), learned, own, agent));
    }

    /** The lies that were searched. */
    List<FoundLie> found(Learned learned, RandomStream stream) {
        reporting(learned, stream);
        return answers.found();
    }

    /** What an agent has per round, less a constant, and how many reports are altered. */
    private Outcome outcome(Simulator simulator, Learned learned, RandomStream stream, int agent) {
        long rounds = Math.min(learned.searchRounds, grid.last());
        RoundGrid end = RoundGrid.of(rounds, rounds, 1);
        double regret = 0;
        double changed = 0;
        for (int seed = 0; seed < learned.searchSeeds; seed++) {
            SeedRun run = simulator.run(stream, seed, end);
            regret += run.last(Regrets.agent(agent));
            changed += run.facts().getOrDefault(Hearing.CHANGED, 0.0);
        }
        return new Outcome(-regret / rounds / learned.searchSeeds, changed);
    }
}
