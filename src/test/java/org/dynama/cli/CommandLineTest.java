package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String SPEC = """
            environment: {kind: sequential-sales, agents: 2, items: 1}
            optimizer: {iterations: 10, profiles: 100, searchPoints: 16, starts: 2}
            evaluation: {profiles: 100, shareProfiles: 1000, misreports: 100}
            """;

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

    private Path spec() throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, SPEC);
        return file;
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A search writes every file of the contract, and with --json nothing but the record to standard output. */
    @Test
    void aSearchWritesItsFilesAndItsRecord() throws IOException {
        Path run = folder.resolve("run");
        assertThat(Main.run(Families.ALL, "search", spec().toString(), "--out", run.toString(), "--json"))
                .isZero();
        for (String file : new String[] {"spec.yaml", "result.json", "mechanism.json", "trace.csv", "report.html"}) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        assertThat(run.resolve("checkpoint")).doesNotExist();
        JsonNode record = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(record.path("schema").asInt()).isEqualTo(1);
        assertThat(record.path("bound").path("kind").asText()).isEqualTo("myerson");
        assertThat(record.path("objective").path("solver").asText()).isEqualTo("lp");
        assertThat(new ObjectMapper().readTree(run.resolve("result.json").toFile()))
                .isEqualTo(record);
    }

    /** A benchmark of one small tree: a row for the kernel as JSON, and the file; what cannot be is the user's fault. */
    @Test
    void aBenchWritesItsRows() throws IOException {
        Path run = folder.resolve("bench");
        assertThat(Main.run(
                        Families.ALL,
                        "bench",
                        "--tree",
                        "2x2",
                        "--kernel-only",
                        "--device",
                        "cpu",
                        "--seconds",
                        "0.01",
                        "--json",
                        "--out",
                        run.toString()))
                .isZero();
        JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(result.path("rows").size()).isEqualTo(1);
        assertThat(result.path("rows").path(0).path("pairs").asInt()).isEqualTo(12);
        assertThat(new ObjectMapper().readTree(run.resolve("bench.json").toFile()))
                .isEqualTo(result);
        assertThat(Main.run(Families.ALL, "bench", "--tree", "2by2")).isEqualTo(2);
        assertThat(err()).contains("--tree 2by2 must be AGENTSxITEMS\nMaybe 8x5.");
    }

    /** A stored mechanism is evaluated again, and both runs are compared on one page. */
    @Test
    void aStoredMechanismIsEvaluatedAndCompared() throws IOException {
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();
        String page = folder.resolve("comparison.html").toString();
        assertThat(Main.run(Families.ALL, "search", spec().toString(), "--out", first, "--quiet"))
                .isZero();
        assertThat(Main.run(
                        Families.ALL,
                        "evaluate",
                        first,
                        "--profiles",
                        "200",
                        "--solver",
                        "dp",
                        "--out",
                        second,
                        "--quiet",
                        "--set",
                        "evaluation.shareProfiles=0"))
                .isZero();
        assertThat(err()).isEmpty();
        assertThat(Main.run(Families.ALL, "report", first, second, "--out", page, "--quiet", "--json"))
                .isZero();
        assertThat(err()).isEmpty();
        assertThat(new ObjectMapper()
                        .readTree(out.toString(StandardCharsets.UTF_8))
                        .path("report")
                        .asText())
                .isEqualTo(page);
        assertThat(Path.of(page)).isNotEmptyFile();
    }

    /** A sweep writes a folder for each cell and its tables; a failed cell is status 1, and the array has it, too. */
    @Test
    void aSweepWritesItsTablesAndSaysWhatFailed() throws IOException {
        Path file = folder.resolve("many.yaml");
        Files.writeString(file, SPEC.replace("items: 1", "items: [1, 2]"));
        Path sweep = folder.resolve("sweep");
        assertThat(Main.run(Families.ALL, "sweep", file.toString(), "--out", sweep.toString(), "--json", "--quiet"))
                .isZero();
        assertThat(err()).isEmpty();
        for (String name : new String[] {"sweep.yaml", "results.csv", "results.md", "report.html"}) {
            assertThat(sweep.resolve(name)).isNotEmptyFile();
        }
        assertThat(sweep.resolve("items-2/report.html")).isNotEmptyFile();
        JsonNode rows = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).path("status").asText()).isEqualTo("done");

        Files.writeString(
                file, SPEC.replace("optimizer: {", "optimizer: {kind: [none, regularized-gradient], step: 1e308, "));
        Path failing = folder.resolve("failing");
        assertThat(Main.run(Families.ALL, "sweep", file.toString(), "--out", failing.toString(), "--jobs", "2"))
                .isEqualTo(1);
        assertThat(err()).contains("1 of 2 cells are done, 1 failed").doesNotContain("at org.dynama");
        assertThat(Main.run(Families.ALL, "sweep", file.toString(), "--set", "environment.agents=[2, 0]"))
                .isEqualTo(2);
        assertThat(err()).contains("--set environment.agents=[2, 0]: environment.agents = 0 must be at least 1");
    }

    /** A spec with a world is swept by trainings; the best of them is named. */
    @Test
    void aSweepOfTrainingsNamesTheBest() throws IOException {
        Path file = folder.resolve("grid.yaml");
        String spec = """
                world: {kind: bandit-auction, periods: 1}
                training: {steps: 4, width: 4, policyWidth: 2, policies: 1, step: [0.001, 0.01]}
                """;
        Files.writeString(file, spec);
        Path sweep = folder.resolve("sweep");
        assertThat(Main.run(Families.ALL, "sweep", file.toString(), "--threads", "2"))
                .as("what trainings do not honour is refused")
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(Main.run(Families.ALL, "sweep", file.toString(), "--out", sweep.toString(), "--json"))
                .isZero();
        for (String name : new String[] {"results.csv", "results.md", "report.html", "step-0.01/report.html"}) {
            assertThat(sweep.resolve(name)).isNotEmptyFile();
        }
        assertThat(err()).contains("[2/2] step-0.01: profit left", "Best: step 0.0");
        JsonNode rows = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).path("accepted").isBoolean()).isTrue();

        Files.writeString(file, spec + "environment: {kind: sequential-sales}\n");
        assertThat(Main.run(Families.ALL, "sweep", file.toString())).isEqualTo(2);
        assertThat(err()).contains("grid.yaml:3: environment is not a known key");
    }

    /** All faults of a spec at once, status 2, no stack trace, and no run folder is made. */
    @Test
    void aWrongSpecIsRefusedWithAllItsFaults() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "environment: {kind: sequential-sales, agnets: 3}\noptimizer: {step: -1}\nsed: 1\n");
        Path run = folder.resolve("run");
        assertThat(Main.run(Families.ALL, "search", file.toString(), "--out", run.toString()))
                .isEqualTo(2);
        assertThat(err())
                .contains("has 3 faults")
                .contains(file + ":1: environment.agnets is not a known key")
                .contains(file + ":2: optimizer.step = -1 must be more than 0")
                .contains(file + ":3: sed is not a known key")
                .doesNotContain("at org.dynama");
        assertThat(run).doesNotExist();
    }

    @Test
    void wrongUseOfTheCommandLineIsStatusTwo() throws IOException {
        assertThat(Main.run(Families.ALL, "search")).isEqualTo(2);
        assertThat(Main.run(Families.ALL, "search", "missing.yaml")).isEqualTo(2);
        assertThat(Main.run(Families.ALL, "search", spec().toString(), "--nonsense"))
                .isEqualTo(2);
        assertThat(Main.run(Families.ALL, "evaluate", folder.resolve("nothing").toString()))
                .isEqualTo(2);
        assertThat(Main.run(Families.ALL, "report", folder.toString())).isEqualTo(2);
        assertThat(Main.run(Families.ALL, "search", "--resume", folder.toString()))
                .isEqualTo(2);
        assertThat(err()).doesNotContain("at org.dynama");
    }

    @Test
    void theListNamesEveryKeyWithItsDefault() {
        assertThat(Main.run(Families.ALL, "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("agents")
                .contains("default 3")
                .contains("temperature")
                .contains("sequential-sales");
    }

    /** Smoothing writes its table and its figure; its old name is refused with the new one. */
    @Test
    void smoothingWritesItsTableAndItsFigure() throws IOException {
        Path run = folder.resolve("study");
        assertThat(Main.run(
                        Families.ALL,
                        "smoothing",
                        spec().toString(),
                        "--out",
                        run.toString(),
                        "--temperatures",
                        "0.1,0.01",
                        "--set",
                        "gradients.profiles=512"))
                .isEqualTo(Main.DONE);
        assertThat(run.resolve("figures/smoothing.svg")).isNotEmptyFile();
        // One header; VCG and the optimum, two entropies, two temperatures.
        assertThat(Files.readAllLines(run.resolve("smoothing.csv"))).hasSize(1 + 2 * 2 * 2);
        // Two estimators with two temperatures each, one with four deviations.
        assertThat(Files.readAllLines(run.resolve("gradients.csv"))).hasSize(1 + 2 * 2 + 4);
        for (String figure : List.of("rates", "gradients", "line")) {
            assertThat(run.resolve("figures/" + figure + ".svg")).isNotEmptyFile();
        }
        assertThat(err()).contains("temperature 0.01");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
        assertThat(Main.run(
                        Families.ALL, "smoothing", spec().toString(), "--out", run.toString(), "--temperatures", "-1"))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains("temperatures[0] = -1 must be more than 0");
        assertThat(Main.run(Families.ALL, "study", spec().toString())).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains("study is called smoothing now\nMaybe dynama smoothing " + spec());
    }
}
