package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    /** A phase is announced once, however often nothing of it is done; then there is a line a quarter. */
    @Test
    void aPipeHearsOfEveryQuarterOnce() {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (ConsoleProgress progress = new ConsoleProgress(false)) {
            progress.at("start points", 0, "");
            progress.at("start points", 0, " (50 % of a batch)");
            progress.at("start points", 0, "");
            progress.at("start points", 0.3, "");
            progress.at("start points", 0.3, "");
            progress.at("search", 0, "first step");
            progress.at("search", 1, "0.5");
        } finally {
            System.setErr(usual);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("start points: 0 %", "start points: 30 %", "search: 100 %, 0.5");
    }
}
