package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One market under every mechanism that fits it, from one file. */
class CompareCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two items, one a period, to three agents who value one at 1, 2 or 3. */
    private static final Path SALE = Path.of("src/site/markdown/worlds.md");

    private static final double MYERSON = 98.0 / 27;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Console dynama(String... args) {
        return Console.run(Families.ALL, args);
    }

    private Path sale() throws IOException {
        String page = Files.readString(SALE);
        int from = page.indexOf("```json\n") + "```json\n".length();
        // With a table of rewards by name, a type is several numbers, of which Myerson's bound would reveal all but
        // one.
        String table = "\"bea\": {\"low\": 1, \"middle\": 2, \"high\": 3}}";
        String market = page.substring(from, page.indexOf("```", from)).replace(table, "\"bea\": {\"type\": [1]}}");
        assertThat(market).doesNotContain("\"bea\": {\"low\"");
        return Files.writeString(folder.resolve("sale.json"), market);
    }

    private JsonNode compared(Path market, String... more) throws IOException {
        Path out = folder.resolve("run");
        List<String> args =
                new ArrayList<>(List.of("compare", market.toString(), "--out", out.toString(), "--force", "--quiet"));
        args.addAll(List.of(more));
        Console run = dynama(args.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        return JSON.readTree(out.resolve("result.json").toFile());
    }

    private static JsonNode mechanism(JsonNode record, String name) {
        return StreamSupport.stream(record.path("mechanisms").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing: " + record.path("misfits")));
    }

    private static double profit(JsonNode record, String name) {
        JsonNode profit = mechanism(record, name).path("worth").path("profit");
        assertThat(profit.path("standardError").asDouble()).as(name).isZero();
        return profit.path("mean").asDouble();
    }

    private static double bound(JsonNode record, String name) {
        return StreamSupport.stream(record.path("bounds").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asDouble();
    }

    /**
     * By hand: 8/3 for VCG; two are sold at 2 to any two of three; Myerson's virtual values are -1, 1 and 3. With types that are
     * few, revenue jumps: of seeds 1 to 7 a search finds 3.461 once and 3.4736 to 3.4806 else.
     */
    @Test
    @Tag("slow")
    void oneSaleIsComparedWithoutSamplingError() throws IOException {
        JsonNode record = compared(sale(), "--seed", "2", "--mechanisms", "vcg,ama,pivot,affine-pivot,posted,optimum");
        assertThat(record.path("enumerated").asBoolean()).isTrue();
        assertThat(record.path("cases").asInt()).isEqualTo(27);
        assertThat(profit(record, "vcg")).isCloseTo(8.0 / 3, within(1e-12));
        assertThat(profit(record, "pivot")).isCloseTo(8.0 / 3, within(1e-12));
        assertThat(profit(record, "posted")).isCloseTo(92.0 / 27, within(1e-12));
        assertThat(profit(record, "ama")).isBetween(3.47, 3.4917);
        assertThat(profit(record, "affine-pivot")).isBetween(3.4, 3.4917);
        assertThat(bound(record, "Myerson")).isCloseTo(MYERSON, within(1e-9));
        assertThat(bound(record, "optimum")).isCloseTo(MYERSON, within(1e-9));
        assertThat(bound(record, "full information")).isCloseTo(14.0 / 3, within(1e-9));
        assertThat(record.path("soundness").path("verdict").asText()).isEqualTo("holds");
        for (JsonNode mechanism : record.path("mechanisms")) {
            JsonNode worth = mechanism.path("worth");
            double kept = 0;
            for (JsonNode agent : mechanism.path("agents")) {
                kept += agent.path("utility").path("mean").asDouble();
            }
            assertThat(worth.path("profit").path("mean").asDouble() + kept)
                    .as("what is earned is kept by somebody")
                    .isCloseTo(worth.path("surplus").path("mean").asDouble(), within(1e-12));
            mechanism
                    .path("differences")
                    .properties()
                    .forEach(entry -> assertThat(entry.getValue().path("mean").asDouble())
                            .isCloseTo(
                                    worth.path("profit").path("mean").asDouble() - profit(record, entry.getKey()),
                                    within(1e-12)));
        }
        assertThat(folder.resolve("run/comparison.csv"))
                .content()
                .contains("affine-pivot")
                .contains("Myerson");
        assertThat(folder.resolve("run/comparison.tex"))
                .content()
                .contains("\\begin{tabular}")
                .contains("3.63");
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("What truth costs")
                .contains("Who gets what")
                .contains("What is done when");
    }

    /** Every way to look at the same run: whole verification computes all of it again. */
    @Tag("slow")
    @Test
    void aComparisonIsVerifiedAndReported() throws IOException {
        JsonNode record = compared(sale(), "--set", "mechanisms=[vcg, ama, learned, optimum]");
        assertThat(mechanism(record, "learned")
                        .path("incentives")
                        .path("isPromised")
                        .asBoolean())
                .isFalse();
        assertThat(profit(record, "learned")).isBetween(1.5, MYERSON);
        String run = folder.resolve("run").toString();
        Console verified = dynama("verify", run);
        assertThat(verified.status()).as(verified.err()).isEqualTo(Main.DONE);
        Console reported =
                dynama("report", run, "--out", folder.resolve("page.html").toString());
        assertThat(reported.status()).as(reported.err()).isEqualTo(Main.DONE);
    }

    /** Types of an interval are sampled, profile by profile the same for all, or put on a grid for all. */
    @Test
    void intervalsAreSampledOrPutOnAGrid() throws IOException {
        Path spec = Files.writeString(
                folder.resolve("sales.yaml"), "environment: {kind: sequential-sales, agents: 2, items: 1}\n");
        JsonNode sampled = compared(spec, "--set", "mechanisms=[vcg, pivot, posted]", "--set", "profiles=2000");
        assertThat(sampled.path("misfits").path("pivot").asText())
                .contains("grid: 3")
                .contains("9 joint types");
        JsonNode vcg = mechanism(sampled, "vcg");
        double error = vcg.path("worth").path("revenue").path("standardError").asDouble();
        assertThat(vcg.path("worth").path("revenue").path("mean").asDouble()).isCloseTo(1.0 / 3, within(6 * error));
        double paired =
                vcg.path("differences").path("posted").path("standardError").asDouble();
        assertThat(paired).isBetween(1e-4, 0.02);

        JsonNode gridded = compared(spec, "--set", "mechanisms=[vcg, pivot, optimum]", "--set", "grid=3");
        assertThat(gridded.path("cases").asInt()).isEqualTo(9);
        // The less of two of 1/6, 1/2 and 5/6.
        assertThat(profit(gridded, "vcg")).isCloseTo((5.0 / 6 + 3 * 0.5 + 5.0 / 6) / 9, within(1e-12));
        assertThat(profit(gridded, "pivot")).isCloseTo(profit(gridded, "vcg"), within(1e-12));
    }

    /** With one seed of the evaluation, mechanisms of other seeds meet the same profiles; with another, the same mechanisms meet others. */
    @Test
    void mechanismsAreMeasuredByASeedOfTheirOwn() throws IOException {
        Path spec = Files.writeString(
                folder.resolve("sales.yaml"), "environment: {kind: sequential-sales, agents: 2, items: 1}\n");
        JsonNode usual = measured(spec, "2");
        JsonNode named = measured(spec, "2", "--set", "evaluation.seed=2");
        JsonNode other = measured(spec, "3", "--set", "evaluation.seed=2");
        JsonNode elsewhere = measured(spec, "2", "--set", "evaluation.seed=3");
        assertThat(named.path("mechanisms")).isEqualTo(usual.path("mechanisms"));
        assertThat(mechanism(other, "vcg").path("worth"))
                .isEqualTo(mechanism(usual, "vcg").path("worth"));
        assertThat(made(other)).isNotEqualTo(made(usual));
        assertThat(mechanism(elsewhere, "vcg").path("worth"))
                .isNotEqualTo(mechanism(usual, "vcg").path("worth"));
        assertThat(made(elsewhere)).isEqualTo(made(usual));
    }

    private JsonNode measured(Path spec, String seed, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--seed", seed, "--set", "mechanisms=[vcg, posted]", "--set", "profiles=2000"));
        words.addAll(List.of(more));
        return compared(spec, words.toArray(String[]::new));
    }

    /** The prices that were posted. */
    private static String made(JsonNode record) {
        return mechanism(record, "posted").path("made").asText();
    }

    private static String agent(String name, int low, int high) {
        return "{\"name\": \"%s\", \"types\": {\"distribution\": {\"kind\": \"discrete\", \"values\": [[%d], [%d]]}}}"
                .formatted(name, low, high);
    }

    private Path market(String agents, String actions) throws IOException {
        String horizon = "\"horizon\": {\"kind\": \"finite\"}, \"initial\": {\"s\": 1}";
        return Files.writeString(
                folder.resolve("market.json"),
                "{" + horizon + ", \"agents\": [" + agents + "], \"actions\": [" + actions + "]}");
    }

    /** Somebody must bear a cost: VCG lets her, and bounds are on mechanisms that do not. */
    @Test
    void boundsAreOnMechanismsInWhichNobodyLoses() throws IOException {
        Path market = market(agent("a", 1, 2) + ", " + agent("b", 1, 2), """
                {"state": "s", "name": "A", "next": {}, "rewards": {"a": {"type": [-1]}, "b": {"type": [1], "constant": -1.5}}},
                {"state": "s", "name": "B", "next": {}, "rewards": {"b": {"type": [-1]}, "a": -3}}
                """);
        JsonNode record = compared(market, "--mechanisms", "vcg,posted,optimum");
        assertThat(profit(record, "vcg")).isGreaterThan(bound(record, "optimum"));
        assertThat(mechanism(record, "vcg").path("participation").path("margin").asDouble())
                .isEqualTo(-2);
        assertThat(profit(record, "posted")).isLessThanOrEqualTo(bound(record, "optimum"));
        assertThat(record.path("soundness").path("verdict").asText()).isEqualTo("holds");
    }

    /**
     * By hand: c, worth 5 or 8, is served by the cheaper of two workers: 6.5 - 1.25. Against worst types c pays 5, and a worker who
     * is the only cheap one keeps 1.
     */
    @Test
    void paymentsAreHeldAgainstWorstTypes() throws IOException {
        String costs = agent("a", 1, 2) + ", " + agent("b", 1, 2) + ", " + agent("c", 5, 8);
        Path market = market(costs, """
                {"state": "s", "name": "keep", "next": {}},
                {"state": "s", "name": "A", "needs": ["a"], "next": {}, "rewards": {"a": {"type": [-1]}, "c": {"type": [1]}}},
                {"state": "s", "name": "B", "needs": ["b"], "next": {}, "rewards": {"b": {"type": [-1]}, "c": {"type": [1]}}}
                """);
        Path spec = Files.writeString(
                folder.resolve("worst.yaml"), "environment: {file: market.json, absence: worst-type}\n");
        JsonNode record = compared(spec, "--mechanisms", "vcg,pivot");
        assertThat(market).exists();
        assertThat(profit(record, "vcg")).isCloseTo(3.25, within(1e-12));
        assertThat(profit(record, "pivot")).isCloseTo(3.25, within(1e-12));
        assertThat(profit(compared(market, "--mechanisms", "vcg,pivot"), "vcg")).isLessThan(3);
    }

    @Test
    void aMarketThatNothingFitsIsRefusedWithEveryReason() throws IOException {
        Path spec = Files.writeString(
                folder.resolve("sales.yaml"), "environment: {kind: sequential-sales, agents: 2, items: 1}\n");
        Console run = dynama(
                "compare",
                spec.toString(),
                "--set",
                "mechanisms=[pivot, online]",
                "--out",
                folder.resolve("none").toString());
        assertThat(run.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(run.err())
                .contains("no mechanism fits the market")
                .contains("pivot: types of")
                .contains("online: online mechanisms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mechanisms=[vgc]", "mechanisms=[]", "grid=-1", "profiles=1", "market.file=nowhere.json"})
    void wrongKeysAreRefused(String override) throws IOException {
        Console run = dynama("compare", sale().toString(), "--set", override);
        assertThat(run.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(run.err()).contains(override.substring(0, override.indexOf('=')));
    }
}
