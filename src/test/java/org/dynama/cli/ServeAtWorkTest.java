package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dynama.OwnJava;
import org.dynama.serve.Server;
import org.dynama.study.Csv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at work in a folder that is served: they are seen to grow, and nothing that is half written is ever shown. */
@Tag("slow")
class ServeAtWorkTest {
    private static final long PATIENCE = 120_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Process start(String... words) throws IOException {
        List<String> command = OwnJava.bare(Main.class);
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static JsonNode json(ServedRuns served, String target) throws IOException {
        ServedRuns.Reply reply = served.get(target);
        assertThat(reply.status()).as(target + reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static int points(JsonNode run) {
        int points = 0;
        for (JsonNode curve : run.path("curves")) {
            assertThat(curve.path("y")).hasSameSizeAs(curve.path("x"));
            points += curve.path("x").size();
        }
        return points;
    }

    @Test
    void aSearchIsSeenToGrowAndToBeKilled() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("runs"));
        Path spec = StudyExamples.all().get("search").write(folder);
        Process process = start(
                "search",
                spec.toString(),
                "--set",
                "optimizer.iterations=100000",
                "--out",
                runs.resolve("long").toString());
        try (ServedRuns served =
                new ServedRuns(runs, new Server(Families.ALL, runs, "127.0.0.1", 0, ServedRuns.LEAST))) {
            long begun = System.nanoTime();
            int first = 0;
            while (first == 0) {
                first = served.get("/api/run?path=long").status() == 200
                        ? points(json(served, "/api/run?path=long"))
                        : 0;
                assertThat(System.nanoTime() - begun).isLessThan(PATIENCE);
                Thread.sleep(100);
            }
            int later = first;
            while (later <= first) {
                JsonNode run = json(served, "/api/run?path=long");
                assertThat(run.path("run").path("state").asText()).isEqualTo("running");
                assertThat(run.path("run").path("phase").asText()).isEqualTo("search");
                later = points(run);
                assertThat(System.nanoTime() - begun).isLessThan(PATIENCE);
                Thread.sleep(100);
            }
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            JsonNode killed = json(served, "/api/run?path=long");
            assertThat(killed.path("run").path("state").asText()).isEqualTo("stopped");
            assertThat(points(killed)).isGreaterThanOrEqualTo(later);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingHalfIsShownOfASweepAtWork() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("runs"));
        Path spec = StudyExamples.all().get("smoothing").write(folder);
        String seeds = "seed={from: 1, to: 60}";
        Process process = start(
                "sweep",
                spec.toString(),
                "--set",
                seeds,
                "--out",
                runs.resolve("sweep").toString());
        try (ServedRuns served =
                new ServedRuns(runs, new Server(Families.ALL, runs, "127.0.0.1", 0, ServedRuns.LEAST))) {
            List<Integer> counts = new ArrayList<>();
            boolean isOver = false;
            while (!isOver) {
                isOver = !process.isAlive();
                JsonNode list = json(served, "/api/runs");
                if (list.path("runs").isEmpty()) {
                    continue;
                }
                assertThat(list.path("runs").path(0).path("state").asText()).isIn("running", "done", "stopped");
                counts.add(look(served));
            }
            assertThat(counts).isSorted().contains(60);
            assertThat(counts.stream().distinct().count())
                    .as("looks while it was at work")
                    .isGreaterThan(2);
            assertThat(process.waitFor()).isEqualTo(Main.DONE);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads all that the sweep has, and the cells at work and done last; how many cells are done. */
    private static int look(ServedRuns served) throws IOException {
        JsonNode run = json(served, "/api/run?path=sweep");
        int done = 0;
        List<String> near = new ArrayList<>();
        for (JsonNode cell : run.path("sweep").path("cells")) {
            assertThat(cell.path("status").asText()).isIn("waiting", "running", "stopped", "done");
            boolean isDone = cell.path("status").asText().equals("done");
            assertThat(cell.path("mean").isNull())
                    .isEqualTo(!isDone || run.path("sweep").path("quantity").isNull());
            done += isDone ? 1 : 0;
            if (isDone || cell.path("status").asText().equals("running")) {
                near.add(cell.path("path").asText());
            }
        }
        files(served, "sweep", run);
        for (String cell : near.subList(Math.max(0, near.size() - 2), near.size())) {
            files(served, cell, json(served, "/api/run?path=" + cell));
        }
        return done;
    }

    /** Reads a run's files, each of which must be whole. */
    private static void files(ServedRuns served, String path, JsonNode run) throws IOException {
        for (JsonNode file : run.path("files")) {
            String name = file.asText();
            ServedRuns.Reply reply = served.get("/files/" + path + "/" + name);
            assertThat(reply.status()).as(path + "/" + name).isEqualTo(200);
            String body = reply.body();
            if (name.endsWith(".html")) {
                assertThat(body).endsWith("</html>\n");
            } else if (name.endsWith(".csv")) {
                assertThat(body.lines().map(line -> Csv.cells(line).size()).distinct())
                        .hasSize(1);
            } else if (name.endsWith(".json")) {
                assertThat(ServedRuns.JSON.readTree(body).isObject()).isTrue();
            }
        }
    }
}
