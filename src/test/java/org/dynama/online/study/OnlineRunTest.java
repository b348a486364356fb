package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a spec to a record. */
class OnlineRunTest {
    private static final String BANDIT = """
            kind: bandit
            rounds: 300
            seeds: 6
            market: {kind: ad-slots, agents: 4, clickRates: [1, 0.5], noise: 0.1}
            lies:
              - {agent: 2, factor: 0.5}
              - {agent: 1, kind: search}
            """;
    private static final String MDP = """
            kind: mdp
            rounds: 30000
            pointsPerDecade: 3
            seeds: 3
            markets: 2
            market: {kind: multi-unit, bidders: 2, items: 2, states: 2, alpha: 0.2}
            mechanisms: [{delta: 0.01, favour: bidders}]
            lies: [{agent: 1, factor: 1.5}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private OnlineSpec spec(String text, String... overrides) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, text);
        return OnlineSpec.read(file, List.of(overrides));
    }

    private OnlineRecord run(OnlineSpec spec, String name) {
        RunDirectory directory = RunDirectory.create(folder.resolve(name), true);
        return new OnlineRun(spec, directory, Progress.SILENT).run(false);
    }

    /** Cases do not depend on the number of threads, and a lie has its gain. */
    @ParameterizedTest
    @ValueSource(strings = {BANDIT, MDP})
    void threadsDoNotMatter(String text) throws IOException {
        OnlineRecord one = run(spec(text, "threads=1"), "one");
        OnlineRecord three = run(spec(text, "threads=3"), "three");
        assertThat(one.cases()).hasSize(text.equals(BANDIT) ? 6 : 4);
        for (int k = 0; k < one.cases().size(); k++) {
            CaseRecord first = one.cases().get(k);
            CaseRecord second = three.cases().get(k);
            assertThat(second.curves()).isEqualTo(first.curves());
            assertThat(second.gain()).isEqualTo(first.gain());
            assertThat(second.growth()).isEqualTo(first.growth());
            assertThat(first.gain().isEmpty()).isEqualTo(first.liar() == 0);
        }
        assertThat(one.checks()).isEmpty();
        assertThat(OnlineRun.read(new RunDirectory(folder.resolve("one")))).isEqualTo(one);
    }

    /** A run that was killed in the middle of a line goes on, and ends with the same numbers. */
    @Test
    void aKilledRunGoesOn() throws IOException {
        OnlineSpec spec = spec(BANDIT);
        OnlineRecord whole = run(spec, "whole");
        RunDirectory killed = RunDirectory.create(folder.resolve("killed"), true);
        for (String file : List.of("curves.csv", "seeds.csv")) {
            String text = Files.readString(folder.resolve("whole").resolve(file));
            // Seeds end earlier than curves: the last of them are not whole.
            int end = file.equals("curves.csv") ? text.length() * 2 / 3 : text.length() / 2;
            Files.writeString(killed.path().resolve(file), text.substring(0, end));
        }
        OnlineRecord resumed = new OnlineRun(spec, killed, Progress.SILENT).run(true);
        for (int k = 0; k < whole.cases().size(); k++) {
            assertThat(resumed.cases().get(k).curves())
                    .isEqualTo(whole.cases().get(k).curves());
            assertThat(resumed.cases().get(k).facts())
                    .isEqualTo(whole.cases().get(k).facts());
        }
        assertThat(Files.readAllLines(killed.path().resolve("seeds.csv"))).hasSize(1 + 6 * 6);
    }

    static Stream<List<String>> faults() {
        return Stream.of(
                List.of("rounds=0", "rounds = 0 must be at least 1"),
                List.of(
                        "market.values=[0.5, 1.5, 0.2, 0.1]",
                        "value = 1.5 of agent 2 for allocation 1 must lie in [0, 1]"),
                List.of("market.values=[0.5]", "has 1 entries and must have one for each of 4 agents"),
                List.of("lies=[{agent: 9}]", "must be one of 4 agents"),
                List.of("bidders=[5]", "must be one of 4 agents"),
                List.of("market.color=red", "is not a known key"),
                List.of("mechanisms=[{sigma: 0}]", "must be more than 0"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsNamed(List<String> fault) {
        assertThatThrownBy(() -> spec(BANDIT, fault.get(0))).hasMessageContaining(fault.get(1));
    }

    static Stream<List<String>> mdpFaults() {
        return Stream.of(
                List.of("mechanisms=[{delta: 0.3}]", "the largest that works is"),
                List.of("mechanisms=[{delta: 0}]", "must lie in (0, 1)"),
                List.of("market.alpha=0.6", "the largest that works is 0.5"),
                List.of("rounds=0", "rounds = 0 must be at least 1"),
                List.of("market={kind: single-item, noise: uniform, spread: 0.7}", "the largest that works is"));
    }

    @ParameterizedTest
    @MethodSource("mdpFaults")
    void whatIsWrongWithAMovingMarketIsNamed(List<String> fault) {
        assertThatThrownBy(() -> spec(MDP, fault.get(0))).hasMessageContaining(fault.get(1));
    }

    /** A market from a file; and one whose kernel lacks a transition is refused by name. */
    @Test
    void aMarketComesFromAFile() throws IOException {
        String market = """
                states: [low, high]
                actions: [keep, sell]
                kernel: [[[0.5, 0.5], [0.7, 0.3]], [[0.4, 0.6], [%s, %s]]]
                seller: [[0, 0.1], [0, 0.2]]
                bidders: [[[0, 0.5], [0, 0.9]]]
                """;
        Files.writeString(folder.resolve("market.yaml"), market.formatted("0.8", "0.2"));
        String text = "kind: mdp\nrounds: 5000\nseeds: 2\nmarket: {kind: file, file: market.yaml}\n";
        OnlineRecord record = run(spec(text), "file");
        assertThat(record.cases().get(0).notes().get(0)).startsWith("2 states, 2 actions, delta 0.01");
        Files.writeString(folder.resolve("market.yaml"), market.formatted("1", "0"));
        assertThatThrownBy(() -> spec(text))
                .hasMessageContaining("the least probability of the kernel, 0.0 from \"high: sell\" to \"high\"");
    }

    /** Outcomes from a file, with their own faults. */
    @Test
    void outcomesComeFromAFile() throws IOException {
        String table = """
                allocations: [none, item]
                values: [[0, 0.9], [0, 0.4]]
                outcomes:
                  - {give: [item, none], seller: -0.1}
                  - {give: [none, %s]}
                """;
        Files.writeString(folder.resolve("table.yaml"), table.formatted("item"));
        String text = "kind: bandit\nrounds: 500\nseeds: 2\nmarket: {kind: table, file: table.yaml}\n";
        OnlineRecord record = run(spec(text), "table");
        assertThat(record.cases().get(0).prices())
                .hasSize(2)
                .first()
                .satisfies(price -> assertThat(price).isCloseTo(0.5, within(1e-12)));
        Files.writeString(folder.resolve("table.yaml"), table.formatted("itme"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("must be one of the allocations");
    }

    /** Lengths that delta follows give the growth over them. */
    @Test
    void horizonsHaveTheirGrowth() throws IOException {
        OnlineRecord record = run(
                spec(
                        MDP,
                        "horizons=[5000, 20000, 80000]",
                        "mechanisms=[{delta: {scale: 0.5}}]",
                        "lies=[]",
                        "markets=1"),
                "horizons");
        assertThat(record.horizons()).hasSize(1);
        assertThat(record.horizons().get(0).horizons()).containsExactly(5000L, 20000L, 80000L);
        assertThat(record.horizons().get(0).slope().slope()).isBetween(0.3, 1.0);
    }
}
