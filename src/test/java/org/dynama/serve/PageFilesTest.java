package org.dynama.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dynama.page.Ink;
import org.junit.jupiter.api.Test;

/** What the live page's files promise as text; what they do is {@link BrowserTest}'s. */
class PageFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/dynama/serve");

    /** Ways in which text becomes markup or program. */
    private static final Pattern UNSAFE = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|DOMParser|javascript:");

    private static final Pattern COLOUR = Pattern.compile("--[a-z0-9-]+: [0-9]+ [0-9]+ [0-9]+;");

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> colours(String text) {
        return COLOUR.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void modulesAreSmallAndMakeNoMarkupOfText() throws IOException {
        assertThat(files(".js")).hasSizeGreaterThan(5).allSatisfy(file -> {
            assertThat(Files.readAllLines(file)).hasSizeLessThan(200);
            assertThat(Files.readString(file)).doesNotContainPattern(UNSAFE);
        });
    }

    /** The policy allows nothing else: what a page would load from elsewhere, or as a script within, it does without. */
    @Test
    void nothingComesFromElsewhere() throws IOException {
        String namespace = "http://www.w3.org/2000/svg";
        for (String ending : List.of(".js", ".css", ".html")) {
            assertThat(files(ending))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file).replace(namespace, ""))
                            .doesNotContainPattern("https?://"));
        }
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]* src=)|<style|\\son[a-z]+=");
    }

    /** Live pages and reports have the same colours, for light screens and for dark ones. */
    @Test
    void coloursAreThoseOfReports() throws IOException {
        assertThat(colours(Files.readString(FOLDER.resolve("app.css"))))
                .isEqualTo(colours(Ink.variables()))
                .isNotEmpty();
    }
}
