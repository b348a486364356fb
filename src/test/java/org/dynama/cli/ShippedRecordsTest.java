package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every record that is shipped is what its mechanism is worth. */
class ShippedRecordsTest {
    private static final Path ALL = Path.of("models/mechanisms");

    @Test
    void theFirstRecordVerifies() {
        verify(List.of(ALL.resolve("sequential-sales")));
    }

    /** A million profiles each. */
    @Test
    @Tag("slow")
    void allRecordsVerify() throws IOException {
        try (Stream<Path> files = Files.walk(ALL)) {
            verify(files.filter(file -> file.endsWith("result.json"))
                    .map(Path::getParent)
                    .sorted()
                    .toList());
        }
    }

    private static void verify(List<Path> folders) {
        assertThat(folders).isNotEmpty();
        for (Path folder : folders) {
            Console console = Console.run(Families.ALL, "verify", folder.toString(), "--profiles", "20");
            assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
            assertThat(console.err()).contains("ok  computed again, all ");
        }
    }
}
