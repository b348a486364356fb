package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dynama.serve.Browser;
import org.dynama.serve.Server;
import org.dynama.study.FolderLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of page, live and written, on a desk and on a telephone, light and dark, in a real browser: nothing off the screen,
 * nothing that axe finds wrong, no error on the console. Light on the desk and dark on the telephone; with
 * {@code -Ddynama.screens=FOLDER} both on both, and it leaves a picture of each.
 */
@Tag("slow")
class EveryPageTest {
    private static final String STATUS =
            "{\"phase\": \"search\", \"done\": 0.4, \"text\": \"fine, 0.712 +- 0.004\", \"seconds\": 75.0}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void nothingIsWrongOnAnyOfThem() throws Exception {
        Path runs = EveryKind.in(folder);
        String screens = System.getProperty("dynama.screens", "");
        try (Browser browser = Browser.open(folder)) {
            look(browser, runs, Files.createDirectory(folder.resolve("empty")), screens);
        }
    }

    /** @param screens a folder for pictures; empty for none */
    static void look(Browser browser, Path runs, Path empty, String screens) throws Exception {
        FolderLock lock = atWork(runs.resolve("stopped"));
        List<String> faults = new ArrayList<>();
        try (Server server = new Server(Families.ALL, runs, "127.0.0.1", 0, ServedRuns.LEAST);
                Server bare = new Server(Families.ALL, empty, "127.0.0.1", 0, ServedRuns.LEAST)) {
            Map<String, String> pages = pages(runs, "http://127.0.0.1:" + server.port() + "/");
            pages.put("empty", "http://127.0.0.1:" + bare.port() + "/");
            for (Map.Entry<String, String> page : pages.entrySet()) {
                for (int width : new int[] {1280, 390}) {
                    boolean[] both = {false, true};
                    for (boolean isDark : screens.isEmpty() ? new boolean[] {width < 1280} : both) {
                        String name = page.getKey() + "-" + width + (isDark ? "-dark" : "");
                        browser.look(width, isDark);
                        browser.go("about:blank");
                        browser.go(page.getValue());
                        browser.await(
                                "the page", any -> !browser.texts("h1, table").isEmpty());
                        browser.await(
                                "what it asks for", any -> !browser.text("body").contains("Reading the folder"));
                        Thread.sleep(400);
                        browser.violations().forEach(fault -> faults.add(name + ": " + fault));
                        if (browser.overflow() > 0) {
                            faults.add(name + ": " + browser.overflow() + " pixels off the screen");
                        }
                        if (!screens.isEmpty()) {
                            browser.picture(Path.of(screens, name + ".png"));
                        }
                    }
                }
            }
            // That a run is not there is said on the console, too.
            browser.console().stream()
                    .filter(line -> !line.contains("path=none"))
                    .forEach(faults::add);
        } finally {
            lock.release();
        }
        assertThat(faults).isEmpty();
    }

    private static Map<String, String> pages(Path runs, String address) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("list", address);
        pages.put("missing", address + "#/run?path=none");
        pages.put("unknown", address + "#/nothing");
        pages.put(
                "comparison",
                address + "#/compare?path=search&path=search-other-seed&path=search-other-profiles&path=menu");
        pages.put(
                "written-comparison",
                "" + runs.resolve("search/comparison.html").toUri());
        try (Stream<Path> all = Files.list(runs)) {
            for (Path run : new TreeSet<>(all.toList())) {
                pages.put(run.getFileName().toString(), address + "#/run?path=" + run.getFileName());
                if (Files.exists(run.resolve("report.html"))) {
                    pages.put(
                            "written-" + run.getFileName(),
                            "" + run.resolve("report.html").toUri());
                }
            }
        }
        return pages;
    }

    /** A run as it is while a process works at it. */
    private static FolderLock atWork(Path run) throws IOException {
        FolderLock lock = FolderLock.take(run);
        Files.createDirectories(run.resolve("checkpoint"));
        Files.writeString(run.resolve("checkpoint/status.json"), STATUS);
        StringBuilder points = new StringBuilder("curve,x,y,low,high\n");
        for (int step = 1; step <= 60; step++) {
            double y = 0.7 - 0.3 / step;
            points.append("objective over step: coarse,%d,%.4f,%.4f,%.4f%n".formatted(step, y, y - 0.02, y + 0.02));
            points.append(
                    step % 10 == 0 ? "objective over step: validation,%d,%.4f,,%n".formatted(step, y + 0.01) : "");
        }
        Files.writeString(run.resolve("checkpoint/live.csv"), points);
        return lock;
    }
}
