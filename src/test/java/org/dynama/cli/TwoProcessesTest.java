package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dynama.OwnJava;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.file.WholeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two that want one folder at once, both with {@code --force}: one run is there in the end, whole, and all files are its. */
class TwoProcessesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void usual() {
        WholeFile.renameUnheard();
    }

    private String[] search(int seed) throws IOException {
        Path spec = StudyExamples.all().get("search").write(folder);
        return new String[] {
            "search",
            spec.toString(),
            "--seed",
            "" + seed,
            "--out",
            folder.resolve("run").toString(),
            "--force",
            "--quiet"
        };
    }

    /** The seed of the run that is there; every file must be as its manifest says. */
    private int seed() throws IOException {
        Path run = folder.resolve("run");
        JsonNode manifest = Json.read(run.resolve("manifest.json"), JsonNode.class);
        for (String kind : List.of("inputs", "outputs")) {
            manifest.path(kind)
                    .properties()
                    .forEach(file -> assertThat(Digest.of(run.resolve(file.getKey())))
                            .as(file.getKey())
                            .isEqualTo(file.getValue().asText()));
        }
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".part") || name.equals("lock") || name.equals("checkpoint"));
        }
        int seed = Json.read(run.resolve("result.json"), JsonNode.class)
                .path("seed")
                .asInt();
        assertThat(Files.readString(run.resolve("spec.yaml"))).contains("seed: " + seed + "\n");
        return seed;
    }

    /** Before each of its files appears, another comes, and is sent away. */
    @Test
    void whoComesInBetweenIsSentAway() throws IOException {
        assertThat(Console.run(Families.ALL, search(1)).status()).isIn(Main.DONE, Main.CHECK_FAILED);
        String[] other = search(3);
        List<String> names = new ArrayList<>();
        AtomicReference<Thread> inside = new AtomicReference<>();
        WholeFile.beforeEveryRename(name -> {
            if (inside.compareAndSet(null, Thread.currentThread())) {
                Console said = Console.run(Families.ALL, other);
                assertThat(said.status()).as("before %s: %s", name, said.err()).isEqualTo(Main.INPUT_AT_FAULT);
                assertThat(said.err()).contains("is in use");
                names.add(name.getFileName().toString());
                inside.set(null);
            }
        });
        assertThat(Console.run(Families.ALL, search(2)).status()).isIn(Main.DONE, Main.CHECK_FAILED);
        WholeFile.renameUnheard();
        assertThat(names).contains("spec.yaml", "manifest.json", "result.json", "report.html");
        assertThat(seed()).isEqualTo(2);
    }

    /** Real processes, again and again into one folder, from nothing on. */
    @Test
    @Tag("slow")
    void twoProcessesLeaveOneRun() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Process> both = new ArrayList<>();
            for (int seed = 1; seed <= 2; seed++) {
                both.add(start(search(2 * round + seed)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Process process : both) {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                statuses.add(process.exitValue());
            }
            assertThat(statuses).as(log()).allMatch(status -> status != Main.FAILED);
            assertThat(statuses).anyMatch(status -> status != Main.INPUT_AT_FAULT);
            assertThat(seed()).isBetween(2 * round + 1, 2 * round + 2);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private Process start(String... args) throws IOException {
        List<String> command = OwnJava.command(Main.class);
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }
}
