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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PivotCommandTest {
    private static final String TELESCOPE = "experiments/pivot-telescope.yaml";

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

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    /** Every file is written, and with --json nothing but the record goes to standard output. */
    @Test
    void aRunWritesItsFilesAndItsRecord() throws IOException {
        assertThat(Main.run(Families.ALL, "pivot", TELESCOPE, "--out", run(), "--json", "--seed", "7"))
                .isEqualTo(Main.DONE);
        for (String file :
                new String[] {"spec.yaml", "result.json", "values.csv", "report.html", "figures/payments.svg"}) {
            assertThat(folder.resolve("run").resolve(file)).isNotEmptyFile();
        }
        JsonNode record = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(record.path("seed").asInt()).isEqualTo(7);
        assertThat(record.path("soundness").path("verdict").asText()).isEqualTo("holds");
        assertThat(new ObjectMapper().readTree(folder.resolve("run/result.json").toFile()))
                .isEqualTo(record);
        assertThat(Files.readString(folder.resolve("run/report.html")))
                .contains("One season")
                .contains("incentive compatibility")
                .contains("weak budget balance");
        assertThat(err()).contains("not promised  weak budget balance").contains("standard errors of the values");
    }

    /** The resolved spec runs again and gives the same numbers. */
    @Test
    void theResolvedSpecRunsAgain() throws IOException {
        assertThat(Main.run(
                        Families.ALL, "pivot", TELESCOPE, "--out", run(), "--quiet", "--set", "simulation.seasons=100"))
                .isEqualTo(Main.DONE);
        String again = folder.resolve("again").toString();
        assertThat(Main.run(
                        Families.ALL, "pivot", folder.resolve("run/spec.yaml").toString(), "--out", again, "--quiet"))
                .isEqualTo(Main.DONE);
        assertThat(folder.resolve("again/values.csv")).hasSameTextualContentAs(folder.resolve("run/values.csv"));
        assertThat(err()).isEmpty();
    }

    /** A world without a name is called alike from its own file and from the copy in the run's folder. */
    @Test
    void aNamelessWorldIsCalledAlikeAgain() throws IOException {
        String world = Files.readString(Path.of("models/environments/pivot-telescope.json"));
        Files.writeString(folder.resolve("mine.json"), world.replaceFirst("\"name\": \"[^\"]*\",", ""));
        Path spec = Files.writeString(
                folder.resolve("mine.yaml"), "environment: {file: mine.json}\nsimulation: {seasons: 5}\n");
        String again = folder.resolve("again").toString();
        assertThat(Main.run(Families.ALL, "pivot", spec.toString(), "--out", run(), "--quiet"))
                .isEqualTo(Main.DONE);
        assertThat(Main.run(Families.ALL, "pivot", run() + "/spec.yaml", "--out", again, "--quiet"))
                .isEqualTo(Main.DONE);
        ObjectMapper json = new ObjectMapper();
        for (String out : new String[] {run(), again}) {
            assertThat(json.readTree(Path.of(out, "result.json").toFile())
                            .path("world")
                            .asText())
                    .isEqualTo("world");
        }
        assertThat(Main.run(Families.ALL, "verify", run(), "--quiet")).isEqualTo(Main.DONE);
    }

    /** Two seasons tell no average from chance, whatever they are: nothing is tested, and nothing fails. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void twoSeasonsAreTooFew(int seed) {
        String[] spec = {"pivot", TELESCOPE, "--out", run(), "--set", "simulation.seasons=2", "--set", "seed=" + seed};
        assertThat(Main.run(Families.ALL, spec)).isEqualTo(Main.DONE);
        assertThat(err()).contains("not tested    2 seasons are too few to tell averages from chance: 38 or more");
    }

    /** A record whose average was made better than it is: status 3, and the message says which number. */
    @Test
    void aFailedCheckIsStatusThree() throws IOException {
        String[] spec = {"pivot", TELESCOPE, "--out", run(), "--quiet", "--set", "simulation.seasons=100"};
        assertThat(Main.run(Families.ALL, spec)).isEqualTo(Main.DONE);
        assertThat(Main.run(Families.ALL, "verify", run())).isEqualTo(Main.DONE);
        Path record = folder.resolve("run/result.json");
        String text = Files.readString(record);
        Files.writeString(record, text.replaceFirst("\"mean\" : [0-9.]+", "\"mean\" : 99.5"));
        assertThat(Main.run(Families.ALL, "verify", run())).isEqualTo(Main.CHECK_FAILED);
        assertThat(err()).contains("does not hold: simulation.averages.0.mean = 99.5 must be ");
    }

    /** No tolerance is below rounding: checks allow for it beside the tolerance. */
    @Test
    void roundingFailsNoCheck() {
        assertThat(Main.run(Families.ALL, "pivot", TELESCOPE, "--out", run(), "--set", "tolerance=1e-300"))
                .isEqualTo(Main.DONE);
    }

    /** All faults at once, status 2, no stack trace, no folder. */
    @Test
    void wrongInputIsStatusTwo() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "environment: {kind: brewery, producer: 3, periods: 0}\nsede: 1\n");
        assertThat(Main.run(Families.ALL, "pivot", file.toString(), "--out", run()))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err())
                .contains("has 3 faults")
                .contains(file + ":1: environment.producer is not a known key")
                .contains(file + ":1: environment.periods = 0 must be at least 1")
                .contains(file + ":2: sede is not a known key")
                .doesNotContain("at org.dynama");
        assertThat(Main.run(Families.ALL, "pivot", TELESCOPE, "--set", "environment.file=" + folder))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(Main.run(Families.ALL, "pivot")).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void theKeysAreListed() {
        assertThat(Main.run(Families.ALL, "list", "pivot")).isEqualTo(Main.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("producers").contains("strategies");
    }
}
