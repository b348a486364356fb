package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dynama.config.ConfigException;
import org.dynama.config.ContentDigest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text of more than a megabyte is not held as a tree: what is read of it is the same, and so are its faults. */
class LargeMarketTest {
    private static final int STATES = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static String small = "";

    /** Blanks make a file large, and mean nothing. */
    @BeforeAll
    static void aMarket() {
        StringBuilder text = new StringBuilder("""
                {"name": "a ring", "horizon": {"kind": "discounted", "discount": 0.9}, "initial": {"s0": 1},
                 "agents": [{"name": "a", "types": ["low", "high"], "values": {"low": 1, "high": 3}}],
                 "actions": [
                """);
        for (int s = 0; s < STATES; s++) {
            String end = s + 1 < STATES ? ",\n" : "],\n";
            text.append(String.format(
                    "  {\"state\": \"s%d\", \"name\": \"go\", \"next\": {\"s%d\": 0.3, \"s%d\": 0.7},"
                            + " \"rewards\": {\"a\": {\"type\": [%d], \"constant\": 1e-3}}}%s",
                    s, (s + 1) % STATES, (s + 7) % STATES, s, end));
        }
        small = text.append(" \"description\": \"large\"}\n").toString();
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String padded(String text) {
        return text.replace("\"name\": \"go\"", " ".repeat(8_000) + "\"name\": \"go\"");
    }

    @Test
    void aLargeTextIsTheSameMarketAndHasTheSameDigest() throws IOException {
        Path one = write("small.json", small);
        Path other = write("large.json", "\uFEFF" + padded(small));
        assertThat(Files.size(one)).isLessThan(1 << 20);
        assertThat(Files.size(other)).isGreaterThan(1 << 20);
        assertThat(MarketplaceFile.read(other).market())
                .isEqualTo(MarketplaceFile.read(one).market());
        assertThat(ContentDigest.of(other)).isEqualTo(ContentDigest.of(one));
        assertThat(MarketplaceFile.read(other).document().line("actions[270].rewards"))
                .isEqualTo(274);
    }

    /** The same faults at the same places, whichever way the text is read. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "s280": 0.7     | "s280": 0.6
            "s280": 0.7     | "s280": 1.7
            "s280": 0.7     | "s280": "much"
            "s280": 0.7     | "s280": 0.7, "s280": 0
            "s280": 0.7     | "s301": 0.7
            "type": [270]   | "type": [270, 1]
            "type": [270]   | "kind": [270]
            "state": "s260" | "state": "s26\\u0000"
            "state": "s260" | "stat": "s260"
            "state": "s260" | "state": "s259"
            "type": [100]   | "type": [1e400]
            {"s0": 1}       | {"s0": 0.5}
            "agents": [{"name": "a" | "agents": [{"nam": "a"
            "description"   | "name"
            """)
    void faultsAreTheSame(String right, String wrong) throws IOException {
        String text = small.replace(right, wrong);
        assertThat(text).isNotEqualTo(small);
        String slow = message(write("market.json", text));
        assertThat(message(write("market.json", padded(text)))).isEqualTo(slow);
    }

    private static String message(Path file) {
        try {
            return String.valueOf(MarketplaceFile.read(file).market().name());
        } catch (ConfigException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** What is cut off, or goes on behind its end, or is no text, is said with its line. */
    @Test
    void aDamagedTextIsRefused() throws IOException {
        String large = padded(small);
        Map<String, String> wrong = Map.of(
                large.substring(0, large.indexOf("\"s280\"")),
                ":277: is not valid JSON: ",
                large + "{}",
                ":305: has more text behind its end",
                large.replace("[100]", "[1oo]"),
                ":104: is not valid JSON: ",
                large.replace("],\n \"description\"", ",],\n \"description\""),
                ":303: is not valid JSON: ");
        wrong.forEach((text, told) -> assertThatThrownBy(() -> MarketplaceFile.read(write("damaged.json", text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("damaged.json" + told));
        Path latin = folder.resolve("latin.json");
        Files.write(latin, large.replace("s260", "s\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> MarketplaceFile.read(latin)).hasMessageContaining("is not valid JSON");
    }

    /** A text of 2 GiB is refused at once by its size, before anything of it is read. */
    @Test
    void twoGibibytesAreRefused() throws IOException {
        Path file = write("huge.json", "{");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        assertThatThrownBy(() -> MarketplaceFile.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": has 2147483648 bytes, and a text has at most 1073741824\n"
                        + "  Large markets go into .npz archives.");
        Files.delete(file);
    }

    /** A list that is asked for after the file has changed is not another market's. */
    @Test
    void aFileThatChangesIsNotedWhenItIsAsked() throws IOException {
        Path file = write("changing.json", padded(small));
        MarketplaceFile read = MarketplaceFile.read(file);
        write("changing.json", "{}");
        assertThatThrownBy(() -> read.document().text("actions[1].state"))
                .hasMessageContaining("has changed while it was read");
    }
}
