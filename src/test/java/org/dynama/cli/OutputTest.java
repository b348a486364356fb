package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.OwnJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written: a full disk, a place where nothing can be. Every command says so, and makes nothing of it. */
class OutputTest {
    private static final String BENCH = "bench --tree 2x2 --kernel-only --device cpu --seconds 0.01";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Prints as if to a full disk. */
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** Each command of the program with what it needs, and {@code --quiet}. */
    private List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Map.Entry<String, StudyExamples.Example> study :
                StudyExamples.all().entrySet()) {
            if (!study.getKey().equals("dice")) {
                commands.add(study.getKey() + " " + study.getValue().write(folder.resolve(study.getKey()))
                        + " --out NEW --quiet");
            }
        }
        Path run = folder.resolve("run");
        Path spec = folder.resolve("search/small.yaml");
        Path reports = folder.resolve("reports.json");
        Files.writeString(reports, "{\"a\": [0.4, 1.2], \"b\": [0.9]}");
        assertThat(Console.run(Families.ALL, "search", spec.toString(), "--out", run.toString(), "--quiet")
                        .status())
                .isIn(Main.DONE, Main.CHECK_FAILED);
        commands.add("evaluate " + run + " --profiles 10 --out NEW --quiet");
        commands.add("quote " + run + " --reports " + reports + " --out NEW --quiet");
        commands.add("audit " + run + " --profiles 10 --out NEW --quiet");
        commands.add("announce " + run + " --out NEW");
        commands.add("verify " + run + " --quiet");
        commands.add("report " + run + " --out NEW --quiet");
        commands.add("sweep " + folder.resolve("smoothing/small.yaml") + " --out NEW --quiet");
        commands.add(BENCH + " --out NEW --quiet");
        commands.add("list");
        commands.add("completion");
        commands.add("runs " + run);
        commands.add("world " + spec);
        Path toll = Path.of("src/test/resources/org/dynama/world/exchange/toll.json");
        Path market = folder.resolve("toll-market.json");
        assertThat(Console.run(Families.ALL, "import", toll.toString(), "--out", market.toString(), "--force")
                        .status())
                .isEqualTo(Main.DONE);
        commands.add("import " + toll);
        commands.add("export " + market + " --format gymnasium");
        return commands;
    }

    private Console run(String command, Path out) {
        return Console.run(Families.ALL, command.replace("NEW", out.toString()).split(" ", -1));
    }

    /** The names in the list of {@code --help}. */
    private static Set<String> names() {
        Matcher line = Pattern.compile("(?m)^  ([a-z]+) ")
                .matcher(Console.run(Families.ALL, "--help").out());
        Set<String> names = new TreeSet<>();
        while (line.find()) {
            names.add(line.group(1));
        }
        return names;
    }

    /** Whatever a command has found, it is not done when nobody could be told. */
    @Test
    void outputThatIsLostIsStatusOne() throws IOException {
        List<String> all = new ArrayList<>(List.of("--version", "--help"));
        Set<String> covered = new TreeSet<>();
        int number = 0;
        for (String command : commands()) {
            String name = command.split(" ", -1)[0];
            covered.add(name);
            // A market's file is JSON without being asked for it, a script is none.
            String json = Set.of("world", "import", "export", "completion").contains(name) ? "" : " --json";
            all.add(command.replace("NEW", folder.resolve("lost-" + number++).toString()) + json);
            all.add(name + " --help");
        }
        all.add("list");
        // One says nothing on standard output and does not end by itself, one takes half a minute: DemoTest.
        covered.addAll(Set.of("serve", "demo"));
        all.addAll(List.of("serve --help", "demo --help"));
        assertThat(names()).isNotEmpty().isSubsetOf(covered);
        PrintStream systemOut = System.out;
        for (String command : all) {
            Console said = Console.on(new FullDisk(), Families.ALL, command.split(" ", -1));
            assertThat(said.status()).as("%s: %s", command, said.err()).isEqualTo(Main.FAILED);
            assertThat(said.err()).contains("Standard output cannot be written to");
        }
        assertThat(System.out).isSameAs(systemOut);
    }

    /** The same of a real device. */
    @Test
    void aFullDeviceIsStatusOne() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no /dev/full");
        assertThat(child(full, folder, "list")).isEqualTo(Main.FAILED);
    }

    private static int child(Path out, Path in, String... args) throws Exception {
        List<String> command = OwnJava.bare(Main.class);
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(in.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Nothing can stand under a file, at whatever depth, nor in the place of a device; that is said at once. */
    @Test
    void placesWhereNothingCanStandAreRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (String command : commands()) {
            boolean isFile = command.startsWith("report") || command.startsWith("announce");
            for (String under :
                    isFile ? List.of("file/run", "file/more/run") : List.of("file", "file/run", "file/more/run")) {
                if (command.contains("NEW")) {
                    Console said = run(command, folder.resolve(under));
                    assertThat(said.status()).as("%s: %s", command, said.err()).isEqualTo(Main.INPUT_AT_FAULT);
                    assertThat(said.err()).contains(file + " is a file, not a folder");
                }
            }
        }
        Path pipe = Path.of("/dev/null");
        if (Files.exists(pipe)) {
            Console said = run("report " + folder.resolve("run") + " --out NEW", pipe);
            assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(said.err()).contains("/dev/null cannot be written: it is no regular file");
            assertThat(Files.isRegularFile(pipe)).isFalse();
        }
    }

    /** The folder of all runs is a file: a run without {@code --out} is refused, too. */
    @Test
    void runsMayBeAFile() throws Exception {
        Files.createFile(folder.resolve("runs"));
        Path spec = StudyExamples.all().get("smoothing").write(folder);
        assertThat(child(folder.resolve("out"), folder, "smoothing", spec.toString()))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(folder.resolve("err")).content().contains("runs is a file, not a folder");
    }
}
