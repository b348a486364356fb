package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shipped mechanism on ten million profiles, or {@code -Ddynama.profiles}, by one process and by two workers, one of whose
 * executors is killed: the same bits.
 */
@Tag("spark")
class SparkEvaluateTest {
    private static final int PROFILES = Integer.getInteger("dynama.profiles", 10_000_000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<String> words(Path out, String engine) {
        return List.of(
                "evaluate",
                "models/mechanisms/sequential-sales",
                "--profiles",
                "" + PROFILES,
                "--solver",
                "dp",
                "--engine",
                engine,
                "--out",
                out.toString());
    }

    private double seconds(SparkCluster cluster, String name, String engine, boolean isDisturbed) throws Exception {
        Path log = folder.resolve(name + ".log");
        long begun = System.nanoTime();
        Process driver = cluster.driver(log, words(folder.resolve(name), engine));
        while (isDisturbed && driver.isAlive() && !(said(log).contains(": 25 %") && cluster.killExecutor())) {
            Thread.sleep(50);
        }
        assertThat(driver.waitFor(30, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).as(said(log)).isZero();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String said(Path log) throws IOException {
        return Files.readString(log);
    }

    @Test
    void twoWorkersGiveTheBitsOfOneProcess() throws Exception {
        try (SparkCluster cluster = new SparkCluster(folder, 2)) {
            double here = seconds(cluster, "here", "local", false);
            double there = seconds(cluster, "there", cluster.url(), true);
            System.out.printf("%d profiles: %.1f s by one process, %.1f s by two workers%n", PROFILES, here, there);
            assertThat(RunEssence.of(folder.resolve("there"))).isEqualTo(RunEssence.of(folder.resolve("here")));
        }
    }
}
