package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dynama.file.WholeFile;
import org.dynama.serve.Server;
import org.dynama.study.FolderLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that listen are told what happens to runs, all of them, whatever one of them does. */
class ServeEventsTest {
    private static final int CLIENTS = 200;
    private static final String STATUS = "{\"phase\": \"search\", \"done\": %s, \"text\": \"0.7\", \"seconds\": 5.0}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path run;

    @SuppressWarnings("NullAway.Init")
    private Server server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void serve() throws IOException {
        run = temporary.resolve("runs/at-work");
        ServedRuns.stop(temporary, run);
        server = new Server(Families.ALL, temporary.resolve("runs"), "127.0.0.1", 0, ServedRuns.LEAST);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private BufferedReader listen() {
        HttpRequest request = HttpRequest.newBuilder(address("/api/events")).build();
        try {
            InputStream body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(":");
            return lines;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private URI address(String target) {
        return URI.create("http://127.0.0.1:" + server.port() + target);
    }

    private JsonNode json(String target) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(target)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ServedRuns.JSON.readTree(answer.body());
    }

    /** The next news, which must come soon. */
    private static JsonNode news(BufferedReader lines) throws Exception {
        String line = CompletableFuture.supplyAsync(() -> data(lines)).get(20, TimeUnit.SECONDS);
        return ServedRuns.JSON.readTree(line.substring("data: ".length()));
    }

    private static String data(BufferedReader lines) {
        try {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return line;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void status(String done) {
        WholeFile.write(run.resolve("checkpoint/status.json"), STATUS.formatted(done));
    }

    @Test
    void aRunIsWatchedFromItsBeginToItsEnd() throws Exception {
        json("/api/runs");
        BufferedReader lines = listen();
        FolderLock lock = FolderLock.take(run);
        status("0.25");
        Path points = run.resolve("checkpoint/live.csv");
        Files.writeString(points, "curve,x,y,low,high\nprofit over step,1,2,,\nprofit over step,2,");
        JsonNode first = news(lines);
        while (!first.path("runs").path(0).path("state").asText().equals("running")
                || first.path("runs").path(0).path("done").asDouble() != 0.25) {
            // What the run before had left may be told first.
            first = news(lines);
        }
        assertThat(first.path("runs").path(0).path("phase").asText()).isEqualTo("search");
        JsonNode curve = json("/api/run?path=at-work").path("curves").path(0);
        assertThat(curve.path("y").toString()).isEqualTo("[2.0]");
        assertThat(curve.path("low").isNull()).isTrue();
        Files.writeString(points, "-3.5,,\n", StandardOpenOption.APPEND);
        curve = json("/api/run?path=at-work").path("curves").path(0);
        assertThat(curve.path("y").toString()).isEqualTo("[2.0,-3.5]");
        assertThat(curve.path("xTitle").asText() + curve.path("yTitle").asText())
                .isEqualTo("stepprofit");
        status("0.5");
        JsonNode second = news(lines);
        assertThat(second.path("runs").path(0).path("done").asDouble()).isEqualTo(0.5);
        assertThat(second.path("generation").asLong())
                .isGreaterThan(first.path("generation").asLong());
        lock.release();
        JsonNode killed = news(lines);
        assertThat(killed.path("runs").path(0).path("state").asText()).isEqualTo("stopped");
        assertThat(killed.path("runs").path(0).path("phase").isNull()).isTrue();
        assertThat(Console.run(Families.ALL, "smoothing", "--resume", run.toString(), "--quiet")
                        .status())
                .isEqualTo(Main.DONE);
        JsonNode done = news(lines);
        while (!done.path("runs").path(0).path("state").asText().equals("done")) {
            done = news(lines);
        }
        WholeFile.delete(run);
        JsonNode gone = news(lines);
        assertThat(gone.path("removed").toString()).isEqualTo("[\"at-work\"]");
    }

    /** All hear the same news, and are answered besides; one that takes nothing, and one that has gone, stall nobody. */
    @Test
    @Tag("slow")
    void twoHundredPagesAreServed() throws Exception {
        json("/api/runs");
        try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = deaf.getOutputStream();
            out.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            listen().close();
            List<BufferedReader> all = new ArrayList<>();
            for (int k = 0; k < CLIENTS; k++) {
                all.add(listen());
            }
            assertThat(server.listeners()).isGreaterThanOrEqualTo(CLIENTS);
            long waiting = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("serve"))
                    .count();
            assertThat(waiting).isLessThan(CLIENTS / 10);
            FolderLock lock = FolderLock.take(run);
            status("0.125");
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int k = 0; k < CLIENTS; k++) {
                HttpRequest request =
                        HttpRequest.newBuilder(address("/api/run?path=at-work")).build();
                answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode));
            }
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
            }
            for (BufferedReader lines : all) {
                assertThat(news(lines).path("runs").path(0).path("path").asText())
                        .isEqualTo("at-work");
            }
            lock.release();
        }
    }
}
