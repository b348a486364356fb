package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.OwnJava;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM at random moments of a sweep, one cell or two at a time: status 143, and the same command ends with the same table. As
 * many as {@code -Ddynama.stops} says; five without.
 */
@Tag("slow")
class SweepStopTest {
    private static final int STOPS = Integer.getInteger("dynama.stops", 5);
    private static final int TERMINATED = 143;
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3], items: [1, 2]}
        optimizer: {iterations: 40, profiles: 300, searchPoints: 16, starts: 2}
        evaluation: {profiles: 2000, shareProfiles: 1000, misreports: 50}
        threads: 1
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private List<String> words(Path out, int jobs) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
        return List.of("sweep", spec.toString(), "--out", out.toString(), "--jobs", "" + jobs);
    }

    /** Starts a sweep and stops it after some time; returns its status. */
    private int stopped(List<String> words, long nanos) throws Exception {
        List<String> command = new ArrayList<>(OwnJava.command(Main.class, "-Ddynama.checkpoint=0"));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("stopped.log").toFile())
                .start();
        process.waitFor(nanos, TimeUnit.NANOSECONDS);
        process.destroy();
        return process.waitFor();
    }

    @Test
    void aSweepThatIsStoppedEndsWithTheSameTable() throws Exception {
        Path whole = folder.resolve("whole");
        long begun = System.nanoTime();
        assertThat(stopped(words(whole, 1), Long.MAX_VALUE)).isZero();
        long nanos = System.nanoTime() - begun;
        Map<String, String> essence = RunEssence.of(whole);
        UniformRandomProvider random = new RandomStream(21, "stops").generator(0);
        int midway = 0;
        for (int k = 0; k < STOPS; k++) {
            Path out = folder.resolve("stopped-" + k);
            // The first quarter is Java's start.
            int status = stopped(words(out, 1 + k % 2), (long) (nanos * (0.25 + 0.75 * random.nextDouble())));
            assertThat(status)
                    .as("%s", Files.readString(folder.resolve("stopped.log")))
                    .isIn(TERMINATED, Main.DONE);
            midway += status == TERMINATED && Files.exists(out.resolve("results.csv")) ? 1 : 0;
            Console again = Console.run(Families.ALL, words(out, 1).toArray(String[]::new));
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(RunEssence.of(out)).as("stop %d", k).isEqualTo(essence);
        }
        System.out.printf("%d stops, %d of them midway: the same table%n", STOPS, midway);
        assertThat(midway).isPositive();
    }
}
