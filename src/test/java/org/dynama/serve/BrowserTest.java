package org.dynama.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dynama.OwnJava;
import org.dynama.cli.Main;
import org.dynama.page.Numbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser, with real runs that are processes of their own; skipped where there is no browser. */
@Tag("slow")
class BrowserTest {
    private static final String SEARCH = """
            environment: {kind: sequential-sales, agents: 3, items: 2}
            optimizer: {iterations: %d, profiles: 64, searchPoints: 16, starts: 2}
            evaluation: {profiles: 200, misreports: 20}
            threads: 1
            """;
    private static final String SWEEP = """
            environment: {kind: sequential-sales, agents: [2, 3], items: [1, 2]}
            optimizer: {iterations: 20, profiles: 64, searchPoints: 16, starts: 2}
            evaluation: {profiles: 100, misreports: 20}
            threads: 1
            """;
    private static final String LEARN = """
            world: {kind: bandit-auction, goods: 2, periods: 1}
            training: {steps: 100000, width: 4, policyWidth: 2, policies: 1}
            evaluation: {oracle: false}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Browser browser;
    private Path runs;
    private String address;

    @BeforeEach
    void serve() throws Exception {
        browser = Browser.open(Files.createDirectory(folder.resolve("saved")));
        runs = Files.createDirectory(folder.resolve("runs"));
        try (ServerSocket free = new ServerSocket(0)) {
            address = "http://127.0.0.1:" + free.getLocalPort() + "/";
        }
        start("serve", runs.toString(), "--port", "" + URI.create(address).getPort());
        awaitServer();
        browser.look(1280, false);
    }

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... words) throws IOException {
        List<String> command = OwnJava.command(Main.class, "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + processes.size()).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Process run(String command, String name, String spec, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), spec);
        List<String> words = new ArrayList<>(List.of(command, file.toString(), "--out", "" + runs.resolve(name)));
        words.addAll(List.of(more));
        return start(words.toArray(String[]::new));
    }

    private void awaitServer() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        for (int k = 0; k < 300; k++) {
            try {
                HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
                return;
            } catch (IOException early) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError(Files.readString(folder.resolve("log-0")));
    }

    private String page(String view, String... paths) {
        List<String> query = Stream.of(paths)
                .map(path -> "path=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .toList();
        return address + "#/" + view + "?" + String.join("&", query);
    }

    /** Numbers have the same digits on live pages as in reports. */
    @Test
    void numbersAreWrittenAsInReports() {
        browser.go(address);
        for (double mean : new double[] {0, 0.71567, -12.345, 7.149e-11, 1.2345678e10, 0.00995, 1.005}) {
            for (double error : new double[] {Double.NaN, 0, 0.0041, 3.3e-13, 4.1e7, 0.0995}) {
                List<String> ours = List.of(
                        Numbers.estimate(mean, error),
                        Numbers.error(error),
                        Numbers.percent(mean),
                        Numbers.inColumn(mean, 2 * Math.abs(mean), 4),
                        Numbers.seconds(Math.abs(mean)),
                        Numbers.bytes((long) Math.abs(mean)));
                List<String> theirs = browser.later("""
                        const n = await import("/static/numbers.js");
                        const [mean, error] = given.map(Number);
                        const size = Math.abs(mean);
                        return [n.estimate(mean, error), n.error(error), n.percent(mean), n.inColumn(mean, 2 * size, 4),
                            n.seconds(size), n.bytes(Math.trunc(size))];""", "" + mean, "" + error);
                assertThat(theirs).as(mean + " and " + error).isEqualTo(ours);
            }
        }
    }

    /** From an empty folder to a comparison, with what is at work, is killed and has ended. */
    @Test
    void theWholeWay() throws Exception {
        browser.go(address);
        browser.awaitText("main", "No run in this folder yet");
        Process search = run("search", "long", SEARCH.formatted(1_000_000));
        Process learn = run("learn", "training", LEARN);
        watchRuns();
        search.destroyForcibly().waitFor();
        browser.await("said as stopped", any -> row("long").contains("stopped"));
        learn.destroy();
        browser.await("said as stopped", any -> row("training").contains("stopped"));
        finish();
        compareAndSave();
        everyPageIsAccessible();
    }

    private String row(String name) {
        return browser.texts("tbody tr").stream()
                .filter(text -> text.startsWith(name) || text.contains("\n" + name))
                .findFirst()
                .orElse("");
    }

    private String curve() {
        List<String> drawn = Browser.strings(browser.script(
                "return [...document.querySelectorAll('.curve path[fill=none]')].map(path => path.getAttribute('d'))"));
        return String.join("", drawn);
    }

    private void watchRuns() throws Exception {
        for (String name : List.of("long", "training")) {
            browser.await(name + " at work", any -> row(name).contains("at work"));
            String before = browser.await("progress", any -> progress(name).isEmpty() ? null : progress(name));
            browser.await(name + " goes on", any -> !progress(name).equals(before));
        }
        browser.go(page("run", "long"));
        String before = browser.await("a curve", any -> curve().isEmpty() ? null : curve());
        browser.await("the curve grows", any -> !curve().equals(before));
        browser.go(address);
    }

    private String progress(String name) {
        return row(name)
                .lines()
                .reduce("", (all, line) -> line.contains("%") || line.contains("step") ? all + line : all);
    }

    /** A sweep that is watched, and two searches to compare. */
    private void finish() throws Exception {
        Process sweep = run("sweep", "grid", SWEEP);
        browser.await("the sweep", any -> !row("grid").isEmpty());
        browser.go(page("run", "grid"));
        browser.awaitText("main", "Best so far");
        String before = browser.text("section p");
        browser.await("the sweep grows", any -> !browser.text("section p").equals(before));
        assertThat(sweep.waitFor(2, TimeUnit.MINUTES)).isTrue();
        browser.awaitText("section p", "4 cells: 4 done.");
        browser.awaitText(".drawing svg text", "environment.agents");
        Process one = run("search", "one", SEARCH.formatted(20), "--quiet");
        Process two = run("search", "two", SEARCH.formatted(20), "--quiet", "--seed", "2");
        assertThat(one.waitFor(1, TimeUnit.MINUTES) && two.waitFor(1, TimeUnit.MINUTES))
                .isTrue();
    }

    private void compareAndSave() throws Exception {
        browser.go(address + "#/?text=search");
        browser.await(
                "both are done",
                any -> row("one").contains("done") && row("two").contains("done"));
        assertThat(row("grid")).as("filtered").isEmpty();
        browser.click("[aria-label='Compare one']");
        browser.click("[aria-label='Compare two']");
        browser.click("a.button[href*='compare']");
        browser.awaitText("table", "paired");
        browser.click("tbody th a");
        browser.awaitText("h1", "one");
        browser.click(".save-svg");
        browser.click(".save-csv");
        Path svg = saved(".svg");
        assertThat(Files.readString(svg)).startsWith("<?xml").contains("<text").doesNotContain("var(");
        assertThat(Files.readAllLines(saved(".csv")))
                .hasSizeGreaterThan(20)
                .first()
                .asString()
                .startsWith("curve,");
    }

    private Path saved(String ending) throws Exception {
        return browser.await(ending + " saved", any -> {
            try (Stream<Path> files = Files.list(folder.resolve("saved"))) {
                return files.filter(file -> file.toString().endsWith(ending))
                        .findFirst()
                        .orElse(null);
            } catch (IOException exception) {
                throw new AssertionError(exception);
            }
        });
    }

    private void everyPageIsAccessible() throws Exception {
        assertThat(browser.console()).isEmpty();
        for (String page : List.of(address, page("run", "one"), page("run", "grid"), page("compare", "one", "two"))) {
            for (int width : new int[] {1280, 390}) {
                browser.look(width, width == 390);
                browser.go("about:blank");
                browser.go(page);
                browser.await("a table", any -> !browser.texts("tbody th").isEmpty());
                assertThat(browser.overflow()).as(page + " at " + width).isZero();
                assertThat(browser.violations()).as(page + " at " + width).isEmpty();
            }
        }
        assertThat(browser.console()).isEmpty();
    }
}
