package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private String spec(String text) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    /** A run writes its files, says what it found, and with --json prints the record alone. */
    @Test
    void aRunWritesItsFilesAndItsRecord() throws IOException {
        String run = folder.resolve("run").toString();
        String spec = spec("kind: mdp\nrounds: 30000\nseeds: 2\nmarket: {kind: single-item, states: 2, agents: 2}\n");
        assertThat(Main.run(Families.ALL, "online", spec, "--out", run, "--json"))
                .isZero();
        for (String file : new String[] {
            "spec.yaml",
            "result.json",
            "curves.csv",
            "seeds.csv",
            "report.html",
            "figures/episodes.svg",
            "figures/signed-welfare.svg",
            "figures/signed-agent-1.svg",
            "figures/utilities.svg"
        }) {
            assertThat(folder.resolve("run").resolve(file)).isNotEmptyFile();
        }
        JsonNode record = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(record.path("command").asText()).isEqualTo("online");
        assertThat(record.path("cases").get(0).path("curves").path("welfare").isArray())
                .isTrue();
        assertThat(record.path("cases").get(0).path("market").asText()).isEqualTo("single-item 1");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("regret at the end")
                .contains("welfare = designer + agents");
        assertThat(Main.run(Families.ALL, "report", run, "--quiet")).isZero();
        assertThat(Main.run(Families.ALL, "online", "--resume", run)).isEqualTo(Main.INPUT_AT_FAULT);
    }

    /** Records of online and pivot had another layout before runs had manifests: such a run is named, and left out of many. */
    @Test
    void aRunOfAnEarlierVersionIsNamedAndLeftOut() throws IOException {
        Path run = folder.resolve("run");
        String spec = spec("kind: bandit\nrounds: 50\nseeds: 2\nmarket: {kind: single-item, agents: 2}\n");
        assertThat(Main.run(Families.ALL, "online", spec, "--out", run.toString(), "--quiet"))
                .isZero();
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.copy(run.resolve("spec.yaml"), old.resolve("spec.yaml"));
        Files.writeString(old.resolve("result.json"), """
            {"schema": 1, "command": "online", "name": "old", "kind": "bandit", "seeds": 2, "seed": 1,
             "cases": [{"market": "single-item", "mechanism": "etc", "lie": "truthful", "liar": 0, "rounds": 50,
                        "notes": [], "floors": [0, 0, 0], "prices": [0.5, 0], "grid": [50], "curves": {},
                        "growth": {}, "facts": {}, "gain": [], "episodes": []}],
             "horizons": [], "checks": [], "seconds": 1, "versions": {}}
            """);
        String sentence =
                old + " was written by an earlier version: run it again with dynama online " + old + "/spec.yaml";
        assertThat(Main.run(Families.ALL, "report", old.toString())).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        String page = folder.resolve("page.html").toString();
        assertThat(Main.run(Families.ALL, "report", old.toString(), run.toString(), "--out", page, "--json"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(sentence);
    }

    /** How many reports a lie altered is counted again: who edits the count is caught. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"mean", "least", "largest"})
    void anEditedCountOfAlteredReportsIsCaught(String number) throws IOException {
        String spec = spec("""
                kind: bandit
                rounds: 50
                seeds: 2
                market: {kind: single-item, agents: 2}
                lies: [{agent: 1, kind: scale, factor: 0.5}]
                """);
        Path run = folder.resolve("run");
        assertThat(Main.run(Families.ALL, "online", spec, "--out", run.toString(), "--quiet"))
                .isZero();
        assertThat(Main.run(Families.ALL, "verify", run.toString())).isZero();
        Path file = run.resolve("result.json");
        JsonNode record = new ObjectMapper().readTree(file.toFile());
        ObjectNode altered =
                (ObjectNode) record.path("cases").get(1).path("facts").path("changedReports");
        assertThat(altered.path(number).doubleValue()).isPositive();
        altered.put(number, altered.path(number).doubleValue() + 1);
        Files.writeString(file, record.toString());
        EditedRecordsTest.sign(run, file);
        assertThat(Main.run(Families.ALL, "verify", run.toString())).isEqualTo(Main.CHECK_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("facts.changedReports." + number);
    }

    /** Sets that are too small do not hold the truth, leave programs without a point, and never pass silently. */
    @Test
    void infeasibleProgramsAreACheckThatDidNotHold() throws IOException {
        String spec = spec("kind: mdp\nrounds: 300000\nseeds: 2\nmechanisms: [{radius: 0.003}]\n");
        assertThat(Main.run(
                        Families.ALL,
                        "online",
                        spec,
                        "--out",
                        folder.resolve("shrunk").toString()))
                .isEqualTo(Main.CHECK_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("had no feasible linear program");
    }

    @Test
    void theUsersMistakesAreNamedAtOnce() throws IOException {
        String spec = spec("kind: bandit\nrounds: 0\nmarket: {kind: single-item, agents: 0}\n");
        assertThat(Main.run(Families.ALL, "online", spec)).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("has 2 faults")
                .contains("small.yaml:2: rounds = 0 must be at least 1")
                .contains("small.yaml:3: market.agents = 0 must be at least 1");
    }

    @Test
    void theKeysAreListed() {
        assertThat(Main.run(Families.ALL, "list", "online")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("mechanisms").contains("[kind = bandit]");
    }
}
