package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.config.Json;
import org.dynama.study.Study;
import org.dynama.study.sweep.SweepSpec;
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

    /** Each shipped spec is one of the command by which a check runs it. */
    @Test
    void specsAreOfTheirCommands() throws IOException, InterruptedException {
        String script = Files.readString(folder.resolve("gpu-check"));
        int from = script.indexOf("command_of()");
        String home = "home=" + Path.of("").toAbsolutePath() + "\n";
        String loop =
                "for spec in $home/experiments/{*,*/*}.yaml; do printf '%s %s\\n' \"$spec\" \"$(command_of $spec)\"; done";
        Outcome commands = run(Map.of(), "-c", home + script.substring(from, script.indexOf("\n}\n", from) + 3) + loop);
        assertThat(commands.said.lines()).hasSizeGreaterThan(50).allSatisfy(line -> {
            String[] words = line.split(" ", -1);
            Path spec = Path.of(words[0]);
            if (words[1].equals("sweep")) {
                assertThat(SweepSpec.read(spec, Families.ALL, List.of()).cells())
                        .isNotEmpty();
            }
            for (Study<?, ?> study : Families.ALL.all()) {
                if (study.name().equals(words[1])) {
                    assertThatCode(() -> study.document(spec, List.of()))
                            .as(line)
                            .doesNotThrowAnyException();
                }
            }
        });
    }

    /** What a check leaves, with a Dynama in the bundle that only answers, and its self-test with a status. */
    private JsonNode checked(int selfTest) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("dynama"), """
                #!/bin/bash
                case "$*" in
                    *--self-test*) echo '{"passed": true}'; exit STATUS ;;
                    bench*) echo '{"rows": []}' ;;
                    *menu-sales*) printf '{\\n  "name" : "m",\\n  "solver" : "s",\\n  "seconds" : {\\n    "total" : 1\\n  }\\n}' ;;
                esac
                """.replace("STATUS", Integer.toString(selfTest)));
        Path specs = Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(specs.resolve("good.yaml"), "");
        Files.writeString(specs.resolve("online-good.yaml"), "");
        Path file = folder.resolve("check.json");
        Outcome outcome = run(Map.of(), folder.resolve("gpu-check").toString(), "--cpu", "--out", file.toString());
        assertThat(outcome.status).as(outcome.said).isEqualTo(selfTest);
        return Json.read(file, JsonNode.class);
    }

    /** One document: each check with what it tests, each spec with its command, no card where none was asked for. */
    @Test
    void aCheckIsOneDocument() throws IOException, InterruptedException {
        JsonNode check = checked(0);
        assertThat(check.path("holds").asBoolean()).isTrue();
        assertThat(check.path("card").asText()).isEqualTo("CPU");
        assertThat(check.path("units").path("valuesPerSecond").asText()).isEqualTo("profiles/s");
        for (String name : List.of("self-test", "batches", "plain Java", "grids", "large tree", "menus", "specs")) {
            assertThat(check.path(name).path("tests").asText()).as(name).isNotEmpty();
            assertThat(check.path(name).path("status").asInt()).as(name).isZero();
        }
        assertThat(check.path("menus").path("result").toString())
                .isEqualTo("{\"solver\":\"s\",\"seconds\":{\"total\":1}}");
        assertThat(check.path("specs").path("result"))
                .extracting(spec ->
                        spec.path("command").asText() + " " + spec.path("spec").asText() + " "
                                + spec.path("outcome").asText())
                .containsExactly("search experiments/good.yaml done", "online experiments/online-good.yaml done");
    }

    /** Nothing runs on a libtorch that has failed. */
    @Test
    void aFailedSelfTestEndsTheCheck() throws IOException, InterruptedException {
        JsonNode check = checked(3);
        assertThat(check.path("holds").asBoolean()).isFalse();
        assertThat(check.path("self-test").path("status").asInt()).isEqualTo(3);
        assertThat(check.has("batches")).isFalse();
        assertThat(check.has("specs")).isFalse();
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
