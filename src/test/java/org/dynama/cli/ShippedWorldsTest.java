package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.MarketplaceText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every world that ships is written out as a market that is read back, or refused in a sentence that is listed here. */
class ShippedWorldsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final String SHARES =
            "shares of goods are continuous actions, and a market's file lists its actions";

    /** Specs without a place in the format, with the reason; a sweep is many specs. */
    private static final Map<String, String> REFUSED = Map.of(
            "learned-continuous-one", SHARES,
            "learned-continuous-several", SHARES,
            "learned-discrete-several", SHARES,
            "learned-fixed-sales", SHARES,
            "learned-habit-service", SHARES,
            "learned-grid", "is missing",
            "search-grid", "prune is not a known key");

    /** Large ones, which take seconds each. */
    private static final List<String> LARGE =
            List.of("pivot-brewery", "online-ad-slots", "online-service-levels", "menu-gridworld");

    private static Stream<Path> specs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("experiments"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    static Stream<Path> small() throws IOException {
        return specs().filter(file -> !LARGE.contains(name(file)));
    }

    static Stream<Path> large() throws IOException {
        return specs().filter(file -> LARGE.contains(name(file)));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".yaml", "");
    }

    @ParameterizedTest
    @MethodSource("small")
    void itIsWrittenAndReadBackOrRefused(Path spec) throws IOException {
        assertWritten(spec);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("large")
    void itIsWrittenAndReadBack(Path spec) throws IOException {
        assertWritten(spec);
    }

    private void assertWritten(Path spec) throws IOException {
        Console run = Console.run(Families.ALL, "world", spec.toString());
        String refusal = REFUSED.get(name(spec));
        if (refusal != null) {
            assertThat(run.status()).as(run.err()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(run.err()).contains(refusal);
            assertThat(run.out()).isEmpty();
            return;
        }
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        Path file = folder.resolve(name(spec) + ".json");
        Files.writeString(file, run.out());
        MarketplaceFile read = MarketplaceFile.read(file);
        assertThat(MarketplaceText.of(read.market())).isEqualTo(run.out());
    }
}
