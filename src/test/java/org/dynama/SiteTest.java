package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dynama.serve.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site that {@code ./mvnw site} built, on a desk in light and on a telephone in the dark, in a real browser. */
@Tag("slow")
class SiteTest {
    private static final Path SITE = Path.of("target/site").toAbsolutePath();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /**
     * A link is dead without its file, or without the place in it; a picture that does not load has no width. Code, tables and
     * words are dark enough where they are light, and the other way round: held on two pages that have all of them.
     */
    @Test
    void noPageHasADeadLinkAnErrorOrAnythingOffTheScreen() throws IOException {
        assumeTrue(Files.exists(SITE.resolve("README.html")), "no site here: ./mvnw site builds it");
        List<String> faults = new ArrayList<>();
        Map<URI, List<String>> links = new TreeMap<>();
        TreeSet<String> places = new TreeSet<>();
        try (Browser browser = Browser.open(folder)) {
            for (Path page : pages()) {
                URI address = page.toUri();
                for (int width : new int[] {1280, 390}) {
                    browser.look(width, width < 1280);
                    browser.go(address.toString());
                    if (browser.overflow() > 0) {
                        faults.add(page + ", " + width + " wide: " + browser.overflow() + " pixels off the screen");
                    }
                }
                links.put(address, browser.later("return [...document.querySelectorAll('a[href]')].map(a => a.href)"));
                browser.later("return [...document.querySelectorAll('[id]')].map(e => e.id)")
                        .forEach(id -> places.add(address + "#" + id));
                browser.later("return [...document.images].filter(i => !i.naturalWidth).map(i => i.src)")
                        .forEach(image -> faults.add(page + ": no picture " + image));
                browser.console().forEach(line -> faults.add(page + ": " + line));
                if (page.endsWith("tutorial-search.html") || page.endsWith("concepts.html")) {
                    faults.addAll(faint(browser, address));
                }
            }
        }
        links.forEach((page, all) -> all.stream()
                .filter(link -> link.startsWith("file:"))
                .filter(link -> !isThere(link, places))
                .forEach(link -> faults.add(page + ": no " + link)));
        assertThat(links).hasSizeGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    /** What axe finds too faint; it complains on the console of files that it may not fetch. */
    private static List<String> faint(Browser browser, URI address) throws IOException {
        List<String> faint = new ArrayList<>();
        for (int width : new int[] {1280, 390}) {
            browser.look(width, width < 1280);
            browser.go(address.toString());
            browser.violations().stream()
                    .filter(violation -> violation.startsWith("color-contrast"))
                    .forEach(violation -> faint.add(address + ", " + width + " wide: " + violation));
        }
        browser.console();
        return faint;
    }

    /** The pages; reports of tools that write into the same folder are none. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(SITE.resolve("README.html")));
        for (String part : List.of("src", "experiments", "models")) {
            try (Stream<Path> files = Files.walk(SITE.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".html")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static boolean isThere(String link, Set<String> places) {
        URI address = URI.create(link.replaceAll("^file:///*", "file:///").replaceAll("#.*", ""));
        boolean hasPlace = link.contains("#") && !link.endsWith("#");
        return Files.exists(Path.of(address)) && (!hasPlace || places.contains(link));
    }
}
