package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for Java users, done as it says: its program compiles, runs, and prints what the page shows. */
class FromJavaTest {
    private static final Path PAGE = Path.of("src/site/markdown/from-java.md");
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```\\n```\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theProgramPrintsWhatThePageShows() throws Exception {
        MatchResult block =
                PROGRAM.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
        Path source = folder.resolve("Licences.java");
        Files.writeString(
                source,
                block.group(1).replace("runs/from-java", folder.resolve("saved").toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-implicit:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
        assertThat(status).isZero();
        assertThat(printed()).isEqualTo(block.group(2));
    }

    private String printed() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Dynama.class.getClassLoader())) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            classes.loadClass("Licences").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
