package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real standalone cluster of a master and two workers. */
@Tag("spark")
class SparkSweepTest {
    /** Four studies, six cells each. */
    private static final List<String> STUDIES = List.of("search", "learn", "online", "pivot");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path shared;

    private static SparkCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = new SparkCluster(shared, 2);
    }

    @AfterAll
    static void stopCluster() throws IOException {
        cluster.close();
    }

    /** The cells of a study's example; one thread each, as a task of Spark has. */
    private List<String> words(String name, Path out, String... options) throws IOException {
        Path spec = Objects.requireNonNull(StudyExamples.all().get(name)).write(folder.resolve("spec-" + name));
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", out.toString(), "--set", "seed=[1, 2, 3, 4, 5, 6]"));
        if (!name.equals("learn")) {
            words.addAll(List.of("--threads", "1"));
        }
        if (name.equals("search")) {
            // This JVM may have the vector module, and Spark's have not.
            words.addAll(List.of("--set", "loops=plain"));
        }
        words.addAll(List.of(options));
        return words;
    }

    private int spark(String name, Path out) throws Exception {
        Path log = folder.resolve(name + ".log");
        Process driver = cluster.driver(log, words(name, out, "--engine", cluster.url()));
        assertThat(driver.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
        return driver.exitValue();
    }

    @Test
    void sparkGivesTheBitsOfThisMachine() throws Exception {
        for (String name : STUDIES) {
            Path here = folder.resolve(name + "-here");
            Path there = folder.resolve(name + "-there");
            Console local = Console.run(Families.ALL, words(name, here).toArray(String[]::new));
            assertThat(local.status()).as(local.err()).isIn(Main.DONE, Main.CHECK_FAILED);
            assertThat(spark(name, there)).as(Files.readString(folder.resolve(name + ".log"))).isEqualTo(local.status());
            assertThat(RunEssence.of(there)).isEqualTo(RunEssence.of(here));
        }
    }

    /** Executors never take other loops than a cell's spec says: without the module they fail, by the sentence of this machine. */
    @Test
    void executorsWithoutTheVectorModuleSaySo() throws Exception {
        Path spec = folder.resolve("sales.yaml");
        Files.writeString(spec, """
                environment: {kind: sequential-sales, agents: [2, 3], items: 1}
                optimizer: {iterations: 2, starts: 1, searchPoints: 2, profiles: 8}
                evaluation: {profiles: 6, misreports: 20}
                loops: vector
                """);
        Path log = folder.resolve("vector.log");
        Path out = folder.resolve("vector");
        List<String> words = List.of("sweep", spec.toString(), "--out", out.toString(), "--engine", cluster.url());
        Process driver = cluster.driver(log, words);
        assertThat(driver.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
        assertThat(driver.exitValue()).isEqualTo(Main.FAILED);
        assertThat(out.resolve("failures").resolve("agents-2.txt"))
                .content()
                .contains("loops = vector needs the module jdk.incubator.vector, without which this JVM runs");
    }
}
