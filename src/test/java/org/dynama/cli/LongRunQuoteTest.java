package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the average depends on where a run settles, whoever runs the mechanism is told the way. */
class LongRunQuoteTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Console dynama(String... args) {
        Console run = Console.run(Families.ALL, args);
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        return run;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theWayToWhereARunSettlesIsQuotedAndVerified() throws IOException {
        file("rooms.json", """
                {"horizon": {"kind": "average"}, "initial": {"hall": 1},
                 "agents": [
                   {"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}},
                   {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [
                   {"state": "hall", "name": "left", "next": {"l": 1}},
                   {"state": "hall", "name": "right", "next": {"r": 1}},
                   {"state": "l", "name": "a", "next": {"l": 1}, "rewards": {"a": {"type": [1]}}},
                   {"state": "r", "name": "b", "next": {"r": 1}, "rewards": {"b": {"type": [1]}}}]}
                """);
        String spec = file("vcg.yaml", """
                environment: {file: rooms.json}
                optimizer: {kind: none}
                evaluation: {profiles: 100, misreports: 100, shareProfiles: 0}
                """);
        String run = folder.resolve("run").toString();
        String quote = folder.resolve("quote").toString();
        dynama("search", spec, "--out", run, "--quiet");
        dynama(
                "quote",
                run,
                "--reports",
                file("reports.json", "{\"a\": [0.25], \"b\": [0.75]}"),
                "--out",
                quote,
                "--quiet");
        JsonNode read = new ObjectMapper().readTree(Path.of(quote, "quote.json").toFile());
        assertThat(read.path("policy").get(0).path("action").asText()).isEqualTo("right");
        assertThat(read.path("policy").get(0).path("passages").asDouble()).isEqualTo(1);
        assertThat(read.path("policy").get(1).path("visits").asDouble()).isEqualTo(1);
        assertThat(read.path("policy").get(1).has("passages")).isFalse();
        assertThat(Files.readString(Path.of(quote, "report.html"))).contains("1 on the way");
        dynama("verify", quote);
        Path rows = folder.resolve("reports.npy");
        Npy.write(rows, new NpyArray(new double[] {0.25, 0.75, 0.5, 0.125}, 2, 2, 1));
        String quotes = folder.resolve("quotes").toString();
        dynama("quote", run, "--reports", rows.toString(), "--out", quotes, "--quiet");
        NpyArray way = Npy.read(Path.of(quotes, "passages.npy"));
        assertThat(way.shape()).containsExactly(2, 4);
        assertThat(way.values()).containsExactly(0, 1, 0, 0, 1, 0, 0, 0);
    }

    /** Nobody works for an agent who is absent; without a certificate, which speaks of everyone, the way is quoted all the same. */
    @Test
    void theWayIsQuotedInSomebodysAbsence() throws IOException {
        file("rooms.json", """
                {"horizon": {"kind": "average"}, "initial": {"hall": 1},
                 "agents": [
                   {"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}},
                   {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [
                   {"state": "hall", "name": "left", "next": {"l": 1}},
                   {"state": "hall", "name": "right", "next": {"r": 1}},
                   {"state": "l", "name": "a", "next": {"l": 1}, "needs": ["a"], "rewards": {"a": {"type": [1]}}},
                   {"state": "l", "name": "rest", "next": {"l": 1}},
                   {"state": "r", "name": "b", "next": {"r": 1}, "needs": ["b"], "rewards": {"b": {"type": [1]}}},
                   {"state": "r", "name": "rest", "next": {"r": 1}}]}
                """);
        String spec = file("vcg.yaml", """
                environment: {file: rooms.json}
                optimizer: {kind: none}
                evaluation: {profiles: 100, misreports: 100, shareProfiles: 0}
                """);
        String run = folder.resolve("run").toString();
        String quote = folder.resolve("quote").toString();
        dynama("search", spec, "--out", run, "--quiet");
        String reports = file("absent.json", "{\"b\": [0.75]}");
        dynama("quote", run, "--reports", reports, "--absent", "a", "--out", quote, "--quiet");
        JsonNode read = new ObjectMapper().readTree(Path.of(quote, "quote.json").toFile());
        assertThat(read.path("certificate").isNull()).isTrue();
        assertThat(read.path("policy").get(0).path("state").asText()).isEqualTo("hall");
        assertThat(read.path("policy").get(0).path("action").asText()).isEqualTo("right");
        assertThat(read.path("policy").get(0).path("passages").asDouble()).isEqualTo(1);
        assertThat(read.path("policy").get(1).path("action").asText()).isEqualTo("b");
    }
}
