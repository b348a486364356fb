package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.file.WholeFile;
import org.dynama.online.OnlineStudy;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Fact;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.RunFolder;
import org.dynama.study.Runner;
import org.dynama.study.Soundness.Check;
import org.dynama.study.Soundness.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a spec to a record. */
class OnlineRunTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
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
            market: {kind: multi-unit, agents: 2, items: 2, states: 2, alpha: 0.2}
            mechanisms: [{delta: 0.01, favour: agents}]
            lies: [{agent: 1, factor: 0.5}]
            """;
    private static final String MARKET = """
            states: [low, high]
            actions: [keep, sell]
            kernel: [[[0.5, 0.5], [0.7, 0.3]], [[0.4, 0.6], [0.8, 0.2]]]
            designer: [[0, 0.1], [0, 0.2]]
            agents: [[[0, 0.5], [0, 0.9]]]
            """;
    private static final String TABLE = """
            allocations: [none, item]
            values: [[0, 0.9], [0, 0.4]]
            outcomes:
              - {give: [item, none], designer: -0.1}
              - {give: [none, item]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void usual() {
        WholeFile.renameUnheard();
        System.clearProperty("dynama.checkpoint");
    }

    private Document document(String text, String... overrides) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, text);
        return Document.read(file, STUDY.schema(), List.of(overrides));
    }

    private OnlineSpec spec(String text, String... overrides) throws IOException {
        return STUDY.read(document(text, overrides));
    }

    private OnlineRecord run(Document document, String name) {
        return new Runner(Progress.SILENT)
                .run(Job.of(STUDY, document), folder.resolve(name), false)
                .record();
    }

    private static Check check(OnlineRecord record, String name) {
        return STUDY.soundness(record).checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSameNumbers(OnlineRecord second, OnlineRecord first) {
        assertThat(second.cases()).hasSameSizeAs(first.cases());
        for (int k = 0; k < first.cases().size(); k++) {
            CaseRecord one = first.cases().get(k);
            CaseRecord two = second.cases().get(k);
            assertThat(two.title()).isEqualTo(one.title());
            assertThat(two.baseline()).isEqualTo(one.baseline());
            assertThat(two.curves()).isEqualTo(one.curves());
            assertThat(two.growth()).isEqualTo(one.growth());
            assertThat(two.episodes()).isEqualTo(one.episodes());
            one.facts().keySet().stream()
                    .filter(fact -> !fact.equals("programSeconds"))
                    .forEach(fact -> assertThat(two.fact(fact)).isEqualTo(one.fact(fact)));
        }
    }

    /** Cases do not depend on the number of threads, and a lie has its gain. */
    @ParameterizedTest
    @ValueSource(strings = {BANDIT, MDP})
    void threadsDoNotMatter(String text) throws IOException {
        OnlineRecord one = run(document(text, "threads=1"), "one");
        OnlineRecord three = run(document(text, "threads=3"), "three");
        assertThat(one.cases()).hasSize(text.equals(BANDIT) ? 6 : 4);
        assertSameNumbers(three, one);
        for (CaseRecord each : one.cases()) {
            assertThat(each.curves().containsKey(CaseRecord.GAIN))
                    .isEqualTo(each.title().liar() > 0);
        }
        assertThat(STUDY.soundness(one).holds()).isTrue();
        assertThat(Json.read(folder.resolve("one/result.json"), OnlineRecord.class))
                .isEqualTo(one);
    }

    /** What the theorems allow is drawn and held only where they are proved: by no other schedule, nor with too little noise. */
    @Test
    void theTheoremsBoundWhatTheyAreProvedFor() throws IOException {
        OnlineRecord record = run(document("""
                    kind: bandit
                    rounds: 2000
                    seeds: 5
                    market: {kind: single-item, agents: 3, values: [0.9, 0.7, 0.4]}
                    mechanisms:
                      - {data: etc}
                      - {data: opt, f: upper}
                      - {data: opt, sigma: 0.01}
                      - {kind: ucb}
                    """), "bounded");
        assertThat(record.cases().stream()
                        .map(one -> one.baseline().welfareAtMost())
                        .map(bound -> bound == null ? 0 : bound.theorem()))
                .containsExactly(2, 3, 0, 0);
        for (CaseRecord one : record.cases().subList(0, 2)) {
            int end = one.grid().size() - 1;
            assertThat(one.curve("welfare").get(end).mean())
                    .isBetween(1.0, one.baseline().welfareAtMost().at(2000));
        }
        assertThat(check(record, "welfare within the theorems").fails()).isFalse();
        assertThat(Files.readString(folder.resolve("bounded/report.html"))).contains("Theorem 2", "Theorem 3");
    }

    /** A run that was killed goes on from the pieces it had, and ends with the same numbers, rows and episodes. */
    @ParameterizedTest
    @ValueSource(strings = {BANDIT, MDP})
    void aKilledRunGoesOn(String text) throws IOException {
        OnlineRecord whole = run(document(text), "whole");
        System.setProperty("dynama.checkpoint", "0");
        AtomicInteger pieces = new AtomicInteger();
        WholeFile.beforeEveryRename(file -> {
            if (file.toString().contains("seeds-") && pieces.incrementAndGet() == 5) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> run(document(text, "threads=1"), "killed")).hasMessage("killed");
        WholeFile.renameUnheard();
        assertThat(folder.resolve("killed/checkpoint")).isDirectoryContaining("glob:**seeds-3.json");
        OnlineRecord resumed = new Runner(Progress.SILENT)
                .resume(STUDY, folder.resolve("killed"))
                .record();
        assertSameNumbers(resumed, whole);
        assertThat(folder.resolve("killed/curves.csv")).hasSameTextualContentAs(folder.resolve("whole/curves.csv"));
        assertThat(Files.readAllLines(folder.resolve("killed/seeds.csv")))
                .hasSize(text.equals(BANDIT) ? 1 + 36 : 1 + 12);
        assertThat(folder.resolve("killed/checkpoint")).doesNotExist();
    }

    /** Between two checkpoints any number of seeds goes into one piece: many seeds are not many files. */
    @Test
    void manySeedsAreFewPieces() throws IOException {
        System.setProperty("dynama.checkpoint", "1000");
        List<String> written = new ArrayList<>();
        WholeFile.beforeEveryRename(file -> written.add(file.getFileName().toString()));
        run(document(BANDIT, "seeds=200", "lies=[]"), "many");
        assertThat(written).filteredOn(name -> name.startsWith("seeds-")).hasSize(1);
    }

    static Stream<List<String>> faults() {
        return Stream.of(
                List.of("rounds=0", "rounds = 0 must be at least 1"),
                List.of(
                        "market.values=[0.5, 1.5, 0.2, 0.1]",
                        "value = 1.5 of agent 2 for allocation 1 must lie in [0, 1]"),
                List.of("market.values=[0.5]", "has 1 entries and must have one for each of 4 agents"),
                List.of("lies=[{agent: 9}]", "must be one of 4 agents"),
                List.of("joinByBids=[5]", "must be one of 4 agents"),
                List.of("market.color=red", "is not a known key"),
                List.of("mechanisms=[{sigma: 0}]", "must be more than 0"),
                List.of("bidders=[1]", "It is called joinByBids."),
                List.of("mechanisms=[{seller: learned}]", "It is called designer."),
                List.of("market={kind: service-levels, sellerNoise: 0.1}", "It is called designerNoise."),
                List.of("market={kind: service-levels, cost: [0.1]}", "one for each of 3 levels of market.demand"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsNamed(List<String> fault) {
        assertThatThrownBy(() -> spec(BANDIT, fault.get(0))).hasMessageContaining(fault.get(1));
    }

    static Stream<List<String>> mdpFaults() {
        return Stream.of(
                List.of("mechanisms=[{delta: 0.3}]", "the largest that works is"),
                List.of("mechanisms=[{delta: 0}]", "must be more than 0: without it some pair might never be seen"),
                List.of("market.alpha=0.6", "the largest that works is 0.5"),
                List.of("rounds=0", "rounds = 0 must be at least 1"),
                List.of("market={kind: single-item, noise: uniform, spread: 0.7}", "the largest that works is"),
                List.of("market={kind: single-item, bidders: 2}", "It is called agents."),
                List.of("mechanisms=[{favour: bidders}]", "agents (once called bidders)"));
    }

    @ParameterizedTest
    @MethodSource("mdpFaults")
    void whatIsWrongWithAMovingMarketIsNamed(List<String> fault) {
        assertThatThrownBy(() -> spec(MDP, fault.get(0))).hasMessageContaining(fault.get(1));
    }

    /** All that is wrong leaves at once. */
    @Test
    void faultsLeaveAtOnce() {
        assertThatThrownBy(() -> spec(BANDIT, "market.values=[0.5]", "lies=[{agent: 9}]", "joinByBids=[5]"))
                .hasMessageContaining("has 3 faults");
    }

    /** A market from a file; one whose kernel lacks a transition, or a table a number, is refused by name. */
    @Test
    void aMarketComesFromAFile() throws IOException {
        Files.writeString(folder.resolve("market.yaml"), MARKET);
        String text = "kind: mdp\nrounds: 5000\nseeds: 2\nmarket: {kind: file, file: market.yaml}\n";
        OnlineRecord record = run(document(text), "file");
        assertThat(record.cases().get(0).baseline().notes().get(0)).startsWith("2 states, 2 actions, delta 0.01");
        assertThat(record.cases().get(0).title().market()).isEqualTo("market");
        Files.writeString(folder.resolve("market.yaml"), MARKET.replace("[0.8, 0.2]", "[1, 0]"));
        assertThatThrownBy(() -> spec(text))
                .hasMessageContaining("market.yaml:3: kernel[1][1][1] = 0 must be more than 0");
        Files.writeString(folder.resolve("market.yaml"), MARKET.replace("[0.8, 0.2]", "[1]"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("kernel[1][1] = [1] has 1 entries and must have 2");
        Files.writeString(folder.resolve("market.yaml"), MARKET.replace("designer:", "seller:"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("It is called designer.");
    }

    /** Everything that is wrong with a market's file leaves at once, each where it stands, with what would do. */
    @Test
    void faultsOfAMarketsFileLeaveAtOnce() throws IOException {
        Files.writeString(folder.resolve("market.yaml"), """
                states: [low, low]
                actions: [keep, sell]
                kernel: [[[0.5, 0.6], [0.7, 0.3]], [[0.4, 0.6], [1, 0]]]
                designer: [[0, 0.1], [-1, 0.2]]
                agents: [[[0, 0.5], [0, 3]]]
                """);
        String text = "kind: mdp\nrounds: 5000\nseeds: 2\nmarket: {kind: file, file: market.yaml}\n";
        assertThatThrownBy(() -> spec(text))
                .hasMessageContaining("market.yaml:1: states[1] = low stands twice in states");
        Files.writeString(
                folder.resolve("market.yaml"),
                Files.readString(folder.resolve("market.yaml")).replace("[low, low]", "[low, high]"));
        assertThatThrownBy(() -> spec(text))
                .hasMessageContaining("has 4 faults")
                .hasMessageContaining("kernel[0][0] = [0.5, 0.6] sums to 1.1 and must sum to 1")
                .hasMessageContaining("kernel[1][1][1] = 0 must be more than 0")
                .hasMessageContaining("designer[1][0] = -1 must lie in [0, ceiling = 1.0]\n  Maybe 0.")
                .hasMessageContaining("agents[0][1][1] = 3 must lie in [0, agentCeiling = 1.0]")
                .hasMessageContaining("Maybe agentCeiling: 3.0.");
    }

    /** The name of a market's file decides nothing; its content does, and a run goes on with the content that it began with. */
    @Test
    void aMarketIsWhatItsFileHolds() throws IOException {
        String text = "kind: mdp\nrounds: 5000\nseeds: 2\nmarket: {kind: file, file: %s}\n";
        Files.writeString(folder.resolve("first.yaml"), MARKET + "name: rooms\n");
        Files.writeString(folder.resolve("second.yml"), MARKET + "name: rooms\n");
        OnlineRecord first = run(document(text.formatted("first.yaml")), "first");
        assertSameNumbers(run(document(text.formatted("second.yml")), "second"), first);
        assertThat(first.cases().get(0).title().market()).isEqualTo("rooms");
        WholeFile.beforeEveryRename(file -> {
            if (file.endsWith("result.json")) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> run(document(text.formatted("first.yaml")), "killed"))
                .hasMessage("killed");
        WholeFile.renameUnheard();
        Files.writeString(folder.resolve("first.yaml"), MARKET.replace("0.9", "0.8"));
        Path copy = folder.resolve("killed/market.yaml");
        String begun = Files.readString(copy);
        Files.writeString(copy, begun.replace("0.9", "0.8"));
        assertThatThrownBy(() -> new Runner(Progress.SILENT).resume(STUDY, folder.resolve("killed")))
                .hasMessageContaining("market.yaml has changed since the run began");
        Files.writeString(copy, begun);
        assertSameNumbers(
                new Runner(Progress.SILENT)
                        .resume(STUDY, folder.resolve("killed"))
                        .record(),
                first);
    }

    /** Outcomes from a file, with their own faults. */
    @Test
    void outcomesComeFromAFile() throws IOException {
        Files.writeString(folder.resolve("table.yaml"), TABLE);
        String text = "kind: bandit\nrounds: 500\nseeds: 2\nmarket: {kind: table, file: table.yaml}\n";
        OnlineRecord record = run(document(text), "table");
        assertThat(record.cases().get(0).baseline().prices().toArray())
                .hasSize(2)
                .contains(new double[] {0.5}, within(1e-12));
        Files.writeString(folder.resolve("table.yaml"), TABLE.replace("[none, item]}", "[none, itme]}"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("must be one of the allocations");
        Files.writeString(folder.resolve("table.yaml"), TABLE.replace("[0, 0.4]", "[0.1, 0.4]"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("must have a number for each of 2 allocations");
        Files.writeString(folder.resolve("table.yaml"), TABLE.replace("designer:", "seller:"));
        assertThatThrownBy(() -> spec(text)).hasMessageContaining("It is called designer.");
    }

    /** Lengths that delta follows give the growth over them. */
    @Test
    void horizonsHaveTheirGrowth() throws IOException {
        OnlineRecord record = run(
                document(
                        MDP,
                        "horizons=[5000, 20000, 80000]",
                        "mechanisms=[{delta: {scale: 0.5}}]",
                        "lies=[]",
                        "markets=1"),
                "horizons");
        assertThat(record.horizons()).hasSize(1);
        assertThat(record.horizons().get(0).horizons()).containsExactly(5000L, 20000L, 80000L);
        assertThat(record.horizons().get(0).growth().slope()).isBetween(0.3, 1.0);
        assertThat(record.label(record.cases().get(2))).isEqualTo("delta scale 0.5, for designer, 80,000 rounds");
    }

    /** Coins are all or nothing, and what is heard is at most 1: who inflates them says what she would have said. */
    @Test
    void aLieIsWhatTheMechanismHears() throws IOException {
        OnlineRecord record = run(
                document(
                        MDP,
                        "markets=1",
                        "lies=[{agent: 1, factor: 1.5}, {agent: 2, kind: one, component: 9999, factor: 0},"
                                + " {agent: 1, factor: 0.5}]"),
                "lies");
        assertThat(record.cases().subList(1, 4))
                .extracting(one -> one.withoutEffect().isEmpty())
                .containsExactly(false, false, true);
        assertThat(STUDY.view(record, RunFolder.existing(folder.resolve("lies")))
                        .lead())
                .contains("The best lie that changes a report, of 1, gains");
    }

    /** A sigma below the noise promises no coverage; a radius of 1 promises it; who knows the market tests nothing. */
    @Test
    void coverageIsAskedForWhereItIsPromised() throws IOException {
        String name = "truth in confidence sets";
        OnlineRecord bold = run(document(BANDIT, "market.noise=0.5", "mechanisms=[{sigma: 0.05}]"), "bold");
        assertThat(check(bold, name).status()).isEqualTo(Status.NOT_PROMISED);
        assertThat(STUDY.soundness(bold).holds()).isTrue();
        Check promised = check(run(document(MDP), "mdp"), name);
        assertThat(promised.status()).isEqualTo(Status.HOLDS);
        assertThat(promised.allowed())
                .isCloseTo(0.1 + 5 * Math.sqrt(0.1 * 0.9 / 3), within(1e-12))
                .isLessThan(1);
        OnlineRecord known = run(document(MDP, "mechanisms=[{model: known}]"), "known");
        assertThat(check(known, name).status()).isEqualTo(Status.NOT_TESTED);
    }

    /** Sets that lose the truth in more runs than zeta and chance allow fail the run; so do regrets that do not add up. */
    @Test
    void whatIsPromisedAndDoesNotHoldFails() throws IOException {
        OnlineRecord record = run(document(MDP), "sound");
        CaseRecord first = record.cases().get(0);
        Map<String, Fact> facts = new LinkedHashMap<>(first.facts());
        facts.put("covered", new Fact(0.5, 0, 1));
        assertThat(checked(first, facts, 100)).containsExactly(Status.HOLDS, Status.FAILS, Status.HOLDS, Status.HOLDS);
        assertThat(checked(first, facts, 4)).containsOnly(Status.HOLDS);
        facts.put("worstIdentity", new Fact(0, 0, 1e-6));
        facts.put("infeasible", new Fact(0, 0, 1));
        facts.put("largestDualityGap", new Fact(0, 0, Double.NaN));
        assertThat(checked(first, facts, 100)).containsOnly(Status.FAILS);
    }

    private static List<Status> checked(CaseRecord one, Map<String, Fact> facts, int seeds) {
        CaseRecord other = new CaseRecord(
                one.title(),
                one.baseline(),
                one.grid(),
                one.curves(),
                one.growth(),
                facts,
                one.episodes(),
                one.found());
        return new OnlineSoundness(List.of(other), seeds)
                .checked().checks().stream().map(Check::status).toList();
    }

    /** Regrets of a designer whose costs are large miss their identity by what rounding makes of such costs. */
    @Test
    void theIdentityIsRelativeToWhatARoundMayEarn() throws IOException {
        OnlineRecord record = run(
                document(BANDIT, "market={kind: service-levels, agents: 3, cost: [1e7, 2e7, 3e7]}", "lies=[]"), "dear");
        Check identity = check(record, "identity of regrets");
        assertThat(identity.unit()).isEqualTo(3e7);
        assertThat(identity.allowed()).isCloseTo(0.03, within(1e-12));
        assertThat(identity.status()).isEqualTo(Status.HOLDS);
    }

    /** Every word that the schema allows is one that the program builds something of. */
    @Test
    void everyKindOfTheSchemaIsBuilt() throws IOException {
        Files.writeString(folder.resolve("market.yaml"), MARKET);
        Files.writeString(folder.resolve("table.yaml"), TABLE);
        List<String> bases = List.of(
                """
                kind: bandit
                lies: [{agent: 1, episodes: [1], factors: [[1, 1]], offsets: [[0, 0]]}]
                mechanisms: [{name: x}]
                market: {kind: single-item}
                """,
                "kind: bandit\nmarket: {kind: service-levels}\n",
                "kind: bandit\nmarket: {kind: table, file: table.yaml}\n",
                "kind: mdp\nlies: [{agent: 1}]\nmechanisms: [{name: x}]\nmarket: {kind: single-item, states: 3}\n",
                "kind: mdp\nmarket: {kind: file, file: market.yaml}\n");
        int words = 0;
        for (Schema.Key key : STUDY.schema().keys()) {
            for (String word : key.allowed()) {
                if (word.equals("plug-in")) {
                    continue; // OnlinePlugInsTest brings some.
                }
                String override = key.path().replace("[]", "[0]") + "=" + word;
                assertThat(bases).as(override).anyMatch(base -> isBuilt(base, override));
                words++;
            }
        }
        assertThat(words).isGreaterThan(40);
    }

    private boolean isBuilt(String base, String override) {
        try {
            return !spec(base, override).cases().isEmpty();
        } catch (ConfigException anotherKind) {
            return false;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
