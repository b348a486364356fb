package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.search.SearchStopped;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    private static final String SPEC = """
            environment: {kind: sequential-sales, agents: 3, items: 2, types: asymmetric}
            optimizer: {iterations: 60, profiles: 200, searchPoints: 64, starts: 4}
            evaluation: {profiles: 300, shareProfiles: 20000, misreports: 300}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Spec spec(String... overrides) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, SPEC);
        return Spec.read(file, List.of(overrides));
    }

    private Spec exchangeable(String... overrides) throws IOException {
        return spec(Stream.concat(Stream.of("optimizer.exchangeable=true"), Stream.of(overrides))
                .toArray(String[]::new));
    }

    private RunDirectory directory(String name) {
        return RunDirectory.create(folder.resolve(name), false);
    }

    /** One seed gives one result, to the last bit, whatever the number of threads. */
    @Test
    void theSameSeedGivesTheSameBits() throws IOException {
        RunDirectory first = directory("first");
        RunDirectory second = directory("second");
        RunRecord one = new Run(spec("threads=1"), first, Progress.SILENT).search();
        RunRecord two = new Run(spec("threads=3"), second, Progress.SILENT).search();
        assertThat(Files.readString(second.mechanism())).isEqualTo(Files.readString(first.mechanism()));
        assertThat(two.objective()).isEqualTo(one.objective());
        assertThat(two.bound()).isEqualTo(one.bound());
        assertThat(two.audit()).isEqualTo(one.audit());
        assertThat(two.payments()).isEqualTo(one.payments());
    }

    /** A world that never ends goes the whole way: search, linear programs, audit, files. */
    @Test
    void aGridworldIsSearchedAndEvaluated() throws IOException {
        Path file = folder.resolve("grid.yaml");
        Files.writeString(file, """
                environment: {kind: gridworld, agents: 2, size: 3}
                optimizer: {iterations: 30, profiles: 128, searchPoints: 16, starts: 2}
                evaluation: {profiles: 500, misreports: 300}
                """);
        RunDirectory grid = directory("grid");
        RunRecord record = new Run(Spec.read(file, List.of()), grid, Progress.SILENT).search();
        assertThat(record.objective().mean()).isGreaterThan(record.vcg().mean());
        assertThat(grid.mechanism()).exists();
    }

    /** Another seed gives another result: the seed is not ignored. */
    @Test
    void anotherSeedGivesAnotherResult() throws IOException {
        RunRecord one = new Run(spec(), directory("first"), Progress.SILENT).search();
        RunRecord two = new Run(spec("seed=2"), directory("second"), Progress.SILENT).search();
        assertThat(two.objective().mean()).isNotEqualTo(one.objective().mean());
    }

    /** A run killed at any share of its search continues to the same bits. */
    @ParameterizedTest(name = "killed at {0}")
    @ValueSource(doubles = {0.05, 0.5, 0.85, 0.999})
    void aKilledRunEndsWithTheSameBits(double kill) throws IOException {
        RunDirectory whole = directory("whole");
        RunRecord expected = new Run(spec(), whole, Progress.SILENT).search();
        RunDirectory killed = directory("killed");
        assertThatThrownBy(() -> new Run(spec(), killed, killer(kill), 0).search())
                .isInstanceOf(Killed.class);
        assertThat(killed.result()).doesNotExist();
        RunDirectory found = RunDirectory.existing(killed.path());
        RunRecord resumed = new Run(Spec.read(found.spec(), List.of()), found, Progress.SILENT).search();
        assertThat(Files.readString(found.mechanism())).isEqualTo(Files.readString(whole.mechanism()));
        assertThat(resumed.objective()).isEqualTo(expected.objective());
        assertThat(steps(found)).isEqualTo(steps(whole));
        assertThat(killed.checkpoint().getParent()).doesNotExist();
    }

    /** Exchangeable agents: the search on the folded tree ends where that on the whole tree does, within its error. */
    @Test
    void aFoldedSearchFindsTheOptimumOfTheWholeTree() throws IOException {
        String[] overrides = {
            "environment.types=uniform", "optimizer.iterations=200", "optimizer.profiles=1024", "optimizer.starts=8"
        };
        RunRecord whole = new Run(spec(overrides), directory("whole"), Progress.SILENT).search();
        RunDirectory directory = directory("folded");
        RunRecord folded = new Run(exchangeable(overrides), directory, Progress.SILENT).search();
        assertThat(folded.solver()).endsWith(", agents by rank");
        assertThat(whole.solver()).doesNotContain("rank");
        // Of the same 20,000 profiles' bound; the mean of 300 profiles has an error of two hundredths.
        assertThat(whole.bound()).isNotNull();
        assertThat(folded.bound()).isNotNull();
        assertThat(whole.bound().share().mean()).isGreaterThan(0.998);
        assertThat(folded.bound().share().mean()).isGreaterThan(0.998);
        assertThat(folded.objective().mean())
                .isCloseTo(whole.objective().mean(), within(whole.objective().standardError()));
        assertThat(folded.audit().largestGain()).isLessThan(1e-12);
        RunRecord[] again = new RunRecord[2];
        for (int k = 0; k < 2; k++) {
            String route = k == 0 ? "lp" : "dp";
            StoredMechanism stored = StoredMechanism.read(
                    directory.path(),
                    List.of("evaluation.profiles=300", "evaluation.misreports=0", "evaluation.solver=" + route));
            again[k] = new Run(stored.spec(), directory(route), Progress.SILENT).evaluate(stored.parameters());
            assertThat(again[k].objective().mean()).isCloseTo(folded.objective().mean(), within(1e-12));
        }
        assertThat(again[0].exactness()).isNotNull();
        assertThat(again[1].exactness()).isNull();
    }

    /** A folded search goes on from its checkpoint, which holds the folded tree's boosts. */
    @Test
    void aKilledFoldedRunEndsWithTheSameBits() throws IOException {
        String uniform = "environment.types=uniform";
        RunDirectory whole = directory("whole");
        new Run(exchangeable(uniform), whole, Progress.SILENT).search();
        RunDirectory killed = directory("killed");
        assertThatThrownBy(() -> new Run(exchangeable(uniform), killed, killer(0.5), 0).search())
                .isInstanceOf(Killed.class);
        assertThat(killed.checkpoint()).exists();
        RunDirectory found = RunDirectory.existing(killed.path());
        new Run(Spec.read(found.spec(), List.of()), found, Progress.SILENT).search();
        assertThat(Files.readString(found.mechanism())).isEqualTo(Files.readString(whole.mechanism()));
        assertThat(steps(found)).isEqualTo(steps(whole));
    }

    /** Every kind of optimizer leaves a trace that reads back, and a mechanism no worse than VCG. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"auto", "regularized-gradient", "sobol", "zeroth-order"})
    void everyOptimizerLeavesATraceAndAMechanism(String kind) throws IOException {
        RunDirectory directory = directory(kind);
        Spec spec = spec("optimizer.kind=" + kind, "optimizer.profiles=20", "optimizer.iterations=20");
        RunRecord record = new Run(spec, directory, Progress.SILENT).search();
        assertThat(directory.readTrace())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.objective().mean()).isFinite());
        assertThat(record.difference().mean()).isPositive();
    }

    private static Progress killer(double share) {
        return (phase, done, text) -> {
            if (phase.equals("search") && done >= share) {
                throw new Killed();
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The trace without its last column, the seconds. */
    private static List<String> steps(RunDirectory directory) throws IOException {
        return Files.readAllLines(directory.trace()).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    /** A search that leaves the finite numbers stops with the step named, and keeps the last good mechanism. */
    @Test
    void aSearchThatLeavesTheFiniteNumbersKeepsTheLastGoodMechanism() throws IOException {
        RunDirectory directory = directory("nan");
        Spec spec = spec("optimizer.step=1e308", "optimizer.kind=regularized-gradient");
        assertThatThrownBy(() -> new Run(spec, directory, Progress.SILENT).search())
                .isInstanceOf(SearchStopped.class)
                .hasMessageContaining("is not finite in phase full table, start 1, step ");
        assertThat(directory.result()).doesNotExist();
        StoredMechanism kept =
                StoredMechanism.read(directory.path(), List.of("evaluation.profiles=300", "evaluation.misreports=0"));
        RunRecord record = new Run(kept.spec(), directory("kept"), Progress.SILENT).evaluate(kept.parameters());
        assertThat(record.objective().mean())
                .isGreaterThanOrEqualTo(record.vcg().mean());
    }

    /** A finished run, or an evaluation, is not searched over. */
    @Test
    void aFinishedRunIsNotResumed() throws IOException {
        RunDirectory directory = directory("done");
        new Run(spec("optimizer.kind=none"), directory, Progress.SILENT).search();
        assertThatThrownBy(() -> RunDirectory.unfinished(directory.path()))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("holds a finished run");
    }

    /** An old run is overwritten whole with force, whatever a kill left behind. */
    @Test
    void forceLeavesNothingOfTheOldRun() throws IOException {
        RunDirectory old = directory("old");
        new Run(spec("optimizer.kind=none"), old, Progress.SILENT).search();
        Files.createDirectories(old.path().resolve("checkpoint"));
        Files.writeString(old.path().resolve("checkpoint").resolve("search.json.part"), "half");
        RunDirectory.create(old.path(), true);
        try (var entries = Files.list(old.path())) {
            assertThat(entries).isEmpty();
        }
    }

    /** A stored mechanism is read back to the bit, and evaluates to what its run said. */
    @Test
    void aStoredMechanismEvaluatesToTheSameNumbers() throws IOException {
        RunDirectory searched = directory("searched");
        RunRecord record = new Run(spec(), searched, Progress.SILENT).search();
        StoredMechanism stored = StoredMechanism.read(
                searched.path(),
                List.of("evaluation.profiles=300", "evaluation.shareProfiles=20000", "evaluation.solver=dp"));
        RunRecord again = new Run(stored.spec(), directory("evaluated"), Progress.SILENT).evaluate(stored.parameters());
        assertThat(again.objective().mean()).isCloseTo(record.objective().mean(), within(1e-12));
        assertThat(again.bound()).isEqualTo(record.bound());
        assertThat(again.exactness()).isNull();
    }

    /** Searching nothing gives VCG, and the difference to VCG is exactly zero. */
    @Test
    void noOptimizerIsVcg() throws IOException {
        RunRecord record = new Run(spec("optimizer.kind=none"), directory("vcg"), Progress.SILENT).search();
        assertThat(record.difference().mean()).isZero();
        assertThat(record.objective().mean()).isEqualTo(record.vcg().mean());
    }

    /** Welfare has a bound, too, which VCG attains. */
    @Test
    void vcgAttainsTheWelfareBound() throws IOException {
        RunRecord record =
                new Run(spec("optimizer.kind=none", "objective=welfare"), directory("vcg"), Progress.SILENT).search();
        assertThat(record.bound()).isNotNull();
        assertThat(record.bound().kind()).isEqualTo("first-best");
        assertThat(record.bound().share().mean()).isEqualTo(1);
    }

    @Test
    void anOldRunIsNotOverwritten() throws IOException {
        new Run(spec("optimizer.kind=none"), directory("old"), Progress.SILENT).search();
        assertThatThrownBy(() -> directory("old"))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("is there already")
                .hasMessageContaining("--force");
    }

    @Test
    void aDamagedMechanismIsRefusedWithItsFault() throws IOException {
        RunDirectory directory = directory("damaged");
        new Run(spec("optimizer.kind=none"), directory, Progress.SILENT).search();
        String text = Files.readString(directory.mechanism());
        Files.writeString(directory.mechanism(), text.replaceFirst("\"agent 2\" : 1.0", "\"agent 2\" : -1.0"));
        assertThatThrownBy(() -> StoredMechanism.read(directory.path(), List.of()))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("weights[1] = -1.0 must be finite and positive");
        Files.writeString(directory.mechanism(), text.replaceFirst("sell to agent 2", "sell to agent 9"));
        assertThatThrownBy(() -> StoredMechanism.read(directory.path(), List.of()))
                .hasMessageContaining("sell to agent 9");
        Files.writeString(directory.mechanism(), text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> StoredMechanism.read(directory.path(), List.of()))
                .hasMessageContaining("is damaged");
    }
}
