package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgressTest {
    private static final long SECOND = 1_000_000_000L;

    /** What is left is what the rest takes at the pace so far; what was done before it began does not count. */
    @Test
    void theRestIsToldByThePaceSoFar() {
        long[] now = {7 * SECOND};
        Remaining remaining = new Remaining(() -> now[0]);
        assertThat(remaining.at("search", 0.2)).isNegative();
        now[0] += 2 * SECOND;
        assertThat(remaining.at("search", 0.3)).as("too early").isNegative();
        now[0] += 8 * SECOND;
        // 30 % in 10 s: 50 % in 50/3 s.
        assertThat(remaining.at("search", 0.5)).isCloseTo(50.0 / 3, within(1e-12));
        assertThat(Remaining.text(50.0 / 3)).isEqualTo(", about 17 s left");
        assertThat(Remaining.text(0.5)).isEmpty();
        assertThat(Remaining.text(600)).isEqualTo(", about 10 min left");
        assertThat(remaining.at("bound", 0.5)).as("another phase").isNegative();
    }

    /** For programs every line is an object, and nothing else is said. */
    @Test
    void aLogIsAnObjectALine(@TempDir Path folder) throws Exception {
        Path spec = StudyExamples.all().get("search").write(folder);
        String out = folder.resolve("run").toString();
        List<String> words = List.of("search", spec.toString(), "--out", out, "--log-json");
        List<JsonNode> ran = events(words);
        assertThat(ran)
                .extracting(event -> event.path("event").asText())
                .contains("progress")
                .endsWith("end");
        assertThat(ran.get(ran.size() - 1).path("folder").asText()).isEqualTo(out);
        assertThat(ran)
                .filteredOn(event -> event.path("event").asText().equals("progress"))
                .allSatisfy(event -> assertThat(event.path("done").asDouble()).isBetween(0.0, 1.0))
                .extracting(event -> event.path("phase").asText())
                .contains("search", "bound", "audit");
        assertThat(events(words)).hasSize(1).first().satisfies(event -> {
            assertThat(event.path("event").asText()).isEqualTo("error");
            assertThat(event.path("text").asText()).contains("is there already");
        });
        List<JsonNode> cells = events(List.of(
                "sweep", spec.toString(), "--set", "optimizer.iterations=[1, 2]", "--out", out + "s", "--log-json"));
        assertThat(cells)
                .filteredOn(event -> event.path("event").asText().equals("cell"))
                .extracting(event -> event.path("ended").asInt())
                .containsExactly(1, 2);
        assertThat(Console.run(Families.ALL, "runs", folder.resolve("none").toString())
                        .err())
                .as("the next command speaks to people")
                .startsWith(folder.resolve("none") + " is no folder");
    }

    private static List<JsonNode> events(List<String> words) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Console.run(Families.ALL, words.toArray(String[]::new))
                .err()
                .lines()
                .toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    /** A phase is announced once, however often nothing of it is done; then there is a line a quarter. */
    @Test
    void aPipeHearsOfEveryQuarterOnce() {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (ConsoleProgress progress = new ConsoleProgress(false)) {
            progress.at("start points", 0, "");
            progress.at("start points", 0, " (50 % of a batch)");
            progress.at("start points", 0, "");
            progress.at("start points", 0.3, "");
            progress.at("start points", 0.3, "");
            progress.at("search", 0, "first step");
            progress.at("search", 1, "0.5");
        } finally {
            System.setErr(usual);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("start points: 0 %", "start points: 30 %", "search: 100 %, 0.5");
    }
}
