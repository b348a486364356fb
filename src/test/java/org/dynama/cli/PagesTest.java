package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dynama.OwnJava;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What pages tell readers to type is understood, and prints what they show. */
class PagesTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    /** Words that stand for others: {@code SPEC}, {@code FILE...}, {@code "$spec"}, {@code 1/8}. */
    private static final Pattern PLACE = Pattern.compile("\\$.*|[A-Z][A-Z_.]*|…|\\.\\.\\.");

    /** Of a table: a label, two blanks and more. */
    private static final Pattern ROW = Pattern.compile("(?m)^ {2}(\\S(?: ?\\S)*) {2,}\\S.*$");

    private static final Pattern PROGRESS = Pattern.compile("(?m)^[a-z][a-z ,-]*(, about [0-9.a-z ]+)?: \\d+ %.*\\n");
    private static final List<String> LINKED = List.of("experiments", "models", "src");
    private static final boolean LONG = Boolean.getBoolean("dynama.pages");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Path page : PageBlock.pages()) {
            for (String command : PageBlock.commands(page)) {
                List<String> words = words(command);
                boolean isNamed = words.size() == 1;
                if (!isNamed
                        && words.stream().noneMatch(word -> PLACE.matcher(word).matches())) {
                    count++;
                    fault(words).ifPresent(fault -> wrong.add(page + ": " + command + ": " + fault));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).as("commands").isGreaterThan(80);
    }

    private static Optional<String> fault(List<String> words) {
        try {
            Main.commandLine(Families.ALL).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException exception) {
            return Optional.of(String.valueOf(exception.getMessage()));
        }
        return words.stream()
                .filter(word -> word.matches("(experiments|models|src)/[^*]*"))
                .filter(word -> !Files.exists(Path.of(word)))
                .map(word -> word + " is not there")
                .findFirst();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toList();
    }

    /**
     * In a folder that looks like the repository's root. Programs of a minute or more run with {@code -Ddynama.pages=true}.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README",
                "tutorial-search",
                "tutorial-pivot",
                "tutorial-online",
                "tutorial-learn",
                "from-python",
                "in-a-paper",
                "proofs",
                "seasons"
            })
    void everyBlockPrintsWhatThePageShows(String name) throws IOException, InterruptedException {
        Path page = Path.of(name.equals("README") ? "README.md" : "src/site/markdown/" + name + ".md");
        for (String part : LINKED) {
            Files.createSymbolicLink(folder.resolve(part), Path.of(part).toAbsolutePath());
        }
        Path launcher = Files.createDirectory(folder.resolve("scripts")).resolve("dynama");
        String java = OwnJava.command(Main.class).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(launcher, "#!/bin/sh\nexec " + java + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        List<PageBlock> blocks = PageBlock.of(page).stream()
                .filter(block -> LONG || !block.isLong())
                .toList();
        assertThat(blocks).isNotEmpty();
        boolean needsNumpy = blocks.stream().anyMatch(block -> block.language().equals("python"));
        String needed = needsNumpy ? "import numpy" : "import json";
        assumeTrue(
                said("python3 -c '" + needed + "' && echo there").equals("there\n"),
                "/bin/sh, or python3 that can " + needed + ", is missing, so that the page's programs cannot run");
        for (PageBlock block : blocks) {
            String printed = block.language().equals("sh")
                    ? said(block.text())
                    : said("python3 - <<'LAST LINE'\n" + block.text() + "LAST LINE\n");
            if (!block.shown().isEmpty()) {
                UnaryOperator<String> kept = block.isTrained() ? PagesTest::labels : this::plain;
                assertThat(kept.apply(printed)).as(block.text()).isEqualTo(kept.apply(block.shown()));
            }
        }
    }

    /** What the rows of tables are of: a training's numbers, and what is noted of them, depend on the processor. */
    private static String labels(String printed) {
        return ROW.matcher(printed).results().map(row -> row.group(1)).collect(Collectors.joining("\n"));
    }

    /** So that cleaning up follows no link. */
    @AfterEach
    void unlink() throws IOException {
        for (String part : LINKED) {
            Files.deleteIfExists(folder.resolve(part));
        }
    }

    /** Without progress, times, names that follow the clock, the size of what is rounding, and digits that follow the processor. */
    private String plain(String printed) {
        return PROGRESS.matcher(printed)
                .replaceAll("")
                .replace(folder + "/", "")
                .replaceAll("-\\d{8}-\\d{6}", "-NOW")
                .replaceAll("(?m)^  time .*$", "  time")
                .replaceAll("the largest gain is rounding, [0-9.e-]+\\.", "the best gains nothing.")
                .replaceAll("(\\d\\.\\d{12})\\d+", "$1")
                .replaceAll("(?m)^WARNING: Using incubator.*\\n", "")
                .replaceAll("(?m)^\\n+", "");
    }

    private String said(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
