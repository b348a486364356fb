package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.OwnJava;
import org.dynama.study.Csv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever the cells of a sweep run, its tables say the same. */
class ShardTest {
    private static final String SEARCH = """
        environment: {kind: sequential-sales, agents: [2, 3], items: [1, 2]}
        optimizer: {iterations: 20, profiles: 100, searchPoints: 16, starts: 2}
        evaluation: {profiles: 100, shareProfiles: 1000, misreports: 50}
        threads: 1
        """;
    private static final String LEARN = """
        world: {kind: bandit-auction, periods: 1}
        training: {steps: 8, width: 8, policyWidth: 4, policies: 2, alpha: [3, 10]}
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path spec;

    @BeforeEach
    void writeSpec() throws IOException {
        spec = Files.writeString(folder.resolve("small.yaml"), SEARCH);
    }

    private Console run(String out, String... options) {
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", folder.resolve(out).toString()));
        words.addAll(List.of(options));
        return Console.run(Families.ALL, words.toArray(String[]::new));
    }

    /** Shards in any order, then their collection, make what one process makes. */
    @Test
    void shardsAreTheSweep() throws IOException {
        assertThat(run("whole").status()).isZero();
        for (int shard = 3; shard >= 1; shard--) {
            Console early = run("parts", "--collect");
            assertThat(early.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(run("parts", "--shard", shard + "/3").status()).isZero();
        }
        assertThat(run("parts", "--collect").status()).isZero();
        assertThat(RunEssence.of(folder.resolve("parts"))).isEqualTo(RunEssence.of(folder.resolve("whole")));
    }

    /** Cells that are made anew are done then, by threads, by shards and by processes. */
    @Tag("slow")
    @Test
    void cellsAreMadeAnew() throws IOException {
        assertThat(run("whole").status()).isZero();
        Console again = run("whole", "--force");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("4 of 4 cells are done").doesNotContain("done before");
        assertThat(run("whole", "--shard", "1/4", "--force").status()).isZero();

        spec = Files.writeString(folder.resolve("grid.yaml"), LEARN);
        assertThat(run("trained", "--jobs", "2").status()).isZero();
        Console anew = run("trained", "--jobs", "2", "--force");
        assertThat(anew.status()).as(anew.err()).isZero();
        assertThat(anew.err()).contains("2 of 2 cells are done");
    }

    /** However many cells run at a time, what their tables may take fits Java's memory; one alone has what its spec says. */
    @Test
    void jobsShareJavasMemory() throws IOException {
        long half = Runtime.getRuntime().maxMemory() / 2 / (1 << 20);
        String wanted = "memory=" + half;
        assertThat(run("alone", "--shard", "1/4", "--set", wanted).status()).isZero();
        assertThat(run("shared", "--shard", "1/4", "--set", wanted, "--jobs", "3")
                        .status())
                .isZero();
        assertThat(folder.resolve("alone/agents-2-items-1/spec.yaml")).content().contains(wanted.replace("=", ": "));
        String shared = Files.readString(folder.resolve("shared/agents-2-items-1/spec.yaml"));
        long each = Long.parseLong(shared.replaceFirst("(?s).*\nmemory: (\\d+)\n.*", "$1"));
        assertThat(each).isPositive().isLessThanOrEqualTo(half / 2);
        assertThat(run("shared", "--shard", "1/4", "--set", wanted).err()).contains("1 of them done before");
    }

    /** Shards must share a folder, and there must be something to collect. */
    @Test
    void shardsNeedTheirFolder() {
        Console nowhere = Console.run(Families.ALL, "sweep", spec.toString(), "--shard", "1/2");
        assertThat(nowhere.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(nowhere.err()).contains("--shard needs --out");
        assertThat(run("none", "--collect").err()).contains("none holds no sweep");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    /** What is missing is named, and can be gone without; what failed is said to have failed, with its reason. */
    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(run("parts", "--shard", "2/4").status()).isZero();
        Files.createDirectories(folder.resolve("parts/failures"));
        Files.writeString(folder.resolve("parts/failures/agents-2-items-1.txt"), "no profile\n\nat line 1");

        Console refused = run("parts", "--collect");
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.err()).contains("lacks 2 of 4 cells: agents-3-items-1, agents-3-items-2");

        assertThat(run("parts", "--collect", "--partial").status()).isEqualTo(Main.FAILED);
        List<List<String>> table = Files.readAllLines(folder.resolve("parts/results.csv")).stream()
                .map(Csv::cells)
                .toList();
        int status = table.get(0).indexOf("status");
        assertThat(table.stream().skip(1).map(row -> row.get(status)))
                .containsExactly("failed", "done", "waiting", "waiting");
        assertThat(table.get(1)).contains("no profile");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--shard 4/3 | must be between 1 and 3",
                "--shard 0/3 | must be a shard and their number",
                "--shard one | must be a shard and their number",
                "--shard 1/3 --collect | --collect collects all shards",
                "--partial | --partial belongs to --collect",
                "--sbatch=--time=1 | --sbatch belongs to --engine slurm",
                "--engine moon | must be local",
                "--parquet | --parquet needs a library that comes with Spark",
                "--parquet --shard 1/3 | --parquet belongs to --collect",
                "--jobs 0 | must be at least 1"
            })
    void whatDoesNotGoTogetherIsRefused(String options, String sentence) {
        Console refused = run("none", options.split(" "));
        assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(refused.err()).contains(sentence);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    /** Trainings share no program, so that several at a time are processes; each is what it is alone. */
    @Test
    void trainingsAtATimeAreProcesses() throws IOException {
        spec = Files.writeString(folder.resolve("grid.yaml"), LEARN);
        assertThat(run("whole").status()).isZero();
        Console parallel = run("parts", "--jobs", "2");
        assertThat(parallel.status()).as(parallel.err()).isZero();
        assertThat(RunEssence.of(folder.resolve("parts"))).isEqualTo(RunEssence.of(folder.resolve("whole")));
    }

    /** A process that is held by whoever started it ends with that. */
    @Test
    void aProcessEndsWithItsParent() throws Exception {
        List<String> command = OwnJava.command(Main.class, "-Ddynama.leash=true");
        command.addAll(List.of(
                "search",
                spec.toString(),
                "--set",
                "environment.agents=2",
                "--set",
                "environment.items=1",
                "--set",
                "optimizer.iterations=100000000",
                "--out",
                folder.resolve("held").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!Files.exists(folder.resolve("held/manifest.json"))) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20);
        }
        process.getOutputStream().close();
        assertThat(process.waitFor()).isEqualTo(143);
        try (Stream<Path> left = Files.list(folder.resolve("held"))) {
            assertThat(left.map(file -> file.getFileName().toString())).doesNotContain("result.json");
        }
    }
}
