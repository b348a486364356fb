package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.study.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep over seeds says what its cells have in common, and how much they differ. */
class SweepSeedsTest {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3], items: 1}
        optimizer: {iterations: 20, profiles: 100, searchPoints: 16, starts: 2}
        evaluation: {profiles: 100, shareProfiles: 1000, misreports: 50}
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Console sweep(String text, String... options) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), text);
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", folder.resolve("out").toString()));
        words.addAll(List.of(options));
        return Console.run(Families.ALL, words.toArray(String[]::new));
    }

    private List<Map<String, String>> table(String name) throws IOException {
        List<List<String>> lines = Files.readAllLines(folder.resolve("out").resolve(name)).stream()
                .map(Csv::cells)
                .toList();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < line.size(); c++) {
                row.put(lines.get(0).get(c), line.get(c));
            }
            rows.add(row);
        }
        return rows;
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    /** Mean, deviation, range and paired differences are those of the cells. */
    @Test
    void cellsAreTakenTogetherOverSeeds() throws IOException {
        Console swept = sweep(SPEC + "seeds: 3\nseed: 7\n");
        assertThat(swept.status()).as(swept.err()).isZero();
        List<Map<String, String>> cells = table("results.csv");
        assertThat(cells.stream().map(cell -> cell.get("seed"))).containsExactly("7", "8", "9", "7", "8", "9");
        List<Map<String, String>> groups = table("seeds.csv");
        assertThat(groups).hasSize(2);
        for (int g = 0; g < 2; g++) {
            double[] means = new double[3];
            double[] differences = new double[3];
            for (int k = 0; k < 3; k++) {
                means[k] = number(cells.get(3 * g + k), "mean");
                differences[k] = means[k] - number(cells.get(k), "mean");
            }
            Map<String, String> group = groups.get(g);
            assertThat(group).containsEntry("group", "agents " + (g + 2)).containsEntry("seeds", "3");
            double mean = (means[0] + means[1] + means[2]) / 3;
            assertThat(number(group, "mean")).isEqualTo(mean, within(1e-15));
            // Two numbers at a time: squares of differences of pairs sum to n (n - 1) variances.
            double pairs = Math.pow(means[0] - means[1], 2)
                    + Math.pow(means[0] - means[2], 2)
                    + Math.pow(means[1] - means[2], 2);
            assertThat(number(group, "deviation")).isEqualTo(Math.sqrt(pairs / 6), within(1e-14));
            assertThat(number(group, "least")).isEqualTo(Math.min(means[0], Math.min(means[1], means[2])));
            assertThat(number(group, "most")).isEqualTo(Math.max(means[0], Math.max(means[1], means[2])));
            if (g == 1) {
                double difference = (differences[0] + differences[1] + differences[2]) / 3;
                assertThat(number(group, "difference")).isEqualTo(difference, within(1e-15));
            }
        }
        assertThat(swept.err()).contains("Best over seeds: agents 3, mean revenue 0.");
        assertThat(Files.readString(folder.resolve("out/results.md")))
                .contains("| over seeds | seeds | mean |", "| agents 3 | 3 | ");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("Over seeds");
    }

    /** Seeds can be left out like any other values. */
    @Test
    void cellsOfSomeSeedsAreLeftOut() throws IOException {
        Console swept =
                sweep(SPEC + "seeds: 3\nseed: 7\nexclude: [{seed: [8, 9], environment.agents: 3}]\n", "--dry-run");
        assertThat(swept.status()).as(swept.err()).isZero();
        assertThat(swept.out() + swept.err())
                .contains("agents-3-seed-7", "agents-2-seed-8")
                .doesNotContain("agents-3-seed-8", "agents-3-seed-9");
    }

    /** How far a sweep is can be asked without disturbing it. */
    @Test
    void statusIsSaid() throws IOException {
        assertThat(sweep(SPEC, "--shard", "1/2").status()).isZero();
        Console status = sweep(SPEC, "--status");
        assertThat(status.status()).as(status.err()).isZero();
        assertThat(status.err()).contains("1 of 2 cells are done, 1 to be run: agents-3");
        Files.createDirectories(folder.resolve("out/failures"));
        Files.writeString(folder.resolve("out/failures/agents-3.txt"), "no profile\n\nat line 1");
        assertThat(sweep(SPEC, "--status").err()).contains("1 of 2 cells are done, 1 failed", "agents-3: no profile");
    }

    @Test
    void seedsBesideAListOfSeedsAreRefused() throws IOException {
        Console refused = sweep(SPEC + "seeds: 3\nseed: [1, 2]\n");
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.err()).contains("seeds = 3 must not stand beside a list of seeds");
    }
}
