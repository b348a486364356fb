package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is read by a reader of its own, to the same trees and faults. A line break before it makes it YAML. */
class PlainJsonTest {
    private static Document read(String text) {
        return Document.parse("file.json", text, Schema.any(), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\": [1, 0.10, -3e-2, 12345678901234567890, true, null, \"x\\ty\\u00e9\"], \"b c\": {\"\": {}}}",
                "{\"agent \\\"1\\\"\": \"-3/7\", \"type\": [[], [\"1\"]]}",
            })
    void treesAreThoseOfYaml(String json) {
        assertThat(PlainJson.read(json, 100, 1000) != null || json.contains("\\t"))
                .isTrue();
        try {
            assertThat(read(json).node()).isEqualTo(read("\n" + json).node());
        } catch (ConfigException refused) {
            assertThatThrownBy(() -> read("\n" + json))
                    .hasMessage(refused.getMessage().replace("file.json:1", "file.json:2"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} {\"b\": 2}",
                "{\"a\": 1e999}",
                "{\"a\": 01}",
                "{\"a\": \"\\u202e\"}",
                "{\"a\": [1, 2}",
                "{a: 1}",
                "plain",
            })
    void whatIsAtFaultIsLeftToYaml(String text) {
        assertThat(PlainJson.read(text, 100, 1000)).isNull();
    }

    @Test
    void deepAndLargeTextsAreLeftToYaml() {
        assertThat(PlainJson.read("[[[]]]", 2, 1000)).isNull();
        assertThat(PlainJson.read("[[[]]]", 3, 1000)).isNotNull();
        assertThat(PlainJson.read("[1, 2, 3]", 3, 3)).isNull();
    }

    @Test
    void faultsHaveTheirLines() {
        Document document = read("{\"a\": {\n \"b\": [1,\n 2]}}");
        assertThat(document.line("a.b[1]")).isEqualTo(3);
        assertThat(document.line("a.b")).isEqualTo(2);
        assertThat(document.number("a.b[1]")).isEqualTo(2);
    }

    /** A file that was cut off is told by where it began, not by what the parser hides of it. */
    @Test
    void whatIsCutOffIsToldInItsOwnWords() {
        byte[] cut = "{\"a\": [1, 2".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.parse("run/result.json", cut, List.class))
                .hasMessageContaining("run/result.json:1 is damaged")
                .hasMessageContaining("[line: 1, column: ")
                .hasMessageNotContaining("REDACTED");
    }
}
