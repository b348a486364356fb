package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.serve.Browser;
import org.dynama.serve.Server;
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
    void allAreListed() throws Exception {
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
        inABrowser(runs);
    }

    /** The page shows, filters and sorts them, and draws no more rows than are in sight. */
    private void inABrowser(Path runs) throws Exception {
        try (Server server = new Server(Families.ALL, runs, "127.0.0.1", 0, ServedRuns.LEAST);
                Browser browser = Browser.open(folder)) {
            browser.look(1280, false);
            browser.go("http://127.0.0.1:" + server.port() + "/");
            browser.awaitText(".count", "10,000 runs");
            assertThat(browser.texts("tbody tr").size()).isLessThan(100);
            browser.click("th:nth-child(7) button");
            browser.await("sorted", any -> "descending".equals(sorted(browser)));
            browser.click("th:nth-child(7) button");
            browser.await("sorted the other way", any -> "ascending".equals(sorted(browser)));
            browser.go("http://127.0.0.1:" + server.port() + "/#/?text=run-77");
            browser.awaitText(".count", "111 of 10,000 runs");
            assertThat(browser.texts("tbody th small")).isNotEmpty().allMatch(path -> path.contains("run-77"));
            assertThat(browser.console()).isEmpty();
        }
    }

    private static String sorted(Browser browser) {
        return String.valueOf(browser.script("return document.querySelector('th:nth-child(7)').ariaSort"));
    }
}
