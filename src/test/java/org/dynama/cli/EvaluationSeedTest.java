package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is searched has one seed, what it is measured on may have another. */
class EvaluationSeedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEARCH = """
        environment: {kind: sequential-sales, agents: 2, items: 1}
        optimizer: {iterations: 3, profiles: 50, searchPoints: 4, starts: 1}
        evaluation: {profiles: 50, shareProfiles: 500, misreports: 20}
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path run(String command, String spec, String out, String... options) throws IOException {
        Path path = folder.resolve(out);
        boolean isFile = spec.startsWith("models/");
        String file = isFile ? spec : "" + Files.writeString(folder.resolve("spec.yaml"), spec);
        List<String> words = new ArrayList<>(List.of(command, file, "--out", path.toString(), "--quiet"));
        words.addAll(List.of(options));
        Console said = Console.run(Families.ALL, words.toArray(String[]::new));
        assertThat(said.status()).as(said.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        return path;
    }

    private static JsonNode result(Path run) throws IOException {
        return JSON.readTree(run.resolve("result.json").toFile());
    }

    /** VCG beside each cell tells which profiles it was evaluated on. */
    @Test
    void cellsOfOneEvaluationSeedAreEvaluatedOnTheSameProfiles() throws IOException {
        Path same = run("sweep", SEARCH, "same", "--set", "seed=[1, 2]", "--set", "evaluation.seed=9");
        Path other = run("sweep", SEARCH, "other", "--set", "seed=[1, 2]");
        JsonNode first = result(same.resolve("seed-1"));
        JsonNode second = result(same.resolve("seed-2"));
        assertThat(first.path("vcg")).isEqualTo(second.path("vcg"));
        assertThat(Files.readString(same.resolve("seed-1/mechanism.json")))
                .isNotEqualTo(Files.readString(same.resolve("seed-2/mechanism.json")));
        assertThat(result(other.resolve("seed-1")).path("vcg"))
                .isNotEqualTo(result(other.resolve("seed-2")).path("vcg"));
    }

    /** Left out it is the seed's; given, it changes no mechanism, and the seed no profile. */
    @Test
    void theSearchDoesNotSeeIt() throws IOException {
        Path without = run("search", SEARCH, "without", "--seed", "9");
        Path written = run("search", SEARCH, "written", "--seed", "9", "--set", "evaluation.seed=9");
        Path apart = run("search", SEARCH, "apart", "--seed", "9", "--set", "evaluation.seed=4");
        Map<String, String> first = RunEssence.of(without);
        for (String file : List.of("trace.csv", "result.json")) {
            assertThat(RunEssence.of(written)).containsEntry(file, first.get(file));
        }
        assertThat(RunEssence.of(apart)).containsEntry("trace.csv", first.get("trace.csv"));
        assertThat(result(apart).path("vcg")).isNotEqualTo(result(without).path("vcg"));
        assertThat(JSON.readTree(apart.resolve("mechanism.json").toFile()).path("boosts"))
                .isEqualTo(JSON.readTree(without.resolve("mechanism.json").toFile())
                        .path("boosts"));
    }

    /** Evaluations and audits have no search: their one seed is the evaluation's, by either name. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"evaluate, 50, vcg", "audit, 5, loss"})
    void storedMechanismsAreMeasuredByIt(String command, String profiles, String told) throws IOException {
        String stored = "models/mechanisms/sequential-sales";
        Set<JsonNode> numbers = new HashSet<>();
        for (String by : List.of("--seed=4", "--set=evaluation.seed=4", "--seed=5")) {
            String out = command + by.replaceAll("\\W", "");
            numbers.add(
                    result(run(command, stored, out, "--profiles", profiles, by, "--set=evaluation.shareProfiles=0"))
                            .path(told));
        }
        assertThat(numbers).hasSize(2);
    }

    /** Trained best responses are of the evaluation. */
    @Test
    @Tag("slow")
    void trainingsHaveTheirs() throws IOException {
        String learn = """
                world: {kind: fixed-sales, periods: 1, types: uniform}
                training: {steps: 1, width: 4, policyWidth: 2, policies: 1}
                evaluation: {oracle: false, response: trained, starts: 1, steps: 1}
                """;
        Path one = run("learn", learn, "one");
        Path two = run("learn", learn, "two", "--set", "evaluation.seed=2");
        assertThat(Files.readString(two.resolve("trace.csv"))).isEqualTo(Files.readString(one.resolve("trace.csv")));
        assertThat(result(two).path("agents")).isNotEqualTo(result(one).path("agents"));
        assertThat(result(two).path("baselines")).isNotEqualTo(result(one).path("baselines"));
    }

    /** Seasons are of the simulation. */
    @Test
    void seasonsHaveTheirs() throws IOException {
        StudyExamples.Example example = StudyExamples.all().get("pivot");
        Files.writeString(folder.resolve(StudyExamples.INPUT), example.input());
        JsonNode season = result(run("pivot", example.spec(), "season")).path("simulation");
        JsonNode other = result(run("pivot", example.spec(), "other", "--set", "simulation.seed=2"))
                .path("simulation");
        JsonNode same = result(run("pivot", example.spec(), "same", "--set", "simulation.seed=1"))
                .path("simulation");
        assertThat(same).isEqualTo(season).isNotEmpty();
        assertThat(other).isNotEqualTo(season);
    }
}
