package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What goes wrong on a sweep without a kill: cells that throw or exceed their memory, a full disk, two drivers on one folder. */
class SparkFailureTest extends SparkClusterCase {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 2, items: 1}
        optimizer: {kind: regularized-gradient, iterations: 3, profiles: 100}
        evaluation: {profiles: 500, shareProfiles: 100, misreports: 5}
        threads: 1
        """;

    private Process driver(String log, Path out, String... sets) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", out.toString(), "--engine", cluster.url()));
        for (String set : sets) {
            words.addAll(List.of("--set", set));
        }
        return driver(log, words);
    }

    /** One cell throws, one draws a gigabyte of profiles: both are named, and the rest is done. A second driver is refused. */
    @Test
    void cellsThatFailAreNamed() throws Exception {
        Path out = folder.resolve("failing");
        String[] sets = {"optimizer.profiles=[100, 40000000]", "optimizer.step=[0.05, 1e308]"};
        Process driver = driver("first.log", out, sets);
        while (driver.isAlive() && !Files.exists(out.resolve("results.csv"))) {
            Thread.sleep(20);
        }
        String refused = ended("second.log", driver("second.log", out, sets), Main.INPUT_AT_FAULT);
        assertThat(refused.lines().filter(line -> line.contains("is in use"))).as(refused).hasSize(1);
        assertThat(refused).doesNotContain("\tat ");
        String said = ended("first.log", driver, Main.FAILED);
        assertThat(said).contains("1 of 4 cells are done, 3 failed; the same command tries them again.");
        assertThat(finished(out)).containsOnlyKeys("profiles-100-step-0.05");
        for (String row : Files.readAllLines(out.resolve("results.csv"))) {
            if (row.startsWith("profiles-40000000")) {
                assertThat(row).containsPattern("failed,.*(OutOfMemoryError|its task was lost)");
            } else if (row.startsWith("profiles-100-step-1E308")) {
                assertThat(row).contains("failed,", "is not finite");
            }
        }
    }

    private static boolean mounts(String options, Path place) throws Exception {
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** The disk at the driver is full: a sentence, nothing lost, and with more room the same command does the rest. */
    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounts("size=600k", disk), "this user cannot mount a small disk");
        try {
            Path out = disk.resolve("sweep");
            String said = ended("full.log", driver("full.log", out, "seed=[1, 2, 3, 4, 5, 6]"), Main.FAILED);
            assertThat(said).contains("No space left on device", "make room").doesNotContain("failed", "\tat ");
            TreeMap<String, Long> before = finished(out);
            assertThat(before).hasSizeBetween(1, 5);
            assertThat(mounts("remount,size=20m", disk)).isTrue();
            ended("again.log", driver("again.log", out, "seed=[1, 2, 3, 4, 5, 6]"), Main.DONE);
            assertThat(finished(out)).hasSize(6).containsAllEntriesOf(before);
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private static TreeMap<String, Long> finished(Path out) throws IOException {
        TreeMap<String, Long> finished = new TreeMap<>();
        try (var cells = Files.list(out)) {
            for (Path cell : cells.filter(any -> Files.exists(any.resolve("result.json"))).toList()) {
                finished.put(
                        cell.getFileName().toString(),
                        Files.getLastModifiedTime(cell.resolve("result.json")).toMillis());
            }
        }
        return finished;
    }
}
