package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at random moments of a running sweep: of a worker, of an executor, of the driver. No finished cell is lost or run
 * again, and what failed is named and run by the same command. As many as {@code -Ddynama.faults} says, three without, at the
 * moments of {@code -Ddynama.faultSeed}.
 */
@Tag("spark")
class SparkFaultTest {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3, 4], items: [1, 2]}
        optimizer: {iterations: 150, profiles: 1000, searchPoints: 64, starts: 2}
        evaluation: {profiles: 2000, shareProfiles: 1000, misreports: 50}
        threads: 1
        """;
    private static final int FAULTS = Integer.getInteger("dynama.faults", 3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private List<String> words(Path out, String... options) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
        List<String> words = new ArrayList<>(List.of("sweep", spec.toString(), "--out", out.toString()));
        words.addAll(List.of(options));
        return words;
    }

    /** When each finished cell was written. */
    private static Map<String, FileTime> finished(Path out) throws IOException {
        Map<String, FileTime> finished = new TreeMap<>();
        if (!Files.exists(out)) {
            return finished;
        }
        try (Stream<Path> cells = Files.list(out)) {
            for (Path cell : cells.toList()) {
                Path record = cell.resolve("result.json");
                if (Files.exists(record)) {
                    finished.put(cell.getFileName().toString(), Files.getLastModifiedTime(record));
                }
            }
        }
        return finished;
    }

    @Test
    void faultsLoseNothing() throws Exception {
        Path here = folder.resolve("here");
        long begun = System.nanoTime();
        assertThat(Console.run(Families.ALL, words(here).toArray(String[]::new)).status()).isZero();
        long milliseconds = 10_000 + (System.nanoTime() - begun) / 1_000_000;
        Map<String, String> essence = RunEssence.of(here);
        Random random = new Random(Long.getLong("dynama.faultSeed", 1));
        Map<String, Integer> counts = new TreeMap<>();
        try (SparkCluster cluster = new SparkCluster(folder, 2)) {
            for (int fault = 0; fault < FAULTS; fault++) {
                Path out = folder.resolve("there-" + fault);
                Path log = folder.resolve("there-" + fault + ".log");
                Process driver = cluster.driver(log, words(out, "--engine", cluster.url()));
                boolean ended = driver.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS);
                Map<String, FileTime> before = finished(out);
                String kind = List.of("worker", "executor", "driver").get(fault % 3);
                if (kind.equals("worker")) {
                    cluster.killWorker(fault);
                    cluster.addWorker();
                } else if (kind.equals("executor")) {
                    boolean isKilled = cluster.killExecutor();
                    while (driver.isAlive() && !isKilled) {
                        Thread.sleep(50);
                        isKilled = cluster.killExecutor();
                    }
                    kind += isKilled ? "" : " (none was at work)";
                } else {
                    driver.destroyForcibly();
                }
                counts.merge(kind + (ended ? " after the end" : ""), 1, Integer::sum);
                assertThat(driver.waitFor(3, TimeUnit.MINUTES)).isTrue();
                String said = Files.readString(log);
                if (driver.exitValue() == Main.FAILED) {
                    assertThat(said).contains("failed; the same command tries them again");
                }
                for (int again = 0; again < 3 && driver.exitValue() != Main.DONE; again++) {
                    driver = cluster.driver(log, words(out, "--engine", cluster.url()));
                    assertThat(driver.waitFor(3, TimeUnit.MINUTES)).isTrue();
                }
                assertThat(driver.exitValue()).as(kind + "\n" + said + Files.readString(log)).isZero();
                assertThat(finished(out)).as("finished cells are left alone").containsAllEntriesOf(before);
                assertThat(RunEssence.of(out)).isEqualTo(essence);
            }
        }
        System.out.println("faults that lost nothing: " + counts);
    }
}
