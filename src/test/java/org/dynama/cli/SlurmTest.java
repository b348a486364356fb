package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dynama.OwnJava;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real Slurm; skipped where none answers. */
@Tag("slow")
class SlurmTest {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3], items: [1, 2]}
        optimizer: {iterations: 20, profiles: 100, searchPoints: 16, starts: 2}
        evaluation: {profiles: 100, shareProfiles: 1000, misreports: 50}
        threads: 1
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path spec;

    @BeforeEach
    void needSlurm() throws Exception {
        assumeTrue(said("sinfo", "--noheader").contains("idle"), "no Slurm with an idle node answers here");
        spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
    }

    private static String said(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException missing) {
            return "";
        }
    }

    private List<String> words(String out, String... options) {
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", folder.resolve(out).toString()));
        words.addAll(List.of(options));
        return words;
    }

    private Console run(String out, String... options) {
        return Console.run(Families.ALL, words(out, options).toArray(String[]::new));
    }

    private Process start(String out, String... options) throws IOException {
        List<String> command = OwnJava.command(Main.class);
        command.addAll(words(out, options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }

    private Map<String, String> essence(String out) throws IOException {
        return RunEssence.of(folder.resolve(out));
    }

    @Test
    void slurmGivesTheBitsOfThisMachine() throws IOException {
        assertThat(run("here").status()).isZero();
        Console there = run("there", "--engine", "slurm");
        assertThat(there.status()).as(there.err()).isZero();
        assertThat(essence("there")).isEqualTo(essence("here"));
    }

    /** A driver that is killed and started again waits for what is at work, and runs no cell twice. */
    @Test
    void aDriverThatIsKilledGoesOn() throws Exception {
        assertThat(run("here").status()).isZero();
        Process driver = start("there", "--engine", "slurm");
        Path jobs = folder.resolve("there/shards/slurm.json");
        while (!Files.exists(jobs)) {
            assertThat(driver.isAlive())
                    .as(Files.readString(folder.resolve("there.log")))
                    .isTrue();
            Thread.sleep(20);
        }
        driver.destroyForcibly().waitFor();
        String submitted = Files.readString(jobs);
        Process again = start("there", "--engine", "slurm");
        String known = submitted;
        while (!again.waitFor(200, TimeUnit.MILLISECONDS)) {
            try {
                known = Files.readString(jobs);
            } catch (NoSuchFileException collected) {
                // All is done.
            }
        }
        assertThat(known).as("nothing is submitted again").isEqualTo(submitted);
        assertThat(again.exitValue())
                .as(Files.readString(folder.resolve("there.log")))
                .isZero();
        assertThat(essence("there")).isEqualTo(essence("here"));
    }

    /** A task that is cancelled is named; the others are done, and the same command runs it again. */
    @Test
    void aTaskThatIsCancelledIsNamed() throws Exception {
        Process driver = start("there", "--engine", "slurm", "--jobs", "1");
        Path jobs = folder.resolve("there/shards/slurm.json");
        while (!Files.exists(jobs)) {
            assertThat(driver.isAlive())
                    .as(Files.readString(folder.resolve("there.log")))
                    .isTrue();
            Thread.sleep(20);
        }
        String id = Files.readString(jobs).replaceAll("(?s).*\"id\" : \"(\\d+)\".*", "$1");
        said("scancel", id + "_3");
        assertThat(driver.waitFor(3, TimeUnit.MINUTES)).isTrue();
        String log = Files.readString(folder.resolve("there.log"));
        assertThat(driver.exitValue()).as(log).isEqualTo(Main.FAILED);
        assertThat(log)
                .contains("agents-3-items-2: failed: its task " + id + "_3 has ended without a result")
                .contains("3 of 4 cells are done, 1 failed");

        Console again = run("there", "--engine", "slurm");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("4 cells, 3 of them done before", "[4/4] agents-3-items-2");
    }

    @Test
    void whatSbatchRefusesIsSaid() {
        Console refused = run("there", "--engine", "slurm", "--sbatch=--partition=none");
        assertThat(refused.status()).isEqualTo(Main.FAILED);
        assertThat(refused.err()).contains("sbatch refuses: ").doesNotContain("\tat ");
    }
}
