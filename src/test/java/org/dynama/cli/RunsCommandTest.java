package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.dynama.file.WholeFile;
import org.dynama.study.FolderLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of runs says how each is, and removal takes what a run has made and nothing else. */
class RunsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path runs;

    /** One of each: done, stopped, at work, damaged, a sweep, and a folder that is nobody's. */
    @BeforeEach
    void makeRuns() throws IOException {
        runs = folder.resolve("runs");
        Path spec = StudyExamples.all().get("smoothing").write(folder.resolve("specs"));
        for (String name : new String[] {"done", "deep/er/damaged"}) {
            run("smoothing", spec.toString(), "--out", runs.resolve(name).toString(), "--quiet");
        }
        for (String name : new String[] {"stopped", "at-work"}) {
            WholeFile.beforeEveryRename(file -> {
                if (file.endsWith("result.json")) {
                    throw new IllegalStateException("killed");
                }
            });
            try {
                run("smoothing", spec.toString(), "--out", runs.resolve(name).toString(), "--quiet");
            } finally {
                WholeFile.renameUnheard();
            }
        }
        Files.writeString(runs.resolve("deep/er/damaged/result.json"), "{");
        String swept = StudyExamples.all().get("smoothing").swept();
        run(
                "sweep",
                spec.toString(),
                "--set",
                swept,
                "--out",
                runs.resolve("sweep").toString(),
                "--quiet");
        Files.createDirectories(runs.resolve("notes"));
        Files.writeString(runs.resolve("notes/spec.yaml"), "mine: true\n");
    }

    private static Console run(String... words) {
        return Console.run(Families.ALL, words);
    }

    private Console runs(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "runs";
        System.arraycopy(words, 0, all, 1, words.length);
        return run(all);
    }

    private Map<String, JsonNode> listed() throws IOException {
        Map<String, JsonNode> listed = new TreeMap<>();
        JSON.readTree(runs(runs.toString(), "--json").out())
                .forEach(run -> listed.put(
                        runs.relativize(Path.of(run.path("path").asText())).toString(), run));
        return listed;
    }

    @Test
    void eachRunIsListedWithItsState() throws IOException {
        FolderLock lock = FolderLock.take(runs.resolve("at-work"));
        Map<String, JsonNode> listed = listed();
        String text = runs(runs.toString()).out();
        lock.release();
        Map<String, String> states = new TreeMap<>();
        listed.forEach((path, run) -> states.put(path, run.path("state").asText()));
        assertThat(states)
                .isEqualTo(Map.of(
                        "done",
                        "done",
                        "stopped",
                        "stopped",
                        "at-work",
                        "running",
                        "deep/er/damaged",
                        "damaged",
                        "sweep",
                        "done"));
        assertThat(listed.get("sweep").path("says").asText()).isEqualTo("2 of 2 cells");
        JsonNode record = JSON.readTree(runs.resolve("done/result.json").toFile());
        assertThat(listed.get("done").path("seconds").asDouble())
                .isEqualTo(record.path("seconds").asDouble());
        long bytes;
        try (var files = Files.walk(runs.resolve("done"))) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
        assertThat(listed.get("done").path("bytes").asLong()).isEqualTo(bytes);
        assertThat(text.lines()).hasSize(1 + 5 + 1).last().asString().contains("result.json", "damaged");
    }

    @Test
    void theyAreChosenAndSorted() throws IOException {
        Instant old = Instant.now().minus(Duration.ofDays(3));
        Files.setLastModifiedTime(runs.resolve("done/manifest.json"), FileTime.from(old));
        JsonNode chosen = JSON.readTree(
                runs(runs.toString(), "--older-than", "2.5", "--json").out());
        assertThat(chosen).hasSize(1);
        assertThat(chosen.path(0).path("path").asText()).endsWith("done");
        JsonNode sorted = JSON.readTree(runs(runs.toString(), "--sort", "bytes", "--state", "done", "--json")
                .out());
        assertThat(sorted).hasSize(2);
        assertThat(sorted.path(0).path("path").asText()).endsWith("sweep");
        JsonNode latest = JSON.readTree(
                runs(runs.toString(), "--sort", "changed", "--json").out());
        assertThat(latest.path(4).path("path").asText()).endsWith("done");
    }

    @Test
    void removalTakesWhatRunsHaveMade() throws IOException {
        Path note = Files.writeString(runs.resolve("sweep/note.txt"), "mine");
        Console refused = runs(runs.toString(), "--remove");
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.err()).contains("is no run but holds 5", "--all");
        assertThat(listed()).hasSize(5);

        assertThat(runs(runs.toString(), "--remove", "--state", "stopped", "--dry-run")
                        .err())
                .contains("Would remove", "stopped", "at-work");
        assertThat(listed()).hasSize(5);
        FolderLock lock = FolderLock.take(runs.resolve("at-work"));
        Console removed = runs(runs.toString(), "--remove", "--all");
        assertThat(removed.err()).contains("Left alone: " + runs.resolve("at-work") + " is at work");
        assertThat(removed.err()).contains("no run has made: note.txt");
        lock.release();
        assertThat(listed()).containsOnlyKeys("at-work");
        assertThat(runs.resolve("notes/spec.yaml")).exists();
        assertThat(runs.resolve("sweep")).isDirectoryContaining(note::equals);
        assertThat(WholeFile.entries(runs.resolve("sweep"))).hasSize(1);
        assertThat(runs.resolve("done")).doesNotExist();

        assertThat(runs(runs.resolve("at-work").toString(), "--remove").status())
                .isEqualTo(Main.DONE);
        assertThat(listed()).isEmpty();
    }

    @Test
    void wrongWordsAreRefused() {
        assertThat(runs(folder.resolve("none").toString()).err()).contains("is no folder");
        assertThat(runs("--dry-run").err()).contains("go with --remove");
        assertThat(runs("--remove").err()).contains("--remove needs the runs");
    }
}
