package org.dynama.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in a page.
 *
 * @param page where it stands
 * @param language {@code sh} or {@code python}
 * @param text itself
 * @param shown what the page says that it prints; empty where it says nothing
 * @param isLong whether a comment before it, {@code <!-- long -->}, says that it takes a minute or more, or another machine
 * @param isTrained whether one, {@code <!-- trained -->}, says that it prints what a training led to, whose digits are the processor's
 */
record PageBlock(Path page, String language, String text, String shown, boolean isLong, boolean isTrained) {
    private static final Pattern FENCED = Pattern.compile(
            "(?:<!-- (long|trained) -->\\n)?^```(sh|bash|python)\\n(.*?)^```\\n(?:^```\\n(.*?)^```)?",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INLINE = Pattern.compile("`(scripts/dynama [^`]*)`");
    private static final String DYNAMA = "scripts/dynama ";

    /** All of a page, in order. */
    static List<PageBlock> of(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page))
                .results()
                .map(block -> new PageBlock(
                        page,
                        block.group(2).equals("python") ? "python" : "sh",
                        block.group(3),
                        block.group(4) == null ? "" : block.group(4),
                        "long".equals(block.group(1)),
                        "trained".equals(block.group(1))))
                .toList();
    }

    /** Every page that people read. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("src/site/markdown", "experiments", "models/environments")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /** The commands of Dynama in a page's blocks and sentences, each on one line, without what a shell does with it. */
    static List<String> commands(Path page) throws IOException {
        List<String> found = new ArrayList<>();
        for (PageBlock block : of(page)) {
            block.text()
                    .replaceAll("\\s*\\\\\\n\\s*", " ")
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(DYNAMA))
                    .forEach(found::add);
        }
        INLINE.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .map(said -> said.replaceAll("[`\\n]", " ").strip())
                .forEach(found::add);
        return found.stream()
                .map(line -> line.substring(DYNAMA.length()).replaceAll("\\s+(#|\\||2?>|&&|;).*", ""))
                .toList();
    }
}
