package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A shipped mechanism on ten million profiles, or {@code -Ddynama.profiles}, by one process and by two workers, one of whose
 * executors is killed: the same bits.
 */
class SparkEvaluateTest extends SparkClusterCase {
    private static final int PROFILES = Integer.getInteger("dynama.profiles", 10_000_000);

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

    private double seconds(String name, String engine, boolean isDisturbed) throws Exception {
        String log = name + ".log";
        long begun = System.nanoTime();
        Process driver = driver(log, words(folder.resolve(name), engine));
        while (isDisturbed && driver.isAlive() && !(said(log).contains(": 25 %") && cluster.killExecutor())) {
            Thread.sleep(50);
        }
        ended(log, driver, Main.DONE);
        return (System.nanoTime() - begun) / 1e9;
    }

    @Test
    void twoWorkersGiveTheBitsOfOneProcess() throws Exception {
        double here = seconds("here", "local", false);
        double there = seconds("there", cluster.url(), true);
        System.out.printf("%d profiles: %.1f s by one process, %.1f s by two workers%n", PROFILES, here, there);
        assertThat(RunEssence.of(folder.resolve("there"))).isEqualTo(RunEssence.of(folder.resolve("here")));
    }
}
