package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps on a real standalone cluster of a master and two workers. */
class SparkSweepTest extends SparkClusterCase {
    /** Four studies, six cells each. */
    private static final List<String> STUDIES = List.of("search", "learn", "online", "pivot");

    /** Two competitions of three cells, of which one each goes on. */
    private static final String PRUNED = """
        environment: {kind: sequential-sales, agents: [2, 3], items: 1}
        optimizer: {kind: regularized-gradient, iterations: 27, profiles: 64, step: [0.00001, 0.03, 0.0001]}
        evaluation: {profiles: 200, solver: dp, shareProfiles: 0, misreports: 20}
        prune: {reduction: 3, least: 3}
        threads: 1
        loops: plain
        """;

    /** The cells of a study's example; one thread each, as a task of Spark has. */
    private List<String> words(String name, Path out, String... options) throws IOException {
        Path spec = Objects.requireNonNull(StudyExamples.all().get(name)).write(folder.resolve("spec-" + name));
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", out.toString(), "--set", "seed=[1, 2, 3, 4, 5, 6]"));
        if (!name.equals("learn")) {
            words.addAll(List.of("--threads", "1"));
        }
        if (name.equals("search")) {
            // Named, whatever modules this JVM and Spark's have.
            words.addAll(List.of("--set", "loops=plain"));
        }
        words.addAll(List.of(options));
        return words;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sparkGivesTheBitsOfThisMachine(String name) throws Exception {
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        Console local = Console.run(Families.ALL, words(name, here).toArray(String[]::new));
        assertThat(local.status()).as(local.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        ended("log", driver("log", words(name, there, "--engine", cluster.url())), local.status());
        assertThat(RunEssence.of(there)).isEqualTo(RunEssence.of(here));
    }

    static List<String> sparkGivesTheBitsOfThisMachine() {
        return STUDIES;
    }

    /** Rung after rung on the workers: the folders of all rungs, and what is said of the cells. */
    @Test
    void pruningEndsAtTheBitsOfThisMachine() throws Exception {
        Path spec = Files.writeString(folder.resolve("pruned.yaml"), PRUNED);
        assertThat(endsAlike(spec).resolve("rung-2")).isDirectory();
    }

    /** Executors take the loops that a cell's spec says, to the bits of this machine: Spark gives them the module. */
    @Test
    void executorsTakeTheLoopsOfTheSpec() throws Exception {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "skipped: this JVM runs without jdk.incubator.vector");
        Path spec = folder.resolve("sales.yaml");
        Files.writeString(spec, """
                environment: {kind: sequential-sales, agents: [2, 3], items: 1}
                optimizer: {iterations: 2, starts: 1, searchPoints: 2, profiles: 8}
                evaluation: {profiles: 6, misreports: 20}
                loops: vector
                threads: 1
                """);
        endsAlike(spec);
    }

    /** Runs a sweep here and on the cluster, to the same bits; returns the cluster's folder. */
    private Path endsAlike(Path spec) throws Exception {
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        Console local = Console.run(Families.ALL, "sweep", spec.toString(), "--out", here.toString());
        assertThat(local.status()).as(local.err()).isZero();
        List<String> words = List.of("sweep", spec.toString(), "--out", there.toString(), "--engine", cluster.url());
        ended("log", driver("log", words), Main.DONE);
        assertThat(RunEssence.of(there)).isEqualTo(RunEssence.of(here));
        return there;
    }
}
