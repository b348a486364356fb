package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.study.Csv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What searches and the commands on their mechanisms leave: one verdict, bound to what was read, checked again. */
class StoredMechanismsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHIPPED = Path.of("models/mechanisms/sequential-sales");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Console run(String... args) {
        return Console.run(Families.ALL, args);
    }

    private void search(String spec, String out) throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), spec);
        Console console = run("search", path("spec.yaml"), "--out", path(out), "--quiet");
        assertThat(console.status()).as(console.err()).isZero();
    }

    /** Rewards of one, of ten millions and of a ten-billionth have one verdict, told by text, page, JSON, status and audit. */
    @ParameterizedTest(name = "types to {0}")
    @ValueSource(strings = {"1", "1.0e+7", "1.0e-10"})
    void theVerdictDoesNotDependOnTheUnit(String high) throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), """
                environment: {kind: sequential-sales, agents: 3, items: 2, types: {high: [HIGH, HIGH, HIGH]}}
                optimizer: {kind: none}
                evaluation: {profiles: 500, shareProfiles: 0, misreports: 3000}
                """.replace("HIGH", high));
        Console search = run("search", path("spec.yaml"), "--out", path("run"), "--json");
        assertThat(search.status()).isEqualTo(Main.DONE);
        assertThat(search.err()).contains("None of 3,000 misreports pays").doesNotContain("fails");
        JsonNode soundness = JSON.readTree(search.out()).path("soundness");
        assertThat(soundness.path("verdict").asText()).isEqualTo("holds");
        assertThat(soundness.path("checks"))
                .extracting(check -> check.path("name").asText())
                .containsExactly(
                        "largest gain of a misreport",
                        "largest loss by taking part",
                        "duality gap",
                        "flow residual",
                        "largest error of an unsettled payment");
        assertThat(soundness.at("/checks/0/unit").asDouble()).isEqualTo(2 * Double.parseDouble(high));
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("None of 3,000 misreports pays")
                .doesNotContain("class=\"warning\"");
        Console audit =
                run("audit", path("run"), "--profiles", "50", "--rounds", "2", "--out", path("audit"), "--json");
        assertThat(audit.status()).isEqualTo(Main.DONE);
        assertThat(audit.err()).contains("Nothing was found.");
        JsonNode record = JSON.readTree(audit.out());
        assertThat(record.path("holds").asBoolean()).isTrue();
        assertThat(record.at("/soundness/checks/0/unit")).isEqualTo(soundness.at("/checks/0/unit"));
    }

    /** Environments are the same if their numbers are, however they are written. */
    @Test
    void aRunWithLongDecimalsIsVerified() throws IOException {
        search("""
                environment: {kind: sequential-sales, agents: 3, items: 1, types: {high: [1.00000000000000000e+00,
                  6.99999999999999956e-01, 4.00000000000000022e-01]}}
                optimizer: {kind: none}
                evaluation: {profiles: 20, shareProfiles: 0, misreports: 10}
                """, "run");
        Console verify = run("verify", path("run"), "--profiles", "3");
        assertThat(verify.status()).as(verify.err()).isZero();
        assertThat(verify.err()).contains("not re-checked", "device, seconds, solver");
        Path spec = folder.resolve("run/spec.yaml");
        Files.writeString(spec, Files.readString(spec).replace("0.400000000000000022", "0.41"));
        Console changed = run("verify", path("run"), "--profiles", "3");
        assertThat(changed.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(changed.err()).contains("spec.yaml describes another environment than mechanism.json");
    }

    /** Keys that a spec had in an earlier version do not keep its run from being checked. */
    @Test
    void aRunOfAnEarlierVersionIsVerified() throws IOException {
        search("""
                environment: {kind: sequential-sales, agents: 2, items: 1}
                optimizer: {kind: none}
                evaluation: {profiles: 20, shareProfiles: 0, misreports: 10}
                """, "run");
        Path spec = folder.resolve("run/spec.yaml");
        Files.writeString(spec, Files.readString(spec).replace("sharing: auto", "tying: auto"));
        Files.delete(folder.resolve("run/manifest.json"));
        assertThat(run("verify", path("run"), "--quiet", "--profiles", "3").status())
                .isZero();
    }

    /** Mechanisms that are shipped, which have no manifest, are evaluated, audited, quoted, verified and shown. */
    @Test
    void shippedMechanismsStayReadable() throws IOException {
        String shipped = SHIPPED.toString();
        Console evaluate = run(
                "evaluate",
                shipped,
                "--profiles",
                "20",
                "--solver",
                "dp",
                "--set",
                "evaluation.shareProfiles=0",
                "--set",
                "evaluation.misreports=10",
                "--out",
                path("evaluate"),
                "--quiet");
        assertThat(evaluate.status()).as(evaluate.err()).isZero();
        Console audit = run("audit", shipped, "--profiles", "5", "--rounds", "1", "--out", path("audit"), "--quiet");
        assertThat(audit.status()).as(audit.err()).isZero();
        Files.writeString(
                folder.resolve("reports.json"), "{\"agent 1\": [0.9], \"agent 2\": [0.5], \"agent 3\": [0.7]}");
        Console quote = run("quote", shipped, "--reports", path("reports.json"), "--out", path("quote"), "--quiet");
        assertThat(quote.status()).as(quote.err()).isZero();
        Console report =
                run("report", shipped, path("evaluate"), path("audit"), path("quote"), "--out", path("page.html"));
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(folder.resolve("page.html"))
                .content()
                .contains("Comparison of 4 runs", "audit", "evaluate", "quote");
        assertThat(run("verify", path("evaluate"), path("audit"), path("quote"), "--profiles", "2", "--quiet")
                        .status())
                .isZero();
    }

    /** Whatever a market's file names is copied with it, so that runs, quotes and audits stand for themselves. */
    @Test
    void filesThatFilesNameAreCopied() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Npy.write(folder.resolve("data/types.npy"), new NpyArray(new double[] {0.1, 0.5, 0.9, 0.3}, 4, 1));
        Files.writeString(folder.resolve("market.json"), """
                {"initial": {"s": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "empirical", "file": "data/types.npy"}}},
                            {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [
                   {"state": "s", "name": "to a", "next": {}, "rewards": {"a": {"type": [1]}}},
                   {"state": "s", "name": "to b", "next": {}, "rewards": {"b": {"type": [1]}}},
                   {"state": "s", "name": "keep", "next": {}}]}""");
        search("""
                environment: {file: market.json}
                optimizer: {kind: none}
                evaluation: {profiles: 20, misreports: 10}
                """, "run");
        assertThat(JSON.readTree(folder.resolve("run/manifest.json").toFile()).path("inputs"))
                .extracting(JsonNode::asText)
                .hasSize(3);
        Files.delete(folder.resolve("market.json"));
        Files.delete(folder.resolve("data/types.npy"));
        Files.writeString(folder.resolve("reports.json"), "{\"a\": [0.5], \"b\": [0.2]}");
        assertThat(run("quote", path("run"), "--reports", path("reports.json"), "--out", path("quote"), "--quiet")
                        .status())
                .isZero();
        assertThat(run("audit", path("quote"), "--profiles", "5", "--out", path("audit"), "--quiet")
                        .status())
                .isZero();
        assertThat(folder.resolve("audit/data/types.npy")).exists();
        assertThat(run("verify", path("run"), path("quote"), path("audit"), "--profiles", "2", "--quiet")
                        .status())
                .isZero();
        assertThat(run("evaluate", path("run"), "--set", "environment.file=" + path("run/environment.json"))
                        .err())
                .contains("must stay what the mechanism is for");
    }

    /** A quote's record is computed again, and its certificate proven; an edited payment is found. */
    @Test
    void aQuoteIsCheckedAgain() throws IOException {
        search("""
                environment: {kind: sequential-sales, agents: 2, items: 1}
                optimizer: {kind: none}
                evaluation: {profiles: 20, shareProfiles: 0, misreports: 10}
                """, "run");
        Files.writeString(folder.resolve("reports.json"), "{\"agent 1\": [0.75], \"agent 2\": [0.5]}");
        Console quote = run("quote", path("run"), "--reports", path("reports.json"), "--out", path("quote"), "--json");
        assertThat(quote.status()).isZero();
        assertThat(quote.err()).contains("dynama verify", "holds         Payments are what certificate.json proves");
        assertThat(JSON.readTree(quote.out()).path("payments").path("agent 1").asDouble())
                .isEqualTo(0.5);
        Console verify = run("verify", path("quote"));
        assertThat(verify.status()).as(verify.err()).isZero();
        assertThat(verify.err()).contains("quote: quote", "certificate.json: certificate", "agent 1 pays");
        assertThat(run("report", path("quote")).status()).isZero();
        Path file = folder.resolve("quote/quote.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"agent 1\" : 0.5", "\"agent 1\" : 0.4"));
        Console edited = run("verify", file.toString());
        assertThat(edited.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(edited.err()).contains("does not hold: payments.agent 1 = 0.4 must be 0.5");
    }

    /** A world too large for exact arithmetic: what doubles leave open has an interval, by name, in every answer. */
    @Test
    @Tag("slow")
    void whatIsNotSettledHasAnInterval() throws IOException {
        search("""
                environment: {kind: gridworld, agents: 2, size: 11, walls: true, discount: 0.5}
                optimizer: {kind: none}
                evaluation: {profiles: 2, solver: dp, shareProfiles: 0, misreports: 2}
                """, "run");
        JsonNode record = JSON.readTree(folder.resolve("run/result.json").toFile());
        assertThat(record.path("unsettled")).isEmpty();
        // Both want cells as far from the start; in the second row one wants hers more.
        double[] types = new double[2 * 2 * 121];
        types[1] = types[121 + 11] = 0.5;
        types[242 + 1] = 0.5;
        types[242 + 121 + 11] = 0.25;
        Npy.write(folder.resolve("rows.npy"), new NpyArray(types, 2, 2, 121));
        Npy.write(folder.resolve("row.npy"), new NpyArray(Arrays.copyOf(types, 242), 1, 2, 121));
        Console rows = run("quote", path("run"), "--reports", path("rows.npy"), "--out", path("rows"));
        assertThat(rows.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(rows.err()).contains("1 of 2 outcomes are not settled: payments may be off by", "for agent 1, ");
        List<String> lines = Files.readAllLines(folder.resolve("rows/quotes.csv"));
        Map<String, String> tied = Csv.row(Csv.cells(lines.get(0)), Csv.cells(lines.get(1)));
        Map<String, String> clear = Csv.row(Csv.cells(lines.get(0)), Csv.cells(lines.get(2)));
        // Whoever gets her way earns 0.5 in every period, at discount 0.5, and pays as much; the other neither.
        assertThat(Double.parseDouble(tied.getOrDefault("unsettled.agent 1", "")))
                .isBetween(1.0, 1 + 1e-9);
        assertThat(clear).containsEntry("unsettled.agent 1", "0.0");
        Console row = run("quote", path("run"), "--reports", path("row.npy"), "--out", path("row"));
        assertThat(row.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(row.err()).contains("agent 1's payment is not settled: ", " +- 1.0");
        Console evaluate = run(
                "evaluate", path("run"), "--profiles", path("rows.npy"), "--solver", "dp", "--out", path("evaluate"));
        assertThat(evaluate.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(evaluate.err()).contains("agent 2's mean payment is not settled: ", "1 of 2 outcomes");
        // Utilities are the same at every optimum: no audit minds the tie.
        Console audit = run(
                "audit",
                path("run"),
                "--profiles",
                path("rows.npy"),
                "--rounds",
                "0",
                "--out",
                path("audit"),
                "--quiet");
        assertThat(audit.status()).as(audit.err()).isZero();
        assertThat(folder.resolve("audit/result.json")).content().contains("largest error of an unsettled payment");
        for (String out : List.of("rows", "row", "audit")) {
            assertThat(run("verify", path(out), "--quiet").status()).isZero();
        }
    }
}
