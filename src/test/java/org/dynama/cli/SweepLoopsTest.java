package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.OwnJava;
import org.dynama.file.WholeFile;
import org.dynama.solver.acyclic.VectorModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's cells all sum by the loops that its first JVM took, wherever they run. */
class SweepLoopsTest {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 2, items: [1, 2]}
        optimizer: {iterations: 20, profiles: 100, searchPoints: 16, starts: 2}
        evaluation: {profiles: 100, shareProfiles: 1000, misreports: 50}
        """;
    private static final String GRID =
            SPEC.replace("sequential-sales, agents: 2, items: [1, 2]", "gridworld, agents: [1, 2], size: 2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static String here() {
        return VectorModule.isPresent() ? "vector" : "plain";
    }

    private List<String> words(String text, String... options) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), text);
        List<String> words = new ArrayList<>(
                List.of("sweep", spec.toString(), "--out", folder.resolve("out").toString()));
        words.addAll(List.of(options));
        return words;
    }

    private Console sweep(String text, String... options) throws IOException {
        return Console.run(Families.ALL, words(text, options).toArray(String[]::new));
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    /** Where softened sweeps are summed, a cell's spec names the loops; where nothing is, it keeps what it said. */
    @Test
    void cellsSayWhatTheyTake() throws IOException {
        assertThat(sweep(SPEC).status()).isZero();
        assertThat(file("items-1/spec.yaml")).contains("\nloops: " + here());
        sweep(GRID, "--force");
        assertThat(file("agents-1/spec.yaml")).contains("\nloops: auto");
    }

    /** A sweep that began with other loops is refused by a sentence, and goes on where they are asked for. */
    @Test
    void anotherJvmDoesNotMixThem() throws IOException {
        sweep(SPEC);
        Path contents = folder.resolve("out").resolve("sweep.json");
        String other = here().equals("plain") ? "vector" : "plain";
        String begun = Files.readString(contents);
        assertThat(begun).contains('"' + here() + '"');
        Files.writeString(contents, begun.replace('"' + here() + '"', '"' + other + '"'));
        for (String shard : new String[] {"", "--shard=1/2"}) {
            Console refused = shard.isEmpty() ? sweep(SPEC) : sweep(SPEC, shard);
            assertThat(refused.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(refused.err())
                    .contains("began where loops=auto is " + other + ", and on this JVM it is " + here())
                    .contains("Maybe --set loops=" + other + " to go on as it began");
        }
        assertThat(sweep(SPEC, "--set", "loops=" + here()).err()).contains("2 of 2");
    }

    /** One that a JVM without the module began goes on, where it is asked for, to plain Java's bits. */
    @Test
    void plainLoopsGoOnWhereTheModuleIs() throws Exception {
        assumeTrue(VectorModule.isPresent(), "the JVM has no jdk.incubator.vector");
        List<String> command = OwnJava.bare(Main.class);
        command.addAll(words(SPEC));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Path cell = folder.resolve("out").resolve("items-2");
        Object whole = RunEssence.of(cell);
        WholeFile.delete(cell);
        assertThat(sweep(SPEC).status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(sweep(SPEC, "--set", "loops=plain").status()).isZero();
        assertThat(RunEssence.of(cell)).isEqualTo(whole);
    }
}
