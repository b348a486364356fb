package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bundle's scripts say, and leave undone, where a device or a libtorch is not as it must be. */
class BundleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Outcome(int status, String said) {}

    @BeforeEach
    void unpack() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: the bundle's scripts need a bash");
        for (String name : List.of("dynama", "gpu-check")) {
            Path script = folder.resolve(name);
            Files.writeString(
                    script, Files.readString(Path.of("src/bundle", name)).replace("@VERSION@", "2.7.1"));
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
    }

    private Outcome run(Map<String, String> variables, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("/bin/bash"), Stream.of(command))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_VERSION", "PYTHON"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    private Path libtorch() throws IOException {
        Path library = Files.createDirectories(folder.resolve("libtorch/lib"));
        Files.writeString(library.resolve("libtorch.so"), "");
        return folder.resolve("libtorch");
    }

    @Test
    void aLibtorchOfAnotherVersionIsNamed() throws IOException, InterruptedException {
        Path libtorch = libtorch();
        Files.writeString(libtorch.resolve("build-version"), "2.15.0+cpu\n");
        Outcome outcome = run(
                Map.of("LIBTORCH", libtorch.toString()),
                folder.resolve("dynama").toString(),
                "list");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.said)
                .startsWith("The libtorch in " + libtorch
                        + "/lib is version 2.15.0+cpu; this bundle's binding is for 2.7.1.\n");
    }

    @Test
    void aFolderWithoutALibtorchIsNamed() throws IOException, InterruptedException {
        Outcome outcome = run(
                Map.of("LIBTORCH", folder.toString()), folder.resolve("dynama").toString(), "list");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.said).startsWith(folder + " has no libtorch.so.\n");
    }

    /** A GPU that is asked for is never replaced by the CPU. */
    @Test
    void aDeviceThatIsAbsentIsNamed() throws IOException, InterruptedException {
        for (Path check : List.of(folder.resolve("gpu-check"), Path.of("scripts/gpu-check"))) {
            Outcome outcome = run(Map.of("PATH", withoutCards()), check.toString());
            assertThat(outcome.status).isEqualTo(2);
            assertThat(outcome.said)
                    .startsWith("No GPU here: there is no nvidia-smi. Maybe ")
                    .hasLineCount(1);
        }
    }

    /** A PATH of what the scripts call before they look for a card, and of nothing else. */
    private String withoutCards() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink")) {
            Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        return tools.toString();
    }
}
