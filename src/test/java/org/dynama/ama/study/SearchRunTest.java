package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.search.SearchStopped;
import org.dynama.config.Document;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.Soundness;
import org.dynama.study.StoredRun;
import org.dynama.study.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRunTest extends SearchStudyCase {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 3, items: 2, types: asymmetric}
        optimizer: {iterations: 60, profiles: 200, searchPoints: 64, starts: 4}
        evaluation: {profiles: 300, shareProfiles: 20000, misreports: 300}
        """;

    SearchRunTest() {
        super(SPEC);
    }

    private SearchRecord.Value value(String name, String... overrides) throws IOException {
        return searched(name, overrides).record().value();
    }

    private StoredRun<SearchRecord> searched(String name, String... overrides) throws IOException {
        return searched(name, Progress.SILENT, overrides);
    }

    private SearchRecord evaluated(Path run, String name, String... overrides) {
        return evaluated(STUDY.evaluation(run.resolve("mechanism.json"), null, List.of(overrides)), out(name));
    }

    private static <R extends StudyRecord> SearchRecord evaluated(Job<R> job, Path out) {
        return (SearchRecord) new Runner(Progress.SILENT).run(job, out, false).record();
    }

    private static String mechanism(Path run) throws IOException {
        return Files.readString(run.resolve("mechanism.json"));
    }

    /** One seed gives one result, to the last bit, whatever the number of threads. */
    @Test
    void theSameSeedGivesTheSameBits() throws IOException {
        SearchRecord one = searched("first", "threads=1").record();
        SearchRecord two = searched("second", "threads=3").record();
        assertThat(mechanism(out("second"))).isEqualTo(mechanism(out("first")));
        assertThat(two.value()).isEqualTo(one.value());
        assertThat(two.audit()).isEqualTo(one.audit());
        assertThat(two.exactness()).isEqualTo(one.exactness());
        assertThat(two.course()).isEqualTo(one.course());
        assertThat(two.header()).isEqualTo(one.header());
    }

    /** Values of ten-billionths: the same share of the bound and the same verdicts as values of one. */
    @Test
    void aSearchInOtherMoneyEndsWithTheSameShareAndVerdicts() throws IOException {
        SearchRecord one =
                searched("one", "environment.types={high: [1, 1, 1]}").record();
        SearchRecord small = searched("small", "environment.types={high: [1.0e-10, 1.0e-10, 1.0e-10]}")
                .record();
        assertThat(share(one)).isGreaterThan(0.98);
        assertThat(share(small)).isCloseTo(share(one), within(1e-9));
        assertThat(statuses(small)).isEqualTo(statuses(one)).doesNotContain(Soundness.Status.FAILS);
    }

    private static List<Soundness.Status> statuses(SearchRecord record) {
        return record.header().soundness().checks().stream()
                .map(Soundness.Check::status)
                .toList();
    }

    /** A world that never ends goes the whole way: search, linear programs, audit, files. */
    @Test
    void aGridworldIsSearchedAndEvaluated() throws IOException {
        Path file = Files.writeString(out("grid.yaml"), """
            environment: {kind: gridworld, agents: 2, size: 3}
            optimizer: {iterations: 30, profiles: 128, searchPoints: 16, starts: 2}
            evaluation: {profiles: 500, misreports: 300}
            """);
        SearchRecord.Value value =
                search(file, out("grid"), Progress.SILENT).record().value();
        assertThat(value.objective().mean()).isGreaterThan(value.vcg().mean());
        assertThat(out("grid").resolve("mechanism.json")).exists();
    }

    /** Another seed gives another result: the seed is not ignored. */
    @Test
    void anotherSeedGivesAnotherResult() throws IOException {
        double one = value("first").objective().mean();
        assertThat(value("second", "seed=2").objective().mean()).isNotEqualTo(one);
    }

    /** A run killed at any share of its search continues to the same bits. */
    @ParameterizedTest(name = "killed at {0}")
    @ValueSource(doubles = {0.05, 0.5, 0.85, 0.999})
    void aKilledRunEndsWithTheSameBits(double kill) throws IOException {
        SearchRecord expected = searched("whole").record();
        assertThatThrownBy(() -> searched("killed", killer(kill))).isInstanceOf(Killed.class);
        Path killed = out("killed");
        assertThat(killed.resolve("result.json")).doesNotExist();
        assertThat(killed.resolve("checkpoint/search.json")).exists();
        SearchRecord resumed = new Runner(Progress.SILENT).resume(STUDY, killed).record();
        assertThat(mechanism(killed)).isEqualTo(mechanism(out("whole")));
        assertThat(resumed.value()).isEqualTo(expected.value());
        assertThat(steps(killed)).isEqualTo(steps(out("whole")));
        assertThat(killed.resolve("checkpoint")).doesNotExist();
    }

    /** Exchangeable agents: the search on the folded tree ends where that on the whole tree does, within its error. */
    @Test
    void aFoldedSearchFindsTheOptimumOfTheWholeTree() throws IOException {
        String[] overrides = {
            "environment.types=uniform", "optimizer.iterations=200", "optimizer.profiles=1024", "optimizer.starts=8"
        };
        SearchRecord whole = searched("whole", overrides).record();
        SearchRecord folded = searched("folded", exchangeable(overrides)).record();
        assertThat(folded.world().solver()).endsWith(", agents by rank");
        assertThat(whole.world().solver()).doesNotContain("rank");
        // Of the same 20,000 profiles' bound; the mean of 300 profiles has an error of two hundredths.
        assertThat(share(whole)).isGreaterThan(0.998);
        assertThat(share(folded)).isGreaterThan(0.998);
        SearchRecord.Result expected = whole.value().objective();
        double found = folded.value().objective().mean();
        assertThat(found).isCloseTo(expected.mean(), within(expected.standardError()));
        assertThat(folded.audit().largestGain()).isLessThan(1e-12);
        for (String route : List.of("lp", "dp")) {
            SearchRecord again = evaluated(
                    out("folded"),
                    route,
                    "evaluation.profiles=300",
                    "evaluation.misreports=0",
                    "evaluation.solver=" + route);
            assertThat(again.value().objective().mean()).isCloseTo(found, within(1e-12));
            assertThat(again.exactness() != null).isEqualTo(route.equals("lp"));
        }
    }

    private static double share(SearchRecord record) {
        assertThat(record.value().bound()).isNotNull();
        return record.value().bound().share().mean();
    }

    private static String[] exchangeable(String... overrides) {
        return Stream.concat(Stream.of("optimizer.exchangeable=true"), Stream.of(overrides))
                .toArray(String[]::new);
    }

    /** A folded search goes on from its checkpoint, which holds the folded tree's boosts. */
    @Test
    void aKilledFoldedRunEndsWithTheSameBits() throws IOException {
        String[] overrides = exchangeable("environment.types=uniform");
        searched("whole", overrides);
        assertThatThrownBy(() -> searched("killed", killer(0.5), overrides)).isInstanceOf(Killed.class);
        Path killed = out("killed");
        assertThat(killed.resolve("checkpoint/search.json")).exists();
        new Runner(Progress.SILENT).resume(STUDY, killed);
        assertThat(mechanism(killed)).isEqualTo(mechanism(out("whole")));
        assertThat(steps(killed)).isEqualTo(steps(out("whole")));
    }

    /** Every kind of optimizer leaves a trace that reads back, and a mechanism no worse than VCG. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"auto", "regularized-gradient", "sobol", "zeroth-order"})
    void everyOptimizerLeavesATraceAndAMechanism(String kind) throws IOException {
        StoredRun<SearchRecord> run =
                searched(kind, "optimizer.kind=" + kind, "optimizer.profiles=20", "optimizer.iterations=20");
        assertThat(TraceTable.read(run.folder()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.objective().mean()).isFinite());
        assertThat(run.record().value().difference().mean()).isPositive();
    }

    /** A kill at some share of the search, which has a checkpoint at every chance. */
    private static Progress killer(double share) {
        System.setProperty("dynama.checkpoint", "0");
        return (phase, done, text) -> {
            if (phase.equals("search") && done >= share) {
                throw new Killed();
            }
        };
    }

    /** The trace without its last column, the seconds. */
    private static List<String> steps(Path run) throws IOException {
        return Files.readAllLines(run.resolve("trace.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    /** A search that leaves the finite numbers stops with the step named, and keeps the last good mechanism. */
    @Test
    void aSearchThatLeavesTheFiniteNumbersKeepsTheLastGoodMechanism() throws IOException {
        assertThatThrownBy(() -> searched("nan", "optimizer.step=1e308", "optimizer.kind=regularized-gradient"))
                .isInstanceOf(SearchStopped.class)
                .isInstanceOf(SearchStopped.class)
                .hasMessageContaining("is not finite in phase full table, start 1, step ");
        assertThat(out("nan").resolve("result.json")).doesNotExist();
        assertThat(out("nan").resolve("trace.csv")).isNotEmptyFile();
        SearchRecord.Value kept = evaluated(out("nan"), "kept", "evaluation.profiles=300", "evaluation.misreports=0")
                .value();
        assertThat(kept.objective().mean()).isGreaterThanOrEqualTo(kept.vcg().mean());
    }

    /** A finished run, or an evaluation, is not searched over. */
    @Test
    void aFinishedRunIsNotResumed() throws IOException {
        searched("done", "optimizer.kind=none");
        Runner runner = new Runner(Progress.SILENT);
        assertThatThrownBy(() -> runner.resume(STUDY, out("done")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds a finished run");
        evaluated(out("done"), "evaluated", "evaluation.profiles=10", "evaluation.misreports=0");
        assertThatThrownBy(() -> runner.resume(STUDY, out("evaluated")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds a run of evaluate, not of search");
    }

    /** An old run is overwritten whole with force, whatever a kill left behind. */
    @Test
    void forceLeavesNothingOfTheOldRun() throws IOException {
        searched("old", "optimizer.kind=none");
        Path old = out("old");
        Files.createDirectories(old.resolve("checkpoint"));
        Files.writeString(old.resolve("checkpoint/search.json.part"), "half");
        Document document = Document.read(out("small.yaml"), STUDY.schema(), List.of("optimizer.kind=none"));
        List<String> left = new ArrayList<>();
        Job<SearchRecord> job = Job.of(STUDY, document);
        Job<SearchRecord> looking = new Job<>(job.kind(), STUDY, "search", document, job.inputs(), run -> {
            try (var entries = Files.list(old)) {
                entries.forEach(entry -> left.add(entry.getFileName().toString()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            throw new Killed();
        });
        assertThatThrownBy(() -> new Runner(Progress.SILENT).run(looking, old, true))
                .isInstanceOf(Killed.class);
        assertThat(left).containsExactlyInAnyOrder("lock", "manifest.json", "spec.yaml");
    }

    /** A stored mechanism is read back to the bit, and evaluates to what its run said. */
    @Test
    void aStoredMechanismEvaluatesToTheSameNumbers() throws IOException {
        SearchRecord.Value value = value("searched");
        SearchRecord again = evaluated(
                out("searched"),
                "evaluated",
                "evaluation.profiles=300",
                "evaluation.shareProfiles=20000",
                "evaluation.solver=dp");
        assertThat(again.value().objective().mean()).isCloseTo(value.objective().mean(), within(1e-12));
        assertThat(again.value().bound()).isEqualTo(value.bound());
        assertThat(again.exactness()).isNull();
    }

    /** Searching nothing gives VCG, and the difference to VCG is exactly zero. */
    @Test
    void noOptimizerIsVcg() throws IOException {
        SearchRecord.Value value = value("vcg", "optimizer.kind=none");
        assertThat(value.difference().mean()).isZero();
        assertThat(value.objective().mean()).isEqualTo(value.vcg().mean());
    }

    /** Welfare has a bound, too, which VCG attains. */
    @Test
    void vcgAttainsTheWelfareBound() throws IOException {
        SearchRecord record =
                searched("vcg", "optimizer.kind=none", "objective=welfare").record();
        assertThat(record.value().bound()).isNotNull();
        assertThat(record.value().bound().kind()).isEqualTo("first-best");
        assertThat(share(record)).isEqualTo(1);
    }

    @Test
    void anOldRunIsNotOverwritten() throws IOException {
        searched("old", "optimizer.kind=none");
        assertThatThrownBy(() -> searched("old"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is there already")
                .hasMessageContaining("--force");
    }

    @Test
    void aDamagedMechanismIsRefusedWithItsFault() throws IOException {
        searched("damaged", "optimizer.kind=none");
        Path file = out("damaged").resolve("mechanism.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"agent 2\" : 1.0", "\"agent 2\" : -1.0"));
        assertThatThrownBy(() -> evaluated(out("damaged"), "again"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not fit its environment")
                .hasMessageContaining("weights[1] = -1.0 must be finite and positive");
        Files.writeString(file, text.replaceFirst("sell to agent 2", "sell to agent 9"));
        assertThatThrownBy(() -> evaluated(out("damaged"), "again")).hasMessageContaining("sell to agent 9");
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> evaluated(out("damaged"), "again")).hasMessageContaining("is damaged");
    }
}
