package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One format: what is written gives the same numbers, to the last bit, and one file passes through both families. */
class WorldCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("src/site/markdown/worlds.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Console dynama(String... args) {
        return Console.run(Families.ALL, args);
    }

    private Path spec(String name, String environment, String more) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), "environment: " + environment + "\n" + more);
    }

    /** The record of a run, without what names the spec or takes time. */
    private JsonNode numbers(String command, Path spec) throws IOException {
        String out = spec + "-run";
        Console run = dynama(command, spec.toString(), "--out", out, "--quiet");
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        ObjectNode record =
                (ObjectNode) JSON.readTree(Path.of(out, "result.json").toFile());
        return record.without(List.of("name", "notes", "seconds"));
    }

    private void assertSameNumbers(String command, String environment) throws IOException {
        String more = command.equals("pivot")
                ? "simulation: {seasons: 20}\n"
                : "optimizer: {kind: none}\nobjective: revenue\nevaluation: {profiles: 50, misreports: 100, shareProfiles: 10}\n";
        Path before = spec("before", environment, more);
        Console written = dynama("world", before.toString());
        assertThat(written.status()).as(written.err()).isEqualTo(Main.DONE);
        Files.writeString(folder.resolve("market.json"), written.out());
        Path after = spec("after", "{file: market.json}", more);
        assertThat(numbers(command, after)).isEqualTo(numbers(command, before));
        assertThat(dynama("world", folder.resolve("market.json").toString()).out())
                .isEqualTo(written.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            search | {kind: sequential-sales, agents: 2, items: 2}
            search | {kind: task-scheduling, agents: 2, tasks: 2}
            search | {kind: gridworld, agents: 2, size: 2}
            search | {kind: static-auction, agents: 2, items: 2}
            pivot | {kind: brewery, producers: 2, goods: {barley: 0.5, yeast: 0.3}, levels: [0.4, 0.8, 1, 1.1, 1.2, 1.6], worth: [0, 1, 3], periods: 2}
            pivot | {kind: storage, providers: 2, capacity: 1}
            """)
    void whatComesAlongGivesTheSameNumbersAsItsFile(String command, String environment) throws IOException {
        assertSameNumbers(command, environment);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            search | {kind: sequential-sales, agents: 3, items: 2, types: asymmetric}
            search | {kind: sequential-sales, agents: 2, items: 3, types: {high: [1, 7]}}
            search | {kind: task-scheduling, agents: 2, tasks: 3}
            search | {kind: task-scheduling, agents: 3, tasks: 2, types: asymmetric}
            search | {kind: gridworld, agents: 1, size: 3}
            search | {kind: gridworld, agents: 2, size: 2, walls: true, types: every-cell, discount: 0.7}
            search | {kind: static-auction, agents: 3, items: 2, valuation: unit-demand}
            search | {kind: static-auction, agents: 3, items: 1}
            search | {kind: static-auction, types: {agents: [[{kind: exponential, mean: 1}, {kind: uniform}], {kind: normal, mean: 1, deviation: 1}]}}
            search | {kind: gridworld, rows: 2, columns: 3, agents: 2, types: {kind: exponential, mean: 1}}
            search | {kind: task-scheduling, tasks: 3, types: {kind: discrete, values: [1, 2], weights: [1, 3]}}
            pivot | {kind: brewery, producers: 2, periods: 3}
            pivot | {kind: brewery, producers: 1, goods: {barley: 1}, worth: [0, 2], periods: 5}
            pivot | {kind: storage, providers: 1, capacity: 3, discount: 0.5}
            pivot | {kind: storage, providers: 3, capacity: 1}
            """)
    void whatComesAlongGivesTheSameNumbersAtOtherSizes(String command, String environment) throws IOException {
        assertSameNumbers(command, environment);
    }

    @ParameterizedTest
    @CsvSource({
        "search, complements",
        "search, gpu-cluster",
        "search, sequential-sale",
        "search, static-sale",
        "pivot, complements",
        "pivot, two-licences",
        "pivot, sequential-sale",
        "pivot, static-sale"
    })
    void allOtherShippedFilesDo(String command, String name) throws IOException {
        assertShipped(command, name);
    }

    private void assertShipped(String command, String name) throws IOException {
        Path file = Path.of("models/environments", name + ".json").toAbsolutePath();
        assertSameNumbers(command, "{file: " + file + "}");
        assertThat(Files.readString(folder.resolve("market.json")))
                .isEqualTo(dynama("world", file.toString()).out());
    }

    /** What stands in the way is said in a sentence. */
    @Test
    void whatHasNoPlaceInTheFormatIsRefused() throws IOException {
        Path cost = spec("cost", "{kind: task-scheduling, agents: 2, tasks: 2, leftOut: {cost: 3}}", "");
        Console refused = dynama("world", cost.toString());
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("a left-out agent who stays with a cost has no place in a market's file");
        Console shares = dynama("world", "experiments/learned-fixed-sales.yaml");
        assertThat(shares.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(shares.err()).contains("shares of goods are continuous actions");
        Console wrong = dynama("world", spec("wrong", "{kind: brewers}", "").toString());
        assertThat(wrong.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(wrong.err()).contains("environment.kind");
        Console scheduling = dynama("world", "experiments/task-scheduling.yaml");
        assertThat(scheduling.status()).isEqualTo(Main.DONE);
        assertThat(scheduling.err()).contains("The loss makespan is left out");
    }

    /** The page's example, as the page says; then over all 27 profiles. */
    @Test
    void oneFilePassesThroughBothFamilies() throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(folder.resolve("sale.json"), block(page, "json"));
        Path spec = Files.writeString(folder.resolve("sale.yaml"), block(page, "yaml"));
        for (String line : block(page, "sh").lines().toList()) {
            String command = line.replace("scripts/dynama ", "").replace("sale.yaml", spec.toString());
            Console run = dynama(
                    command.replace("--out ", "--quiet --out " + folder + "/").split(" "));
            assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        }
        double pivot = -JSON.readTree(folder.resolve("sale-pivot/result.json").toFile())
                .at("/deficit")
                .asDouble();
        assertThat(pivot).isCloseTo(8 / 3.0, within(1e-9));
        assertThat(page).contains("8/3 = 2.6667");
        // Bea's reward is once a table: her report has an indicator for each type. The others' is their number.
        double[] profiles = new double[27 * 3 * 3];
        for (int b = 0; b < 27; b++) {
            profiles[b * 9] = 1 + b % 3;
            profiles[b * 9 + 3 + b / 3 % 3] = 1;
            profiles[b * 9 + 6] = 1 + b / 9;
        }
        Path all = folder.resolve("all.npy");
        Npy.write(all, new NpyArray(profiles, 27, 3, 3));
        String out = folder.resolve("all").toString();
        Console run = dynama(
                "evaluate",
                folder.resolve("sale-search").toString(),
                "--profiles",
                all.toString(),
                "--out",
                out,
                "--quiet");
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        JsonNode vcg = JSON.readTree(Path.of(out, "result.json").toFile()).at("/vcg/mean");
        assertThat(vcg.asDouble()).isCloseTo(8 / 3.0, within(1e-12));
    }

    private static String block(String page, String language) {
        int begin = page.indexOf("```" + language + "\n");
        assertThat(begin).isNotNegative();
        return page.substring(page.indexOf('\n', begin) + 1, page.indexOf("```", begin + 3));
    }
}
