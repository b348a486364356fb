package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String of(String text) {
        try {
            return ContentDigest.of(Files.writeString(folder.resolve("tree"), text));
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    /** JSON or YAML, on one line or many, in any order of keys, with any name of a number. */
    @Test
    void howItIsWrittenDoesNotCount() {
        String digest = of("{\"b\": [1, 0.5], \"a\": \"x\"}");
        assertThat(Stream.of(
                                "{\"a\": \"x\",\r\n\t\"b\": [1.0, 5e-1]}\r\n",
                                "\uFEFFa: x # a comment\nb:\n  - 1\n  - 0.50\n",
                                "{\"a\":\"\\u0078\",\"b\":[10e-1,0.5]}")
                        .map(this::of))
                .containsOnly(digest);
    }

    @Test
    void whatItSaysDoes() {
        assertThat(Stream.of(
                                "{}",
                                "[]",
                                "[[]]",
                                "[[], []]",
                                "[{}]",
                                "{\"\": {}}",
                                "0",
                                "\"0\"",
                                "true",
                                "\"true\"",
                                "[1, 2]",
                                "[2, 1]",
                                "[12]",
                                "{\"a\": 1, \"b\": 2}",
                                "{\"a\": 2, \"b\": 1}",
                                "{\"a\": {\"b\": 1}}",
                                "0.1",
                                "0.10000000000000001")
                        .map(this::of))
                .doesNotHaveDuplicates();
    }
}
