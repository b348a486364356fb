package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dynama.study.Study;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real kill in the middle of a run of every study, and a real request to stop; both end with the same numbers. */
@Tag("slow")
class KillTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static Stream<String> studies() {
        return Families.ALL.all().stream().map(Study::name);
    }

    private static Process start(Path log, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddynama.checkpoint=0",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static JsonNode numbers(Path run) throws IOException {
        return withoutTimes(JSON.readTree(run.resolve("result.json").toFile()));
    }

    private static JsonNode withoutTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("seconds", "programSeconds", "processor", "versions"));
        }
        node.forEach(KillTest::withoutTimes);
        return node;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void aKilledRunGoesOnToTheSameNumbers(String study) throws Exception {
        Path spec = StudyExamples.all().get(study).write(folder);
        Path log = folder.resolve("log");
        Path whole = folder.resolve("whole");
        long begun = System.nanoTime();
        Process undisturbed = start(log, study, spec.toString(), "--out", whole.toString(), "--quiet");
        assertThat(undisturbed.waitFor()).as(Files.readString(log)).isIn(Main.DONE, Main.CHECK_FAILED);
        long took = System.nanoTime() - begun;
        for (int tenth : new int[] {4, 7, 9}) {
            for (boolean politely : new boolean[] {false, true}) {
                Path out = folder.resolve("killed-" + tenth + politely);
                Process killed = start(log, study, spec.toString(), "--out", out.toString(), "--quiet");
                killed.waitFor(took * tenth / 10, TimeUnit.NANOSECONDS);
                Process done = politely ? killed : killed.destroyForcibly();
                if (politely) {
                    killed.destroy();
                }
                int status = done.waitFor();
                if (status != Main.DONE && status != Main.CHECK_FAILED) {
                    assertThat(status).as(Files.readString(log)).isEqualTo(politely ? 143 : 137);
                    Process resumed = Files.exists(out)
                            ? start(log, study, "--resume", out.toString(), "--quiet")
                            : start(log, study, spec.toString(), "--out", out.toString(), "--quiet");
                    int after = resumed.waitFor();
                    String said = Files.readString(log);
                    // A kill between the last rename and the end of the program leaves a run that is finished.
                    boolean finished = after == Main.INPUT_AT_FAULT && said.contains("holds a finished run");
                    assertThat(finished || after == Main.DONE || after == Main.CHECK_FAILED)
                            .as(said)
                            .isTrue();
                }
                assertThat(numbers(out)).isEqualTo(numbers(whole));
            }
        }
    }
}
