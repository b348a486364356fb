package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the server answers what the runs' own files say, and nothing else is answered. */
class ServeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static ServedRuns served;

    @BeforeAll
    static void serve() throws IOException {
        served = ServedRuns.of(temporary);
    }

    @AfterAll
    static void close() {
        served.close();
    }

    private static JsonNode json(String target) throws IOException {
        ServedRuns.Reply reply = served.get(target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode record(String run) throws IOException {
        return ServedRuns.JSON.readTree(
                Files.readString(served.folder().resolve(run).resolve("result.json")));
    }

    @Test
    void theListHasEachRunWithItsState() throws IOException {
        Map<String, String> states = new TreeMap<>();
        JsonNode all = json("/api/runs");
        all.path("runs")
                .forEach(run ->
                        states.put(run.path("path").asText(), run.path("state").asText()));
        assertThat(states)
                .containsOnlyKeys("done", "deep/er/search", "with space/online", "damaged", "stopped", "sweep")
                .containsEntry("done", "done")
                .containsEntry("damaged", "damaged")
                .containsEntry("stopped", "stopped")
                .containsEntry("sweep", "done");
        for (JsonNode run : all.path("runs")) {
            String path = run.path("path").asText();
            if (path.equals("deep/er/search")) {
                JsonNode objective = record(path).path("objective");
                assertThat(run.path("mean")).isEqualTo(objective.path("mean"));
                assertThat(run.path("isMinimized").asBoolean(true)).isFalse();
                assertThat(run.path("marks").path("VCG").asDouble())
                        .isEqualTo(record(path).path("vcg").path("mean").asDouble());
            } else if (path.equals("damaged")) {
                assertThat(run.path("says").asText()).contains("result.json", "damaged");
            }
            assertThat(run.path("bytes").asLong()).isPositive();
        }
        assertThat(json("/api/runs").path("generation")).isEqualTo(all.path("generation"));
    }

    @Test
    void aSearchHasItsTraceItsFiguresAndItsFiles() throws IOException {
        JsonNode run = json("/api/run?path=deep/er/search");
        assertThat(run.path("summary").asText()).contains("time");
        assertThat(run.path("sweep").isNull()).isTrue();
        assertThat(run.path("figures").toString()).contains("figures/search.svg");
        assertThat(run.path("files").toString())
                .contains("report.html", "trace.csv", "spec.yaml")
                .doesNotContain("lock");
        int points = 0;
        for (JsonNode curve : run.path("curves")) {
            assertThat(curve.path("group").asText()).isEqualTo("objective over step");
            assertThat(curve.path("y")).hasSameSizeAs(curve.path("x")).hasSameSizeAs(curve.path("low"));
            points += curve.path("x").size();
        }
        Path trace = served.folder().resolve("deep/er/search/trace.csv");
        assertThat(points).isEqualTo(Files.readAllLines(trace).size() - 1);
    }

    @Test
    void seedsAreBandsAroundTheirMean() throws IOException {
        JsonNode curves =
                json("/api/run?path=" + ServedRuns.escaped("with space/online")).path("curves");
        assertThat(curves).isNotEmpty();
        for (JsonNode curve : curves) {
            for (int k = 0; k < curve.path("x").size(); k++) {
                double mean = curve.path("y").get(k).asDouble();
                double half = (curve.path("low").get(k).asDouble()
                                + curve.path("high").get(k).asDouble())
                        / 2;
                // Of two seeds the middle is the mean.
                assertThat(mean).isCloseTo(half, org.assertj.core.data.Offset.offset(1e-12 * (1 + Math.abs(mean))));
            }
        }
    }

    @Test
    void aSweepHasItsCells() throws IOException {
        JsonNode sweep = json("/api/run?path=sweep").path("sweep");
        assertThat(sweep.path("keys").toString()).isEqualTo("[\"environment.agents\"]");
        assertThat(sweep.path("cells")).hasSize(2);
        for (JsonNode cell : sweep.path("cells")) {
            String path = cell.path("path").asText();
            assertThat(path).isEqualTo("sweep/" + cell.path("name").asText());
            assertThat(cell.path("status").asText()).isEqualTo("done");
            JsonNode own = json("/api/run?path=" + ServedRuns.escaped(path)).path("run");
            assertThat(own.path("mean")).isEqualTo(cell.path("mean"));
        }
    }

    @Test
    void runsAreComparedWithTheFirstThatHasANumber() throws IOException {
        JsonNode both = json("/api/compare?path=damaged&path=deep/er/search&path=deep/er/search&path=stopped");
        assertThat(both.path("skipped").toString()).contains("damaged", "stopped: it is stopped");
        JsonNode rows = both.path("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("differenceToFirst").isNull()).isTrue();
        assertThat(rows.get(1).path("differenceToFirst").asDouble(1)).isZero();
        assertThat(rows.get(1).path("differenceStandardError").asDouble(1)).isZero();
        assertThat(rows.get(1).path("isPaired").asBoolean()).isTrue();
        assertThat(rows.get(1).path("pairing").asText()).startsWith("paired over");
        assertThat(served.get("/api/compare?path=done").status()).isEqualTo(400);
        assertThat(served.get("/api/compare?" + "path=done&".repeat(51)).status())
                .isEqualTo(400);
        assertThat(served.get("/api/compare?path=done&path=../secret.csv").status())
                .isEqualTo(403);
    }

    @Test
    void filesComeAsTheyAre() throws IOException {
        ServedRuns.Reply page = served.get("/files/done/report.html");
        assertThat(page.body()).isEqualTo(Files.readString(served.folder().resolve("done/report.html")));
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("script");
        assertThat(page.headers())
                .doesNotContainKey("Content-Disposition")
                .containsEntry("X-Content-Type-Options", "nosniff");
        ServedRuns.Reply table = served.get("/files/with%20space/online/curves.csv?download");
        assertThat(table.headers().get("Content-Disposition")).isEqualTo("attachment; filename=\"curves.csv\"");
        assertThat(table.body()).startsWith("case,seed");
        ServedRuns.Reply head = served.ask("HEAD /files/done/report.html HTTP/1.1\r\nHost: localhost\r\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().get("Content-Length"))
                .isEqualTo(page.headers().get("Content-Length"));
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws IOException {
        ServedRuns.Reply page = served.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
        assertThat(served.get("/static/index.html").body()).isEqualTo(page.body());
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
        assertThat(served.get("/static/Page.class").status()).isEqualTo(404);
        assertThat(served.get("/static/../serve/index.html").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../secret.csv",
                "/files/done/../../secret.csv",
                "/files/%2e%2e/secret.csv",
                "/files/%2E%2E%2Fsecret.csv",
                "/files/done/..%5c..%5csecret.csv",
                "/files//etc/hosts.csv",
                "/files/%2fetc%2fhosts.csv",
                "/files/done/link.csv",
                "/files/done/out/secret.csv",
                "/files/done/.hidden.csv",
                "/files/done/.git/config.csv",
                "/files/notes.csv",
                "/files/stopped/checkpoint/status.json",
                "/files/./done/report.html",
                "/api/run?path=..",
                "/api/run?path=done/out",
                "/api/run?path=%2e%2e%2f",
                "/api/run?path=/etc"
            })
    void whatIsOutsideOrHiddenIsForbidden(String target) throws IOException {
        ServedRuns.Reply reply = served.get(target);
        assertThat(reply.status()).as(reply.body()).isIn(403, 404);
        assertThat(reply.json().path("error").asText()).isNotEmpty();
        assertThat(reply.body()).doesNotContain("secret,", "\"summary\"");
        if (!target.contains("status.json")) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        }
    }

    /** What is escaped twice is a strange name, and no such file is there; what no name can hold is no address. */
    @Test
    void strangeNamesLeadNowhere() throws IOException {
        assertThat(served.get("/files/%252e%252e/secret.csv").status()).isEqualTo(404);
        assertThat(served.get("/files/done/%00.csv").status()).isEqualTo(400);
        assertThat(served.get("/files/done/%0d%0aX: y.csv").status()).isEqualTo(400);
        assertThat(served.get("/files/done/%zz.csv").status()).isEqualTo(400);
        assertThat(served.get("/files/done/%ff.csv").status()).isEqualTo(400);
        assertThat(served.get("/files/done/%c0%ae%c0%ae/x.csv").status()).isEqualTo(400);
        assertThat(served.get("http://127.0.0.1/api/runs").status()).isEqualTo(400);
        assertThat(served.get("//elsewhere/api/runs").status()).isEqualTo(400);
        assertThat(served.get("/api/run").status()).isEqualTo(400);
        assertThat(served.get("/api/run?path=nothing").status()).isEqualTo(404);
        assertThat(served.get("/api/run?path=deep").status()).isEqualTo(404);
        assertThat(served.get("/elsewhere").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void nothingCanBeChanged(String method) throws IOException {
        ServedRuns.Reply reply = served.ask(method + " /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: 10.0.0.1",
                "Host: localhost@evil",
                "Host: ",
                "X-No: host",
                "Host: localhost\r\nHost: evil.example"
            })
    void otherHostsAreOtherServers(String header) throws IOException {
        ServedRuns.Reply reply = served.ask("GET /api/runs HTTP/1.1\r\n" + header + "\r\n");
        assertThat(reply.status()).as(reply.body()).isIn(400, 421);
        assertThat(reply.body()).doesNotContain("generation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8642"})
    void thisMachineHasSeveralNames(String host) throws IOException {
        assertThat(served.ask("GET /api/runs HTTP/1.1\r\nHost: " + host + "\r\n")
                        .status())
                .isEqualTo(200);
    }
}
