package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a standalone cluster of a master and two workers, which a class's tests share. */
@Tag("spark")
abstract class SparkClusterCase {
    private static final long PATIENCE_MINUTES = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path shared;

    static SparkCluster cluster;

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

    /** Starts the command line as a driver that writes to a log. */
    Process driver(String log, List<String> words) throws IOException {
        return cluster.driver(folder.resolve(log), words);
    }

    /** What a driver has said, when it has ended with a status. */
    String ended(String log, Process driver, int status) throws Exception {
        assertThat(driver.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).as(said(log)).isEqualTo(status);
        return said(log);
    }

    String said(String log) throws IOException {
        return Files.readString(folder.resolve(log));
    }
}
