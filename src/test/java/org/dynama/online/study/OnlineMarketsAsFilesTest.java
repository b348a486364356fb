package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dynama.config.Document;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.OnlineStudy;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.world.BanditWorld;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markets of learning mechanisms are files that every family reads, and such files are markets to learn in. */
class OnlineMarketsAsFilesTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
    private static final double SAME = 1e-12;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Document spec(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        return Document.read(file, STUDY.schema(), List.of());
    }

    /** Every kind at three sizes: from the keys and from the file, round by round, with a liar. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bandit | {kind: service-levels, agents: 2, demand: [3, 1], benefit: [1, 0.4], cost: [0.2, 0], capacity: 4}
            mdp    | {kind: combinatorial, agents: 2, states: 3, agentCeiling: 40, ceiling: 100}
            bandit | {kind: single-item}
            bandit | {kind: single-item, agents: 3, values: [5, 3, 1], ceiling: 7, noiseIs: deviation}
            bandit | {kind: single-item, agents: 1, realisations: clicks}
            bandit | {kind: ad-slots, agents: 3, clickRates: [1, 0.5]}
            bandit | {kind: ad-slots, agents: 4, realisations: clicks}
            bandit | {kind: ad-slots, agents: 2, clickRates: [0.9, 0.9, 0.3], ceiling: 1e-10, values: [1e-10, 3e-11]}
            bandit | {kind: ad-slots, agents: 2, values: [0.9, 0.6], clickRates: [[0.9, 0.1], [0.3, 0.8]]}
            bandit | {kind: service-levels, agents: 2, cost: [[0, 0.1, 0.2], [0.3, 0.3, 0.4]], capacity: 4}
            bandit | {kind: service-levels, agents: 3}
            bandit | {kind: service-levels, agents: 4, demand: [1, 1, 2], capacity: 3, designerNoise: 0.02}
            bandit | {kind: table, file: rooms.yaml, noise: 0.3, noiseIs: deviation}
            mdp    | {kind: single-item}
            mdp    | {kind: single-item, motion: demand-cycle, agents: 3, states: 3, ceiling: 0.2}
            mdp    | {kind: single-item, agents: 1, states: 2}
            mdp    | {kind: multi-unit, agents: 2, items: 2, states: 2, noise: uniform, spread: 0.05}
            mdp    | {kind: multi-unit, agents: 3, items: 2, states: 3}
            mdp    | {kind: multi-unit, agents: 2, items: 3}
            mdp    | {kind: combinatorial, agents: 1, states: 2}
            mdp    | {kind: combinatorial, agents: 2, items: 1}
            mdp    | {kind: anything, agents: 1, states: 5, alpha: 0.05}
            mdp    | {kind: anything, agents: 3, states: 4}
            mdp    | {kind: anything, agents: 2, states: 2}
            mdp    | {kind: file, file: chain.yaml}
            """)
    void theFileGivesTheSameNumbers(String kind, String market) throws IOException {
        Files.copy(Path.of("experiments/online/rooms.yaml"), folder.resolve("rooms.yaml"));
        Files.writeString(folder.resolve("chain.yaml"), """
                states: [low, high]
                actions: [keep, sell]
                kernel: [[[0.5, 0.5], [0.9, 0.1]], [[0.3, 0.7], [0.8, 0.2]]]
                designer: [[0, 0.1], [0, 0.2]]
                agents: [[[0, 0.5], [0.1, 0.9]], [[0.3, 0], [0.4, 0]]]
                """);
        String more = "\nkind: " + kind + "\nrounds: 300\nseeds: 2\nlies: [{agent: 1, kind: scale, factor: 0.5}]\n"
                + (kind.equals("bandit")
                        ? "mechanisms: [{data: etc}, {data: opt, f: upper, charged: everyone, designer: learned}]\n"
                        : "mechanisms: [{delta: 0.01}]\n");
        OnlineSpec before = OnlineSpec.of(spec("before", "market: " + market + more));
        Marketplace expanded =
                STUDY.described(spec("again", "market: " + market + more)).market();
        String text = MarketplaceText.of(expanded);
        assertThat(MarketplaceFile.parse("x.json", text).market()).isEqualTo(expanded);
        Files.writeString(folder.resolve("market.json"), text);
        Document named = spec("after", "market: {kind: file, file: market.json}" + more);
        assertThat(STUDY.described(named).market()).isEqualTo(expanded);
        OnlineSpec after = OnlineSpec.of(named);
        assertThat(after.cases()).hasSameSizeAs(before.cases()).hasSizeGreaterThanOrEqualTo(2);
        double money = market.contains("1e-10") ? 1e-10 : 1;
        for (int k = 0; k < before.cases().size(); k++) {
            assertSame(run(before, k), run(after, k), money);
        }
    }

    private static SeedRun run(OnlineSpec spec, int k) {
        OnlineSpec.Keys keys = spec.keys();
        return spec.cases()
                .get(k)
                .running(keys.kind(), new RandomStream(keys.seed(), "online"))
                .run(0, share -> {});
    }

    private static void assertSame(SeedRun before, SeedRun after, double money) {
        assertThat(after.curves().keySet()).isEqualTo(before.curves().keySet());
        before.curves().forEach((column, curve) -> {
            Reals other = after.curves().get(column);
            for (int at = 0; at < curve.size(); at++) {
                double wanted = curve.get(at);
                assertThat(other.get(at))
                        .as("%s, point %d", column, at)
                        .isCloseTo(wanted, within(SAME * Math.max(Math.abs(wanted), money)));
            }
        });
        before.facts().forEach((fact, wanted) -> {
            if (!fact.endsWith("Seconds")) {
                assertThat(after.facts().get(fact))
                        .as(fact)
                        .isCloseTo(wanted, within(SAME * Math.max(Math.abs(wanted), money)));
            }
        });
    }

    /** A run from a file keeps a copy of it, and is read again from there. */
    @Test
    void aRunKeepsItsMarket() throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), "kind: bandit\nmarket: {kind: single-item, agents: 2}\n");
        Document keys = Document.read(folder.resolve("spec.yaml"), STUDY.schema(), List.of());
        String text = MarketplaceText.of(STUDY.described(keys).market());
        Files.writeString(folder.resolve("own.json"), text);
        Document spec = spec("kept", "kind: bandit\nrounds: 20\nseeds: 1\nmarket: {kind: file, file: own.json}\n");
        StoredRun<OnlineRecord> run =
                new Runner(Progress.SILENT).run(Job.of(STUDY, spec), folder.resolve("kept"), false);
        assertThat(run.folder().file("market.json")).hasContent(text);
        assertThat(run.record().cases().get(0).title().market()).isEqualTo("single-item");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("m.json"), text.replace('\'', '"'));
    }

    /** A one-shot auction of the search, played again and again: types are drawn once. */
    @Test
    void anOrdinaryMarketOfOneStateIsPlayedInRounds() throws IOException {
        Path file = file("""
                {'initial': {'s': 1},
                 'agents': [{'name': 'a', 'types': {'distribution': {'kind': 'uniform', 'low': [0], 'high': [2]}}},
                            {'name': 'b', 'types': ['low', 'high'], 'values': {'low': 1, 'high': 2}}],
                 'actions': [{'state': 's', 'name': 'a wins', 'next': {}, 'rewards': {'a': {'type': [1]}}},
                             {'state': 's', 'name': 'b wins', 'next': {}, 'rewards': {'b': {'type': [1]}}},
                             {'state': 's', 'name': 'both', 'next': {}, 'designer': 0.5,
                              'rewards': {'a': {'type': [0.5]}, 'b': {'type': [0.5], 'constant': 0.1}}}],
                 'observation': {'ceiling': 4, 'noise': {'kind': 'gaussian', 'deviation': 1}}}
                """);
        BanditWorld world = BanditWorld.read(file, new RandomStream(3, "markets"));
        assertThat(world.unit()).isEqualTo(4);
        assertThat(world.market().noise().sigma(1)).isEqualTo(0.25);
        assertThat(world.market().outcomes())
                .isEqualTo(new OutcomeTable(4, List.of(List.of(1, 0), List.of(0, 1), List.of(2, 3))));
        assertThat(world.market().designer()).isEqualTo(Reals.of(0, 0, 0.125));
        double a = world.market().values().get(1);
        double b = world.market().values().get(4 + 1);
        assertThat(a).isBetween(0.0, 0.5);
        assertThat(b).isIn(0.25, 0.5);
        assertThat(world.market().values().get(2)).isEqualTo(a / 2);
        assertThat(world.market().values().get(4 + 3)).isCloseTo(b / 2 + 0.025, within(1e-15));
    }

    /** What does not fit is said in one sentence, with what is needed and where it fails. */
    @Test
    void whatDoesNotFitIsSaidInASentence() throws IOException {
        assertRefused(
                "bandit",
                file("""
                        {'initial': {'s': 1}, 'agents': [{'name': 'a', 'types': ['x']}],
                         'actions': [{'state': 's', 'name': 'go', 'next': {'t': 1}, 'rewards': {'a': 1}},
                                     {'state': 't', 'name': 'go', 'next': {}, 'needs': ['a']},
                                     {'state': 't', 'name': 'end', 'next': {}}]}"""),
                "m.json:1: online of kind bandit needs types that stay, one public state without draws and periods, and"
                        + " actions that are possible without each agent: actions[1].needs in line 3 makes the action"
                        + " impossible without somebody, actions in line 2 has 2 states");
        Path noHorizon = file("""
                {'initial': {'s': 1}, 'agents': [{'name': 'a', 'types': ['x']}],
                 'actions': [{'state': 's', 'name': 'go', 'next': {}, 'rewards': {'a': 1}}]}""");
        assertRefused(
                "mdp",
                noHorizon,
                "online of kind mdp needs types that stay, an average horizon, and in every state the same actions",
                "horizon in line 1 is none for which online regret is known");
        Path moves = file("""
                {'initial': {'s': 1}, 'horizon': {'kind': 'average'},
                 'agents': [{'name': 'a', 'types': ['x', 'y'], 'drift': {'x': {'y': 1}}}],
                 'actions': [{'state': 's', 'name': 'go', 'rewards': {'a': 1}}]}""");
        assertRefused("mdp", moves, "moves types");
    }

    private void assertRefused(String kind, Path file, String... parts) {
        ThrowingCallable reading = () -> STUDY.read(
                spec("refused", "kind: " + kind + "\nmarket: {kind: file, file: " + file.getFileName() + "}\n"));
        assertThatThrownBy(reading).hasMessageContainingAll(parts);
    }
}
