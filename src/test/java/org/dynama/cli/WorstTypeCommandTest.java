package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code absence: worst-type}, from a spec to whoever verifies a payment. */
class WorstTypeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** North suits those of positive types, south those of negative ones; the worst type lies between. */
    private static final String WIND = """
            {"name": "wind", "horizon": {"kind": "finite"}, "initial": {"here": 1},
             "agents": [
               {"name": "ann", "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [-1], "high": [1]}}},
               {"name": "bea", "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
             "actions": [
               {"state": "here", "name": "north", "next": {}, "rewards": {"ann": {"type": [1]}}},
               {"state": "here", "name": "south", "next": {},
                "rewards": {"ann": {"type": [-1]}, "bea": {"type": [0.5]}}}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Console search(String environment, String out) throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), """
                environment: %s
                objective: welfare
                optimizer: {kind: none}
                evaluation: {profiles: 300, shareProfiles: 0, misreports: 3000}
                """.formatted(environment));
        return Console.run(Families.ALL, "search", path("spec.yaml"), "--out", path(out), "--json", "--quiet");
    }

    private Console done(String... args) {
        Console console = Console.run(Families.ALL, args);
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        return console;
    }

    /** Search, quote, announcement and certificate speak of one rule, and total payments stand beside the objective. */
    @Test
    void everyCommandUsesTheRuleOfTheMechanism() throws IOException {
        Console search =
                search("{kind: task-scheduling, agents: 2, tasks: 2, types: asymmetric, absence: worst-type}", "run");
        assertThat(search.status()).as(search.err()).isEqualTo(Main.DONE);
        JsonNode record = JSON.readTree(search.out());
        assertThat(record.at("/notes/0").asText()).startsWith("payments are held against the worst type");
        double total = record.at("/payments/worker 1").asDouble()
                + record.at("/payments/worker 2").asDouble();
        assertThat(record.at("/totalPayments/mechanism/mean").asDouble()).isCloseTo(total, within(1e-12));
        assertThat(folder.resolve("run/report.html")).content().contains("total payments");
        Files.writeString(folder.resolve("costs.json"), "{\"worker 1\": [1, 2], \"worker 2\": [5, 0.5]}");
        Console quote = done("quote", path("run"), "--reports", path("costs.json"), "--out", path("quote"), "--json");
        JsonNode answer = JSON.readTree(quote.out());
        assertThat(answer.path("rule").asText()).isEqualTo("worst-type");
        // Of the first task 1's worst cost is 3, below 2's report of 5; of the second 2's is 6, above 1's report of 2.
        assertThat(answer.at("/payments/worker 1").asDouble()).isEqualTo(-3);
        assertThat(answer.at("/payments/worker 2").asDouble()).isEqualTo(-2);
        assertThat(folder.resolve("quote/report.html"))
                .content()
                .contains("payments are held against the worst type that each agent could have");
        done("announce", path("run"), "--out", path("announcement.json"));
        Console verify = done(
                "verify",
                path("quote/certificate.json"),
                "--against",
                path("announcement.json"),
                "--reports",
                path("costs.json"));
        assertThat(verify.err() + verify.out()).contains("no agent loses by taking part");
        done("verify", path("run"), "--profiles", "20");
        done("audit", path("run"), "--profiles", "50", "--rounds", "2", "--out", path("audit"));
    }

    /** A mechanism for a file is bound to the rule as well as to the file. */
    @Test
    void theRuleCannotBeTakenOutOfAMechanism() throws IOException {
        Files.writeString(folder.resolve("wind.json"), WIND);
        assertThat(search("{file: wind.json, absence: worst-type}", "run").status())
                .isEqualTo(Main.DONE);
        Path mechanism = folder.resolve("run/mechanism.json");
        String text = Files.readString(mechanism);
        assertThat(text).contains("\"absence\" : \"worst-type\"");
        Files.writeString(mechanism, text.replace("worst-type", "left-out"));
        Console changed = Console.run(Families.ALL, "evaluate", path("run"), "--profiles", "10", "--out", path("e"));
        assertThat(changed.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(changed.err()).contains("is a mechanism for another environment");
    }

    /** Where a worst type lies inside a box there is a quote, and a sentence instead of a certificate. */
    @Test
    void insideABoxThereIsNoCertificate() throws IOException {
        Files.writeString(folder.resolve("wind.json"), WIND);
        Console search = search("{file: wind.json, absence: worst-type}", "run");
        assertThat(JSON.readTree(search.out()).at("/audit/smallestUtility").asDouble())
                .isGreaterThan(-1e-12);
        Files.writeString(folder.resolve("types.json"), "{\"ann\": [0.75], \"bea\": [0.5]}");
        Console quote = done("quote", path("run"), "--reports", path("types.json"), "--out", path("quote"), "--json");
        JsonNode answer = JSON.readTree(quote.out());
        assertThat(answer.path("certificate").isNull()).isTrue();
        // North is worth 0.75. At ann's worst type t both ways are worth the same: t = -t + 0.25, and so 0.125.
        assertThat(answer.at("/marginal/ann/affineWelfare").asDouble()).isCloseTo(0.125, within(1e-12));
        assertThat(answer.at("/utilities/ann").asDouble()).isCloseTo(0.625, within(1e-12));
        assertThat(folder.resolve("quote/report.html")).content().contains("there is no certificate");
        Console announce = Console.run(Families.ALL, "announce", path("run"), "--out", path("a.json"));
        assertThat(announce.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(announce.err()).contains("a worst type may lie inside a box");
        done("verify", path("run"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: task-scheduling, leftOut: {cost: 5}, absence: worst-type} | a left-out agent who stays with a cost"
                        + " cannot be one with her worst type as well",
                "{kind: gridworld, absence: worst} | must be left-out or worst-type",
                "{file: endless.json, absence: worst-type} | ann has no worst type: component 1 of hers has no end there"
            })
    void whatCannotBeIsRefused(String environment, String why) throws IOException {
        Files.writeString(
                folder.resolve("endless.json"),
                WIND.replace(
                        "{\"kind\": \"uniform\", \"low\": [-1], \"high\": [1]}",
                        "{\"kind\": \"normal\", \"mean\": [0], \"deviation\": [1]}"));
        Console console = search(environment, "run");
        assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err()).contains(why);
    }

    /** The pivot mechanism has the same key. */
    @Test
    void pivotMechanismsHaveTheRuleToo() throws IOException {
        Files.writeString(folder.resolve("pivot.yaml"), """
                environment: {kind: storage, providers: 2, capacity: 1, absence: worst-type}
                simulation: {seasons: 200}
                """);
        Console run = done("pivot", path("pivot.yaml"), "--out", path("pivot"), "--json");
        JsonNode record = JSON.readTree(run.out());
        assertThat(record.at("/notes/0").asText()).startsWith("payments are held against the worst type");
        assertThat(record.at("/notes").toString()).doesNotContain("absent");
        assertThat(record.at("/soundness/verdict").asText()).isEqualTo("holds");
        assertThat(run.err()).contains("all (total payments)");
        done("verify", path("pivot"));
    }
}
