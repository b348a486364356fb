package org.dynama.pivot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.pivot.PivotStudy;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.world.ShippedWorld;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.RunFolder;
import org.dynama.study.Runner;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Status;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PivotRunTest {
    private static final Path SHIPPED = Path.of("experiments");
    private static final PivotStudy STUDY = new PivotStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String text) throws IOException {
        Path file = folder.resolve("x.yaml");
        Files.writeString(file, text);
        return file;
    }

    private static Job<PivotRecord> job(Path file, List<String> overrides) {
        return Job.of(STUDY, Document.read(file, STUDY.schema(), overrides));
    }

    private PivotRecord run(String name, Path file, String... overrides) {
        return new Runner(Progress.SILENT)
                .run(job(file, List.of(overrides)), folder.resolve(name), false)
                .record();
    }

    private static Soundness soundness(PivotRecord run) {
        return STUDY.soundness(run);
    }

    private static Soundness.Check check(PivotRecord run, Property property) {
        return soundness(run).checks().stream()
                .filter(check -> check.name().equals(property.title()))
                .findFirst()
                .orElseThrow();
    }

    /** How far a margin is above zero; below it, a breach. */
    private static double margin(PivotRecord run, Property property) {
        return -Objects.requireNonNull(check(run, property).value());
    }

    /** The brewery's assumptions all hold, and so does everything else; averages are within 3 standard errors. */
    @Test
    void everythingHoldsInTheShippedBrewery() {
        PivotRecord run = run("brewery", SHIPPED.resolve("pivot-brewery.yaml"), "simulation.seasons=20000");
        assertThat(run.setting().size().jointStates()).isEqualTo(32_768);
        assertThat(soundness(run).checks())
                .hasSize(Property.values().length + 1)
                .allMatch(check -> check.status() == Status.HOLDS);
        assertThat(margin(run, Property.FLOW_FORMULA)).isGreaterThan(-1e-10);
        assertThat(margin(run, Property.EXTERNALITY_FORMULA)).isGreaterThan(-1e-10);
        assertThat(run.simulation().largestDeviation()).isLessThan(3);
        assertThat(run.expected().deficit()).isNegative();
        // Producers differ in name only.
        List<PivotRecord.AgentResult> agents = run.expected().agents();
        assertThat(agents.get(0).value()).isCloseTo(agents.get(2).value(), within(1e-9));
    }

    /** Storage providers are paid: the premise of Lemma 1 fails, a deficit is shown, and nothing else suffers. */
    @Test
    void theShippedStorageProvidersRunADeficit() {
        PivotRecord run = run("storage", SHIPPED.resolve("pivot-storage.yaml"), "simulation.seasons=5000");
        assertThat(soundness(run).holds()).isTrue();
        assertThat(check(run, Property.REMOVAL).status()).isEqualTo(Status.UNMET);
        assertThat(check(run, Property.BUDGET).status()).isEqualTo(Status.NOT_PROMISED);
        assertThat(margin(run, Property.BUDGET)).isLessThan(-1);
        assertThat(run.expected().deficit()).isPositive();
        assertThat(soundness(run).checks())
                .filteredOn(check -> !check.name().equals(Property.REMOVAL.title())
                        && !check.name().equals(Property.BUDGET.title()))
                .allMatch(check -> check.status() == Status.HOLDS);
        assertThat(run.simulation().largestDeviation()).isLessThan(3);
    }

    /** A world from a file, whose nights differ, goes the whole way; result.json reads back. */
    @Test
    void theShippedTelescopeIsReadFromItsFile() throws IOException {
        PivotRecord run = run("telescope", SHIPPED.resolve("pivot-telescope.yaml"));
        assertThat(soundness(run).holds()).isTrue();
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
        Averages.Average stars = run.simulation().averages().get(2);
        assertThat(stars.quantity()).isEqualTo("utility of stars");
        assertThat(stars.mean() + 3 * stars.standardError()).isLessThan(stars.expected());
        assertThat(soundness(run).holds()).isTrue();
        assertThat(soundness(run).checks().get(Property.values().length).status())
                .isEqualTo(Status.NOT_TESTED);
        assertThat(STUDY.view(run, RunFolder.existing(folder.resolve("liar"))).lead())
                .contains("In 20,000 seasons stars reports urgent and gets ")
                .contains("; truth among truthful agents is worth ");
    }

    @Test
    void oneSeedGivesOneResult() {
        PivotRecord one = run("one", SHIPPED.resolve("pivot-telescope.yaml"), "threads=1");
        PivotRecord two = run("two", SHIPPED.resolve("pivot-telescope.yaml"), "threads=3");
        assertThat(two.simulation()).isEqualTo(one.simulation());
        assertThat(soundness(two)).isEqualTo(soundness(one));
        assertThat(run("three", SHIPPED.resolve("pivot-telescope.yaml"), "seed=2")
                        .simulation())
                .isNotEqualTo(one.simulation());
    }

    @Test
    void everyKeyIsDocumented() {
        assertThat(STUDY.schema().keys())
                .extracting(Schema.Key::path)
                .contains("environment.file", "environment.levels", "environment.penalty", "simulation.strategies");
        assertThat(STUDY.schema().keys())
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
        assertThatThrownBy(() -> job(file, List.of()))
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
                "environment: {file: missing.json} | environment.file = missing.json is not there",
                "environment: {file: x.json, producers: 3} | environment.producers is not a known key",
                "environment: {} | environment.kind is missing"
            })
    void wrongWorldsAreRefused(String example) throws IOException {
        String[] parts = example.split(" \\| ", 2);
        List<String> overrides =
                example.contains("# simulation") ? List.of("simulation.strategies.nobody=lowest") : List.of();
        Path file = file(parts[0]);
        assertThatThrownBy(() -> job(file, overrides))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(parts[1]);
    }

    /** Whatever a schema lets a user choose is there, and no kind runs as another one. */
    @Test
    void everyKindOfTheSchemaIsBuilt() throws IOException {
        List<String> kinds = STUDY.schema().keys().stream()
                .filter(key -> key.path().equals("environment.kind"))
                .flatMap(key -> key.allowed().stream())
                .distinct()
                .toList();
        assertThat(kinds).hasSize(ShippedWorld.values().length);
        for (String kind : kinds) {
            Path file = file("environment: {kind: " + kind + "}\n");
            PivotSpec spec = STUDY.read(Document.read(file, STUDY.schema(), List.of()));
            assertThat(spec.world().name()).contains(kind.equals("storage") ? "providers" : kind);
        }
    }

    /** What an earlier version wrote is still read and shown; its checks were another format. */
    @Test
    void recordsOfEarlierVersionsStayReadable() throws IOException {
        PivotRecord run = run("telescope", SHIPPED.resolve("pivot-telescope.yaml"), "simulation.seasons=10");
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.copy(folder.resolve("telescope/spec.yaml"), old.resolve("spec.yaml"));
        String text = Files.readString(folder.resolve("telescope/result.json"))
                .replaceFirst(
                        "(?s)\"soundness\" : \\{.*?\\} \\]\\s*\\},",
                        "\"holds\" : true, \"tolerance\" : 1e-8, \"checks\" : [ ],");
        Files.writeString(old.resolve("result.json"), text);
        StoredRun<?> read = new Studies(List.of(STUDY)).stored(old);
        assertThat(((PivotRecord) read.record()).expected()).isEqualTo(run.expected());
        assertThat(((PivotRecord) read.record()).season()).isEqualTo(run.season());
        assertThat(read.soundness().verdict()).isEqualTo("not tested");
        assertThat(read.summary()).contains("a telescope").contains("Expected welfare is");
    }
}
