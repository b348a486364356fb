package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An amount has the same cap wherever it stands: doubles beyond it do not tell a penny from none. */
class AmountsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final String ENVIRONMENT = "{name: x, horizon: {kind: finite, stages: 1}, initial: {s: 1},"
            + " agents: [{name: a, types: {dimension: 1, distribution: {kind: uniform, low: [0], high: [1]}}}],"
            + " actions: [{state: s, name: x, next: {end: 1}, rewards: {designer: {constant: AMOUNT}}}]}";
    private static final String MARKET = "{states: [l, h], actions: [k, s], designer: [[0, AMOUNT], [0, 0]],"
            + " kernel: [[[0.5, 0.5], [0.5, 0.5]], [[0.5, 0.5], [0.5, 0.5]]], agents: [[[0, AMOUNT], [0, 0.5]]]}";
    private static final String TABLE =
            "{allocations: [n, i], values: [[0, AMOUNT]], outcomes: [{give: [i], designer: AMOUNT}]}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "learn | world: {kind: bandit-auction, types: {values: [0, AMOUNT]}}",
                "learn | world: {kind: bandit-auction, types: {low: 0, high: AMOUNT}}",
                "learn | world: {kind: bandit-auction, costs: [[AMOUNT]]}",
                "online | {kind: bandit, market: {kind: single-item, agents: 1, values: [AMOUNT]}}",
                "online | {kind: bandit, market: {kind: single-item, ceiling: AMOUNT}}",
                "online | {kind: bandit, market: {kind: single-item, noise: AMOUNT}}",
                "online | {kind: bandit, market: {kind: service-levels, cost: [AMOUNT, 0, 0]}}",
                "online | {kind: bandit, mechanisms: [{sigma: AMOUNT}]}",
                "online | {kind: bandit, market: {kind: table, file: table.yaml}}",
                "online | {kind: mdp, market: {kind: single-item, ceiling: AMOUNT}}",
                "online | {kind: mdp, market: {kind: file, file: market.yaml}}",
                "search | environment: {kind: sequential-sales, items: 1, types: {high: [AMOUNT]}}",
                "search | environment: {file: environment.yaml}"
            })
    void amountsHaveOneCap(String command, String spec) throws IOException {
        for (String amount : List.of("1.1e15", "1e300")) {
            Files.writeString(folder.resolve("market.yaml"), MARKET.replace("AMOUNT", amount));
            Files.writeString(folder.resolve("table.yaml"), TABLE.replace("AMOUNT", amount));
            Files.writeString(folder.resolve("environment.yaml"), ENVIRONMENT.replace("AMOUNT", amount));
            Path file = folder.resolve("spec.yaml");
            Files.writeString(file, spec.replace("AMOUNT", amount));
            Console said = Console.run(
                    Families.ALL,
                    command,
                    file.toString(),
                    "--out",
                    folder.resolve("run").toString());
            assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(said.err()).contains(" must be at most 1E+15\n");
        }
    }
}
