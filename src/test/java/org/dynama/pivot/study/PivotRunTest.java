package org.dynama.pivot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PivotRunTest {
    private static final Path SHIPPED = Path.of("experiments");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String text) throws IOException {
        Path file = folder.resolve("x.yaml");
        Files.writeString(file, text);
        return file;
    }

    private PivotRecord run(String name, Path file, String... overrides) {
        PivotSpec spec = PivotSpec.read(file, List.of(overrides));
        return new PivotRun(spec, RunDirectory.create(folder.resolve(name), false), Progress.SILENT).run();
    }

    private static PivotRecord.Check check(PivotRecord run, String property) {
        return run.checks().stream()
                .filter(check -> check.property().equals(property))
                .findFirst()
                .orElseThrow();
    }

    /** The brewery's assumptions all hold, and so does everything else; averages are within 3 standard errors. */
    @Test
    void everythingHoldsInTheShippedBrewery() {
        PivotRecord run = run("brewery", SHIPPED.resolve("pivot-brewery.yaml"), "simulation.seasons=20000");
        assertThat(run.size().jointStates()).isEqualTo(32_768);
        assertThat(run.checks()).allMatch(check -> check.status().equals("holds"));
        assertThat(check(run, "FLOW_FORMULA").margin()).isGreaterThan(-1e-10);
        assertThat(check(run, "EXTERNALITY_FORMULA").margin()).isGreaterThan(-1e-10);
        assertThat(run.simulation().largestDeviation()).isLessThan(3);
        assertThat(run.deficit()).isNegative();
        // Producers differ in name only.
        assertThat(run.agents().get(0).value()).isCloseTo(run.agents().get(2).value(), within(1e-9));
    }

    /** Storage providers are paid: the premise of Lemma 1 fails, a deficit is shown, and nothing else suffers. */
    @Test
    void theShippedStorageProvidersRunADeficit() {
        PivotRecord run = run("storage", SHIPPED.resolve("pivot-storage.yaml"), "simulation.seasons=5000");
        assertThat(run.holds()).isTrue();
        assertThat(check(run, "REMOVAL").status()).isEqualTo("fails");
        assertThat(check(run, "BUDGET").status()).isEqualTo("not promised");
        assertThat(check(run, "BUDGET").margin()).isLessThan(-1);
        assertThat(run.deficit()).isPositive();
        assertThat(run.checks())
                .filteredOn(check ->
                        !check.property().equals("REMOVAL") && !check.property().equals("BUDGET"))
                .allMatch(check -> check.status().equals("holds"));
        assertThat(run.simulation().largestDeviation()).isLessThan(3);
    }

    /** A world from a file, whose nights differ, goes the whole way; result.json reads back. */
    @Test
    void theShippedTelescopeIsReadFromItsFile() throws IOException {
        PivotRecord run = run("telescope", SHIPPED.resolve("pivot-telescope.yaml"));
        assertThat(run.holds()).isTrue();
        assertThat(run.simulation().largestDeviation()).isLessThan(3);
        PivotRecord read = Json.read(folder.resolve("telescope/result.json"), PivotRecord.class);
        assertThat(read).isEqualTo(run);
        // A header; 4 periods, 2 public states, 4 profiles.
        assertThat(Files.readAllLines(folder.resolve("telescope/values.csv"))).hasSize(1 + 4 * 2 * 4);
        assertThat(run.season()).hasSize(5);
    }

    /** A liar among truthful agents is simulated, and gets less than truth is worth. */
    @Test
    void aLiarIsSimulated() {
        PivotRecord run = run(
                "liar",
                SHIPPED.resolve("pivot-telescope.yaml"),
                "simulation.strategies.stars=urgent",
                "simulation.seasons=20000");
        assertThat(run.simulation().truthful()).isFalse();
        assertThat(run.simulation().largestDeviation()).isNull();
        PivotRecord.Average stars = run.simulation().averages().get(2);
        assertThat(stars.quantity()).isEqualTo("utility of stars");
        assertThat(stars.mean() + 3 * stars.standardError()).isLessThan(stars.expected());
        assertThat(run.holds()).isTrue();
    }

    @Test
    void oneSeedGivesOneResult() {
        PivotRecord one = run("one", SHIPPED.resolve("pivot-telescope.yaml"), "threads=1");
        PivotRecord two = run("two", SHIPPED.resolve("pivot-telescope.yaml"), "threads=3");
        assertThat(two.simulation()).isEqualTo(one.simulation());
        assertThat(two.checks()).isEqualTo(one.checks());
        assertThat(run("three", SHIPPED.resolve("pivot-telescope.yaml"), "seed=2")
                        .simulation())
                .isNotEqualTo(one.simulation());
    }

    @Test
    void everyKeyIsDocumented() {
        assertThat(PivotSpec.schema().keys())
                .extracting(Schema.Key::path)
                .contains("environment.file", "environment.levels", "environment.penalty", "simulation.strategies");
        assertThat(PivotSpec.schema().keys())
                .allSatisfy(key -> assertThat(key.description()).endsWith("."));
    }

    @Test
    void allFaultsOfASpecAreReportedAtOnce() throws IOException {
        Path file = file("""
                environment:
                  kind: storage
                  discount: 1
                  capacity: 0
                  batteries: 3
                tolerance: 0
                """);
        assertThatThrownBy(() -> PivotSpec.read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 4 faults")
                .hasMessageContaining(file + ":3: environment.discount = 1 must be less than 1")
                .hasMessageContaining(file + ":4: environment.capacity = 0 must be at least 1")
                .hasMessageContaining(file + ":5: environment.batteries is not a known key")
                .hasMessageContaining(file + ":6: tolerance = 0 must be more than 0");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "environment: {kind: brewery, goods: {hops: 0.7, barley: 0.6}, worth: [0, 1, 2]} | at most 1 together",
                "environment: {kind: brewery, worth: [0, 1]} | 3 goods must have 4: from none to all",
                "environment: {kind: brewery, drift: {up: 0.7, down: 0.6}} | at most 1 together",
                "environment: {kind: brewery, producers: 12} | whose tables need",
                "environment: {kind: storage, providers: 12, capacity: 9} | whose tables need",
                "environment: {kind: storage, imbalances: [{amount: 1, probability: 0.5}]} | sums to 0.5 and must sum to 1",
                "environment: {kind: brewery} # simulation | simulation.strategies.nobody = lowest is not an agent",
                "environment: {file: missing.json} | missing.json: does not exist",
                "environment: {file: x.json, producers: 3} | environment.producers is not a known key",
                "environment: {} | environment.kind is missing"
            })
    void wrongWorldsAreRefused(String example) throws IOException {
        String[] parts = example.split(" \\| ", 2);
        List<String> overrides =
                example.contains("# simulation") ? List.of("simulation.strategies.nobody=lowest") : List.of();
        Path file = file(parts[0]);
        assertThatThrownBy(() -> PivotSpec.read(file, overrides))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(parts[1]);
    }
}
