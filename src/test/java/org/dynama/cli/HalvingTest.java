package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.file.WholeFile;
import org.dynama.study.Csv;
import org.dynama.study.sweep.Halving;
import org.dynama.study.sweep.SweepSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sweep that is pruned ends at the best cells of the whole one, with a part of its work. */
class HalvingTest {
    private static final String SEARCH = """
        environment: {kind: sequential-sales, agents: [2, 3], items: 1}
        optimizer: {kind: regularized-gradient, temperature: 0.05, iterations: 27, profiles: 64, step: [0.00001, 0.03, 0.0001]}
        evaluation: {profiles: 200, solver: dp, shareProfiles: 0, misreports: 20}
        threads: 1
        """;
    private static final String PRUNE = "prune: {reduction: 3, least: 3}\n";

    private static final String LEARN = "world: {kind: bandit-auction, periods: 1}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Console run(String text, String out, String... options) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), text);
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", folder.resolve(out).toString()));
        words.addAll(List.of(options));
        return Console.run(Families.ALL, words.toArray(String[]::new));
    }

    private List<Map<String, String>> table(String path) throws IOException {
        List<List<String>> lines = Files.readAllLines(folder.resolve(path).resolve("results.csv")).stream()
                .map(Csv::cells)
                .toList();
        return lines.subList(1, lines.size()).stream()
                .map(line ->
                        IntStream.range(0, line.size()).boxed().collect(Collectors.toMap(lines.get(0)::get, line::get)))
                .toList();
    }

    private String runs(String out) {
        return Console.run(Families.ALL, "runs", folder.resolve(out).toString()).out();
    }

    /** The names of the best cells, counted here. */
    private static List<String> best(List<Map<String, String>> rows, int count) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> -Double.parseDouble(row.get("profitLeft"))))
                .limit(count)
                .map(row -> row.get("cell"))
                .sorted()
                .toList();
    }

    private static List<String> names(List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.get("cell")).sorted().toList();
    }

    /** The last cell is the whole sweep's best, of the same bits, for less than half of the work. */
    @Test
    @Tag("slow")
    void theBestCellIsThatOfTheWholeSweep() throws IOException {
        String grid = LEARN
                + "training: {steps: 27, width: 8, reporters: exact, step: [0.00001, 0.01, 0.000001, 0.00003, 0.0001, 0.000003]}\n";
        assertThat(run(grid, "whole").status()).isIn(Main.DONE, Main.CHECK_FAILED);
        Console pruned = run(grid + PRUNE, "pruned");
        assertThat(pruned.status()).as(pruned.err()).isIn(Main.DONE, Main.CHECK_FAILED);

        assertThat(table("pruned/rung-1")).hasSize(6);
        assertThat(names(table("pruned/rung-2"))).isEqualTo(best(table("pruned/rung-1"), 2));
        assertThat(names(table("pruned/rung-3"))).isEqualTo(best(table("pruned/rung-2"), 1));
        assertThat(names(table("pruned/rung-3"))).isEqualTo(best(table("whole"), 1));
        Map<String, String> whole = RunEssence.of(folder.resolve("whole"));
        RunEssence.of(folder.resolve("pruned/rung-3")).forEach((file, text) -> {
            if (file.contains("/")) {
                assertThat(whole).containsEntry(file, text);
            }
        });
        // 6 cells of 3, 2 of 9, 1 of 27 steps; all would take 6 of 27.
        assertThat(pruned.err())
                .contains("Work: 63 of 162 training.steps that all cells would take, 39%")
                .contains("1 of 6 cells are done, 5 pruned, 0 failed");
    }

    /** What a folder says of rungs is held against the records of the cells. */
    private void requireVerified(String out) throws IOException {
        String path = folder.resolve(out).toString();
        assertThat(table(out).stream().map(row -> row.get("rung") + row.get("status")))
                .containsExactlyInAnyOrder("1pruned", "1pruned", "2done");
        assertThat(Files.readString(folder.resolve(out).resolve("results.md"))).contains("| rung |", "Work: ");
        Console verified = Console.run(Families.ALL, "verify", path);
        assertThat(verified.status()).as(verified.err()).isZero();
        Path csv = folder.resolve(out).resolve("results.csv");
        Files.writeString(csv, Files.readString(csv).replaceFirst(",pruned,", ",done,"));
        assertThat(Console.run(Families.ALL, "verify", path).status()).isEqualTo(Main.CHECK_FAILED);
    }

    /** Rungs by hand and by shards make what one command makes, and so does a command that goes on. */
    @Test
    void rungsAreSweepsForAnyEngine() throws IOException {
        String text = SEARCH.replace("agents: [2, 3]", "agents: 2") + PRUNE;
        assertThat(run(text, "whole", "--jobs", "2").status()).isZero();
        assertThat(run(text, "parts", "--rung", "2").err())
                .contains("--rung = 2 needs rung 1, of which all cells are missing");
        for (String rung : List.of("1", "2")) {
            assertThat(run(text, "parts", "--rung", rung, "--shard", "1/2").status())
                    .isZero();
            if (rung.equals("1")) {
                assertThat(run(text, "parts", "--rung", "2", "--shard", "1/2").err())
                        .contains("needs rung 1, of which 1 cells are missing");
                assertThat(run(text, "parts", "--status").err())
                        .contains("Rung 1 of 2, optimizer.iterations 9: 2 of 3 cells are done");
            }
            assertThat(run(text, "parts", "--rung", rung, "--shard", "2/2").status())
                    .isZero();
        }
        Console collected = run(text, "parts", "--collect", "--latex");
        assertThat(collected.status()).as(collected.err()).isZero();
        Map<String, String> whole = RunEssence.of(folder.resolve("whole"));
        WholeFile.delete(folder.resolve("parts/results.tex"));
        assertThat(RunEssence.of(folder.resolve("parts"))).isEqualTo(whole);

        WholeFile.delete(folder.resolve("whole/rung-1/step-0.03"));
        WholeFile.delete(folder.resolve("whole/rung-2"));
        assertThat(runs("whole")).contains("stopped", "rung 1 of 2, 2 of 3 cells");
        Path kept = folder.resolve("whole/rung-1/step-0.0001/result.json");
        FileTime written = Files.getLastModifiedTime(kept);
        assertThat(run(text, "whole").status()).isZero();
        assertThat(RunEssence.of(folder.resolve("whole"))).isEqualTo(whole);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(runs("whole")).contains("done", "rung 2 of 2, 1 of 1 cells");
        requireVerified("whole");
        assertThat(run(text, "parts", "--latex", "--rung", "1", "--shard", "1/2")
                        .err())
                .contains("--latex belongs to --collect");
    }

    /** A cell without a number goes no further and is named; the others do. */
    @Test
    void failuresAreNamed() throws IOException {
        String text = SEARCH.replace("agents: [2, 3]", "agents: 2").replace("[0.00001, 0.03, 0.0001]", "[1e308, 0.05]");
        Console pruned = run(text + PRUNE, "out");
        assertThat(pruned.status()).isEqualTo(Main.FAILED);
        assertThat(pruned.err()).contains("1 of 2 cells are done, 0 pruned, 1 failed");
        assertThat(table("out").get(0)).containsEntry("status", "failed").containsEntry("rung", "1");
        assertThat(table("out").get(1)).containsEntry("status", "done").containsEntry("rung", "2");
    }

    /** As many rungs as leave one cell, as long as the first has iterations enough; seeds and worlds are apart. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "'temperature: [1, 2, 3, 4, 5, 6, 7, 8, 9]', 'reduction: 3', '9 with 34; 3 with 100; 1 with 300'",
        "'temperature: [1, 2, 3, 4, 5, 6, 7, 8, 9]', 'least: 50', '9 with 100; 3 with 300'",
        "'temperature: [1, 2]', 'reduction: 2, least: 1', '2 with 150; 1 with 300'",
        "'temperature: [1, 2, 3, 4, 5]}\nseed: [1, 2', 'reduction: 4', '10 with 19; 4 with 75; 2 with 300'",
    })
    void rungsFollowFromTheGrid(String optimizer, String prune, String rungs) throws IOException {
        String text = "environment: {kind: sequential-sales, agents: 2}\noptimizer: {" + optimizer
                + (optimizer.contains("seed") ? "]" : "}") + "\nprune: {" + prune + "}\n";
        Path spec = Files.writeString(folder.resolve("small.yaml"), text);
        Halving halving = new Halving(SweepSpec.read(spec, Families.ALL, List.of()));
        assertThat(rungs.split("; ", -1)).hasSize(halving.rungs());
        for (int rung = 1; rung <= halving.rungs(); rung++) {
            String count = rungs.split("; ", -1)[rung - 1];
            assertThat(halving.title(rung)).endsWith("iterations " + count.replaceAll(".* ", ""));
        }
        assertThat(halving.rung(1, List.of()).cells()).hasSize(Integer.parseInt(rungs.split(" ", -1)[0]));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizer.iterations=[5, 9]        |          | needs one optimizer.iterations for all cells",
                "optimizer.step=1                   |          | has nothing to choose from: no cells differ in optimizer alone",
                "prune.reduction=1                  |          | prune.reduction = 1 must be at least 2",
                "seed=1                             | --rung=9 | --rung = 9 must be between 1 and 2",
                "seed=1                             | --shard=1/2 | --shard needs --rung here",
            })
    void whatCannotBePrunedIsRefused(String set, String option, String message) throws IOException {
        Console refused = option == null
                ? run(SEARCH + PRUNE, "out", "--set", set)
                : run(SEARCH + PRUNE, "out", "--set", set, option);
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.err()).contains(message);
        assertThat(run(SEARCH, "out", "--rung", "1").err()).contains("--rung belongs to sweeps that are pruned");
    }

    /** Trainings run in processes of their own; online studies have no iterations that could be fewer. */
    @Test
    @Tag("slow")
    void trainingsArePrunedInProcesses() throws IOException {
        String learn = LEARN + "training: {steps: 4, width: 4, policyWidth: 2, policies: 1, alpha: [3, 10]}\n"
                + "prune: {reduction: 2, least: 2}\n";
        assertThat(run(learn, "one").status()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(run(learn, "two", "--jobs", "2").err()).contains("1 of 2 cells are done, 1 pruned");
        assertThat(RunEssence.of(folder.resolve("two"))).isEqualTo(RunEssence.of(folder.resolve("one")));
        assertThat(run("kind: bandit\nrounds: [50, 60]\nprune: {}\n", "none").err())
                .contains("does not apply to online");
    }
}
