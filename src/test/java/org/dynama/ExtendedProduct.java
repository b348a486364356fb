package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.dynama.cli.Main;

/**
 * The product with a change: changed copies of its files, compiled, before its own classes.
 *
 * @param folder of the copies, in which it runs
 */
record ExtendedProduct(Path folder) {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Changes two files in Java at most, one schema, and worlds to try them in. */
    void apply(List<UnifiedDiff> diffs) throws IOException {
        compile(changed(diffs));
    }

    /** Writes the changed files; returns those in Java. */
    private List<Path> changed(List<UnifiedDiff> diffs) throws IOException {
        List<Path> sources = new ArrayList<>();
        int schemas = 0;
        for (UnifiedDiff diff : diffs) {
            Path path = Path.of(diff.path());
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, diff.apply(Files.exists(path) ? Files.readAllLines(path) : List.of()));
            if (path.startsWith(JAVA)) {
                sources.add(file);
            } else if (path.startsWith(RESOURCES)) {
                assertThat(diff.path()).endsWith(".schema.json");
                schemas++;
            } else {
                assertThat(diff.path()).startsWith("models/environments/");
            }
        }
        assertThat(sources).hasSizeBetween(1, 2);
        assertThat(schemas).isEqualTo(1);
        return sources;
    }

    /** Compiles files in Java, strictly. */
    void compile(List<Path> sources) throws IOException {
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-parameters",
                "-Xlint:all,-processing,-classfile,-path",
                "-Werror",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectories(folder.resolve("classes")).toString());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    /** What the extended product says, in a process of its own that ends with a status. */
    String said(int status, String command) throws Exception {
        String path =
                String.join(File.pathSeparator, "classes", RESOURCES.toString(), System.getProperty("java.class.path"));
        List<String> words = OwnJava.of(path, Main.class, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        words.addAll(List.of(command.split(" ", -1)));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int ended = process.waitFor();
        String said = Files.readString(log);
        assertThat(ended).as(said).isEqualTo(status);
        return said;
    }
}
