package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the source: small files, one name for one thing, nothing written twice by two families. */
class SourceShapeTest {
    private static final Path MAIN = Path.of("src/main/java/org/dynama");
    private static final List<String> FAMILIES = List.of("ama", "online", "pivot", "learned");

    /** So many equal lines are a copy. */
    private static final int COPY = 12;

    private record Source(Path path, List<String> lines) {
        String name() {
            return path.getFileName().toString().replace(".java", "");
        }

        String family() {
            return MAIN.relativize(path).getName(0).toString();
        }

        /** Lines that say something: no blanks, imports, comments or lone brackets. */
        List<String> said() {
            return lines.stream()
                    .map(String::strip)
                    .filter(line -> line.length() > 1 && !line.matches("(import|package|//|/\\*|\\*).*|[(){};]*"))
                    .toList();
        }
    }

    private static List<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(SourceShapeTest::read)
                    .toList();
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readAllLines(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void filesAreSmall() throws IOException {
        int[] sizes = sources().stream()
                .mapToInt(source -> source.lines().size())
                .sorted()
                .toArray();
        assertThat(sizes[(sizes.length - 1) / 2]).as("the median").isLessThanOrEqualTo(91);
        assertThat(sizes[(int) (0.95 * sizes.length) - 1]).as("95 %").isLessThanOrEqualTo(215);
    }

    @Test
    void noClassNameStandsTwice() throws IOException {
        Map<String, List<Path>> named = new TreeMap<>();
        sources()
                .forEach(source -> named.computeIfAbsent(source.name(), name -> new ArrayList<>())
                        .add(source.path()));
        named.values().removeIf(paths -> paths.size() == 1);
        assertThat(named).isEmpty();
    }

    /** What two families need alike stands in the study package, or further down. */
    @Test
    void familiesCopyNothingFromOneAnother() throws IOException {
        Map<String, Source> known = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (Source source : sources()) {
            List<String> said = source.said();
            for (int at = 0; FAMILIES.contains(source.family()) && at + COPY <= said.size(); at++) {
                String run = String.join("\n", said.subList(at, at + COPY));
                Source other = known.putIfAbsent(run, source);
                if (other != null && !other.family().equals(source.family())) {
                    copies.add(other.path() + " and " + source.path() + ":\n" + run);
                }
            }
        }
        assertThat(copies).isEmpty();
    }

    /** A hint is a part of a refusal, never the second line of a text that somebody splits again. */
    @Test
    void hintsAreNoSecondLines() throws IOException {
        Pattern hidden = Pattern.compile("(\\\\n|%n)(\"\\s*\\+\\s*\")?(Maybe|Add|Check)|split\\(\"\\\\n\"");
        assertThat(sources())
                .filteredOn(source -> !source.name().equals("Main"))
                .filteredOn(source ->
                        hidden.matcher(String.join(" ", source.lines())).find())
                .extracting(Source::path)
                .isEmpty();
    }

    /** A later compiler warns of documentation that nothing follows, which is an error here; this one is silent. */
    @Test
    void documentationDocumentsSomething() throws IOException {
        Pattern dangling = Pattern.compile("\\*/\\s*\\n(\\s*\\n|\\s*/\\*\\*)");
        assertThat(sources())
                .filteredOn(source ->
                        dangling.matcher(String.join("\n", source.lines())).find())
                .extracting(Source::path)
                .isEmpty();
    }
}
