package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has Dynama as a library, from an empty Maven repository on: it gets the mathematics, and nothing for a screen. */
@Tag("slow")
class ConsumerTest {
    private static final Path JAR = Path.of("target/dynama.jar");
    private static final long MOST_BYTES = 25_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String said(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log);
        assumeTrue(
                !said.contains("Unknown host") && !said.contains("Could not transfer") && !said.contains("Network is"),
                () -> "skipped: nothing can be downloaded here: " + said);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private String maven(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "-B",
                "-ntp",
                "-q",
                "-Dmaven.repo.local=" + folder.resolve("repository")));
        command.addAll(List.of(words));
        return said(command);
    }

    @Test
    void aConsumerGetsTheMathematicsOnly() throws Exception {
        assumeTrue(Files.exists(JAR), "skipped: " + JAR + " is not built; ./mvnw package");
        maven(
                "org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file",
                "-Dfile=" + JAR.toAbsolutePath(),
                "-DpomFile=" + Path.of("pom.xml").toAbsolutePath());
        Path program = folder.resolve("consumer");
        Path source = Path.of("src/it/consumer");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = program.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        maven("-f", program.resolve("pom.xml").toString(), "package");

        Path libraries = program.resolve("target/lib");
        List<String> names = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                names.add(name);
                // PyTorch itself, and its binding.
                bytes += name.startsWith("pytorch-native") || name.startsWith("pytorch-jni") ? 0 : Files.size(jar);
            }
        }
        assertThat(names)
                .noneMatch(name -> name.matches("(logback|picocli|progressbar|jline|pdfbox|fontbox|graphics2d).*"))
                .anyMatch(name -> name.startsWith("dynama"));
        assertThat(bytes).isLessThan(MOST_BYTES);

        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String path = program.resolve("target/consumer.jar") + File.pathSeparator + libraries + "/*";
        String said = said(List.of(java.toString(), "-cp", path, "Consumer"));
        System.out.printf("%d libraries, %.1f MB without PyTorch%n%s", names.size(), bytes / 1e6, said);
        assertThat(said).contains("[main] INFO Consumer", "quotes a second", "mean payment of the first agent: 0.");
    }
}
