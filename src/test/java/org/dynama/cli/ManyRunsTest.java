package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.catalog.RunState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of ten thousand small runs. Its {@link #main} makes one for measurements: a folder, and how many. */
@Tag("slow")
class ManyRunsTest {
    private static final int COUNT = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Copies of one run without its page and pictures, a hundred to a folder. */
    static void copy(Path run, Path to, int count) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(run)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !run.relativize(file).startsWith("figures"))
                    .toList();
        }
        for (int k = 0; k < count; k++) {
            Path copy = to.resolve("group-" + k / 100).resolve("run-" + k);
            for (Path file : files) {
                Path name = copy.resolve(run.relativize(file));
                Files.createDirectories(name.getParent());
                Files.copy(file, name);
            }
        }
    }

    private static Path small(Path folder) throws IOException {
        Path spec = StudyExamples.all().get("search").write(folder);
        Path run = folder.resolve("small");
        Console.run(Families.ALL, "search", spec.toString(), "--out", run.toString(), "--quiet");
        return run;
    }

    public static void main(String[] args) throws IOException {
        copy(small(Files.createTempDirectory("small")), Path.of(args[0]), Integer.parseInt(args[1]));
    }

    @Test
    void allAreListed() throws IOException {
        Path runs = folder.resolve("runs");
        copy(small(folder), runs, COUNT);
        Catalog catalog = new Catalog(Families.ALL);
        long begun = System.nanoTime();
        List<ListedRun> first = catalog.of(runs);
        long read = System.nanoTime();
        List<ListedRun> second = catalog.of(runs);
        long seen = System.nanoTime();
        System.out.printf(
                "%d runs listed in %.2f s, again in %.2f s%n", COUNT, (read - begun) / 1e9, (seen - read) / 1e9);
        assertThat(first).hasSize(COUNT).allMatch(run -> run.state() == RunState.DONE && run.headline() != null);
        assertThat(second).isEqualTo(first);
    }
}
