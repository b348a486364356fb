package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a market in a file to quotes and audits: the two licences, in numbers that can be checked by hand. */
class MarketCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() throws IOException {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        Files.copy(Path.of("models/environments/two-licences.json"), folder.resolve("market.json"));
    }

    @AfterEach
    void release() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Stores VCG of the market and forgets the market's own file: the run has its copy. */
    private void storeVcg() throws IOException {
        Files.writeString(folder.resolve("vcg.yaml"), """
                environment: {file: market.json}
                objective: profit
                optimizer: {kind: none}
                evaluation: {profiles: 200, misreports: 200}
                """);
        assertThat(Main.run(Families.ALL, "search", path("vcg.yaml"), "--out", path("run"), "--quiet"))
                .isZero();
        Files.delete(folder.resolve("market.json"));
    }

    private JsonNode quoted(String reports, String... more) throws IOException {
        Files.writeString(folder.resolve("reports.json"), reports);
        String[] fixed = {
            "quote", path("run"), "--reports", path("reports.json"), "--out", path("quote"), "--force", "--json"
        };
        String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        out.reset();
        assertThat(Main.run(Families.ALL, all)).isZero();
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    /**
     * Selling to a is worth 0.4 - 0.1 + 0.3 * 0.9 = 0.57, keeping 0.5 * 0.9 = 0.45. Without a the rest would have 0.45 and
     * has 0.17: she pays 0.28. Without b the rest has the same 0.3.
     */
    @Test
    void aQuoteSplitsPaymentsByState() throws IOException {
        storeVcg();
        JsonNode quote = quoted("{\"a\": [0.4, 1.2], \"b\": [0.9]}");
        assertThat(quote.at("/affineWelfare").asDouble()).isCloseTo(0.57, within(1e-12));
        assertThat(quote.at("/welfare").asDouble()).isCloseTo(0.67, within(1e-12));
        assertThat(quote.at("/payments/a").asDouble()).isCloseTo(0.28, within(1e-12));
        assertThat(quote.at("/payments/b").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(quote.at("/utilities/a").asDouble()).isCloseTo(0.12, within(1e-12));
        assertThat(quote.at("/marginal/a/affineWelfare").asDouble()).isCloseTo(0.45, within(1e-12));
        double shares = 0;
        for (JsonNode state : quote.at("/marginal/a/states")) {
            shares += state.get("share").asDouble();
        }
        assertThat(shares).isCloseTo(0.28, within(1e-12));
        assertThat(quote.at("/policy/1/visits").asDouble()).isCloseTo(0.3, within(1e-12));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Why a pays 0.28");
        assertThat(folder.resolve("quote/quote.json")).isNotEmptyFile();
        assertThat(Main.run(Families.ALL, "verify", path("quote/certificate.json"), "--quiet"))
                .isZero();
    }

    /** Nobody is absent unless --absent says so; a report outside the declared support is used, and flagged. */
    @Test
    void absenceIsSaidAndOddReportsAreFlagged() throws IOException {
        storeVcg();
        JsonNode quote = quoted("{\"b\": [1.9]}", "--absent", "a");
        assertThat(quote.at("/absent/0").asText()).isEqualTo("a");
        assertThat(quote.at("/outsideSupport/0").asText()).isEqualTo("b");
        assertThat(quote.at("/affineWelfare").asDouble()).isCloseTo(0.95, within(1e-12));
        assertThat(quote.at("/payments").has("a")).isFalse();
        assertThat(quote.at("/payments/b").asDouble()).isCloseTo(0, within(1e-12));

        Files.writeString(folder.resolve("reports.json"), "{\"a\": [0.4],\n\"c\": [1]}");
        assertThat(Main.run(Families.ALL, "quote", path("run"), "--reports", path("reports.json"), "--out", path("q")))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("has 3 faults")
                .contains("reports.json:1: a = [0.4] has 1 numbers and her type has dimension 2")
                .contains("b is missing")
                .contains("reports.json:2: c = [1] names no agent of the mechanism");
    }

    /** Rows of a table are quoted as they would be alone. */
    @Test
    void manyRowsAreQuotedAtOnce() throws IOException {
        storeVcg();
        Npy.write(folder.resolve("reports.npy"), new NpyArray(new double[] {0.4, 1.2, 0.9, 0, 0, 0, 0.5, 0}, 2, 2, 2));
        assertThat(Main.run(
                        Families.ALL,
                        "quote",
                        path("run"),
                        "--reports",
                        path("reports.npy"),
                        "--out",
                        path("rows"),
                        "--quiet"))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("rows/quotes.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("row,welfare,affineWelfare,designer,revenue,payment.a,utility.a,value.a,payment.b,utility.b,"
                        + "value.b,outsideSupport");
        assertThat(Npy.read(folder.resolve("rows/visits.npy")).shape()).containsExactly(2, 5);
    }

    /** Profiles go out as a table, and give the same evaluation, which can be verified, when they come back. */
    @Test
    void profilesGoOutAndComeBack() throws IOException {
        storeVcg();
        assertThat(Main.run(
                        Families.ALL,
                        "evaluate",
                        path("run"),
                        "--profiles",
                        "300",
                        "--save-profiles",
                        path("types.npy"),
                        "--out",
                        path("first"),
                        "--quiet",
                        "--json"))
                .isZero();
        JsonNode first = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        out.reset();
        assertThat(Main.run(
                        Families.ALL,
                        "evaluate",
                        path("run"),
                        "--profiles",
                        path("types.npy"),
                        "--seed",
                        "9",
                        "--out",
                        path("second"),
                        "--quiet",
                        "--json"))
                .isZero();
        JsonNode second = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(second.at("/objective/mean")).isEqualTo(first.at("/objective/mean"));
        assertThat(second.at("/objective/profiles").asInt()).isEqualTo(300);
        assertThat(Main.run(Families.ALL, "verify", path("second"), "--profiles", "20"))
                .isZero();
    }

    /** An audit of a sound mechanism finds nothing; one in which an agent can lose is status 3, with the case. */
    @Test
    void anAuditSaysWhatItFinds() throws IOException {
        storeVcg();
        assertThat(Main.run(Families.ALL, "audit", path("run"), "--profiles", "100", "--rounds", "2"))
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Nothing was found.");
        Files.writeString(folder.resolve("market.json"), """
                {"initial": {"s": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}},
                            {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [1], "high": [2]}}}],
                 "actions": [
                   {"state": "s", "name": "work", "next": {}, "rewards": {"a": {"type": [-1]}, "b": {"type": [1]}}},
                   {"state": "s", "name": "rest", "next": {}}]}""");
        Files.delete(folder.resolve("run/mechanism.json"));
        storeVcgAnew();
        assertThat(Main.run(Families.ALL, "audit", path("again"), "--profiles", "100", "--rounds", "2"))
                .isEqualTo(Main.CHECK_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Something was found.")
                .contains("a reports");
    }

    /** VCG without needs lets a work for nothing: the search itself says so with status 3. */
    private void storeVcgAnew() {
        assertThat(Main.run(Families.ALL, "search", path("vcg.yaml"), "--out", path("again"), "--quiet"))
                .isEqualTo(Main.CHECK_FAILED);
    }
}
