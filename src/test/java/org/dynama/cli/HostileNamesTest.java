package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dynama.config.Json;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.refusal.Printable;
import org.dynama.study.Csv;
import org.dynama.study.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are not what they look like are refused; names that are odd but honest come through every format as they are. */
class HostileNamesTest {
    private static final String CLEARS = "\u001b[2J\u001b[Hholds";
    /** Honest, and a trap for whoever forgets to escape: markup, quotes, commas, a formula, a path. */
    private static final String ODD = "=<script>alert('1')</script>, \"../x\" & {\\y}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String market;

    @BeforeEach
    void shipped() throws IOException {
        market = Files.readString(Path.of("models/environments/two-licences.json"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    private Path spec(String environment) throws IOException {
        Files.writeString(folder.resolve("market.json"), environment);
        String spec = StudyExamples.all().get("search").spec();
        return Files.writeString(folder.resolve("spec.yaml"), spec);
    }

    private Console searched(String environment, Path out) throws IOException {
        return Console.run(Families.ALL, "search", spec(environment).toString(), "--out", out.toString());
    }

    static Stream<String> hostile() {
        return Stream.of(
                CLEARS,
                "a\nholds",
                "a\r",
                "a\u0085b",
                "a\u2028b",
                "a\u009b2J",
                "\u202eevil",
                "a\u2066b",
                "a\u200fb",
                "a\u200bb",
                "a\u200d",
                "a\uD800",
                "\u3164",
                "\uFEFFa",
                "x".repeat(10_000));
    }

    /** Wherever a name can stand: refused with file, line and path, and shown as an escape. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileNamesAreRefusedWithTheirPlace(String name) throws IOException {
        Path run = folder.resolve("run");
        String file = folder.resolve("market.json").toString();
        Map<String, String> places = Map.of(
                "\"two licences\"", ":1: name",
                "\"name\": \"a\"", ":5: agents[0].name",
                "\"sell to a\"", ":8: actions[0].name",
                "\"boom\": 0.3", ":8: actions[0].next.",
                "\"state\": \"start\"", ":8: actions[0].state",
                "\"rewards\": {\"a\"", ":9: actions[0].rewards.");
        places.forEach((text, place) -> {
            String other = text.replaceFirst("\"(two licences|a|sell to a|boom|start)\"", "HERE")
                    .replace("HERE", quoted(name));
            try {
                Console said = searched(market.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(other)), run);
                assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
                // YAML itself has no keys that long.
                boolean isKey = name.length() > 1000 && place.endsWith(".");
                assertThat(said.err()).contains(file + (isKey ? place.replaceFirst(" .*", "") : place));
                assertThat(said.err())
                        .containsAnyOf("must not hold U+", "at most 1000 characters", "is not valid YAML");
                FuzzTest.requirePrintable(said.err());
            } catch (IOException exception) {
                throw new IllegalStateException(exception);
            }
        });
        Console named = Console.run(
                Families.ALL,
                "search",
                spec(market).toString(),
                "--set",
                "name=" + quoted(name),
                "--out",
                run.toString());
        assertThat(named.status()).isEqualTo(Main.INPUT_AT_FAULT);
        FuzzTest.requirePrintable(named.err());
        assertThat(run).doesNotExist();
    }

    /** Files that Dynama has written and somebody has edited. */
    @ParameterizedTest
    @CsvSource({
        "result.json, two licences", "mechanism.json, start", "mechanism.json, sell to a",
                "certificate.json, two licences",
        "certificate.json, boom", "reports.json, b", "manifest.json, search", "quote.json, keep"
    })
    void hostileNamesInOurOwnFilesAreRefused(String file, String name) throws IOException {
        Path run = folder.resolve("run");
        Path quote = folder.resolve("quote");
        assertThat(searched(market, run).status()).isIn(Main.DONE, Main.CHECK_FAILED);
        Path reports = folder.resolve("reports.json");
        Files.writeString(reports, "{\"a\": [0.4, 1.2], \"b\": [0.9]}");
        quote(run, reports, quote);
        Path edited = Stream.of(folder, run, quote)
                .map(place -> place.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        String text = Files.readString(edited);
        Files.writeString(edited, text.replace("\"" + name + "\"", quoted(CLEARS)));
        Console said = switch (file) {
            case "mechanism.json", "reports.json" -> quote(run, reports, folder.resolve("again"));
            case "certificate.json" -> Console.run(Families.ALL, "verify", edited.toString());
            default -> Console.run(Families.ALL, "report", edited.getParent().toString());
        };
        assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(said.err()).contains(edited + ":").contains("must not hold U+001B");
        FuzzTest.requirePrintable(said.err());
    }

    private static Console quote(Path run, Path reports, Path out) {
        return Console.run(
                Families.ALL,
                "quote",
                run.toString(),
                "--reports",
                reports.toString(),
                "--out",
                out.toString(),
                "--json",
                "--force");
    }

    /** A terminal shows names of files, arguments and overrides that clear it; it does not obey them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"verify NAME", "report NAME", "NAME", "search --NAME", "search spec --set NAME=NAME", "list NAME"
            })
    void whateverIsPrintedIsEscaped(String command) throws IOException {
        for (String name : List.of(CLEARS, "a\u202eb\u2066", "a\nholds")) {
            Path file = folder.resolve(name);
            Files.writeString(file, "{");
            String[] args = command.replace("NAME", command.startsWith("verify") ? file.toString() : name)
                    .split(" ", -1);
            Console said = Console.run(Families.ALL, args);
            assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
            FuzzTest.requirePrintable(said.err());
            assertThat(said.err()).isNotBlank();
            assertThat(said.err().lines().map(String::strip)).doesNotContain("holds");
        }
    }

    /** Odd names come through a page as text, in well-formed markup. */
    @Test
    void aPageShowsMarkupAsText() throws Exception {
        Path run = folder.resolve("run");
        String odd = market.replace("\"a\"", Json.MAPPER.writeValueAsString(ODD))
                .replace("\"boom\"", Json.MAPPER.writeValueAsString(ODD + " boom"));
        Console said = searched(odd, run);
        assertThat(said.status()).as(said.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(said.err()).doesNotContain("at org.dynama");
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> figures = Files.walk(run)) {
            for (Path figure :
                    figures.filter(name -> name.toString().endsWith(".svg")).toList()) {
                assertThat(Files.readString(figure)).doesNotContain("<script");
            }
        }
    }

    /** A table's cells come back as they were, and no spreadsheet takes one for a formula; numbers stay numbers. */
    @Test
    void aTableGuardsFormulas() throws IOException {
        List<String> cells = List.of(ODD, "-1", "+1.5e-3", "=1+1", "@x", "-x", "'=y", "a, \"b\"", "-Infinity");
        String line = Csv.line(cells);
        assertThat(Csv.cells(line.strip())).isEqualTo(cells);
        assertThat(line).contains("'=1+1,'@x,'-x,''=y,").contains(",-1,+1.5e-3,");
        assertThat(Csv.line(List.of("a\u001b[2J\nb", "\u202ec"))).isEqualTo("a\\u001B[2J b,\\u202Ec\n");

        Path run = folder.resolve("run");
        Path quote = folder.resolve("quote");
        searched(market.replace("\"a\"", Json.MAPPER.writeValueAsString(ODD)), run);
        Path reports = folder.resolve("reports.npy");
        Npy.write(reports, new NpyArray(new double[] {0.4, 1.2, 0.9, 0, 0.1, 0.2, 0.3, 0}, 2, 2, 2));
        assertThat(quote(run, reports, quote).status()).isIn(Main.DONE, Main.CHECK_FAILED);
        List<Table.Row> rows = Table.read(quote.resolve("quotes.csv"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cells()).containsKey("payment." + ODD);
        assertThat(rows.get(0).number("payment." + ODD)).isNotNaN();
    }

    /** JSON holds odd names to the letter, and nothing that a terminal would obey. */
    @Test
    void jsonIsSafeToPrint() throws IOException {
        String written = Json.write(Map.of("\u202ekey", CLEARS + "\u007f\u009b\u2028\u2066é\uD83D\uDE00"));
        assertThat(Printable.firstHidden(written.replace('\n', ' '))).isNegative();
        assertThat(written).contains("é\uD83D\uDE00");
        assertThat(Json.MAPPER.readTree(written).path("\u202ekey").asText())
                .startsWith(CLEARS)
                .endsWith("\u2066é\uD83D\uDE00");

        Path run = folder.resolve("run");
        searched(market.replace("\"a\"", Json.MAPPER.writeValueAsString(ODD)), run);
        Path reports = folder.resolve("reports.json");
        Files.writeString(reports, Json.write(Map.of(ODD, List.of(0.4, 1.2), "b", List.of(0.9))));
        Console said = quote(run, reports, folder.resolve("quote"));
        assertThat(said.status()).as(said.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(Json.MAPPER.readTree(said.out()).path("payments").has(ODD)).isTrue();
        assertThat(Console.run(
                                Families.ALL,
                                "verify",
                                folder.resolve("quote/certificate.json").toString())
                        .status())
                .isZero();
    }

    /** What people write in their own script, and emoji, are names like any other. */
    @ParameterizedTest
    @ValueSource(strings = {"é", "买家", "می\u200cخواهم", "\uD83D\uDC69\u200D\uD83D\uDD2C", "❤\uFE0F", "ab c-d_e.f"})
    void honestNamesAreNamesAnywhere(String name) {
        assertThat(Printable.firstHidden(name)).isNegative();
        assertThat(Printable.of(name)).isEqualTo(name);
    }
}
