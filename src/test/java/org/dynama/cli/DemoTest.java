package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer runs: it ends well, leaves a page of each family, and every spec of it runs again. */
@Tag("slow")
class DemoTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyFamilyLeavesAPage() {
        Path out = folder.resolve("demo");
        Console demo = Console.run(Families.ALL, "demo", "--out", out.toString());
        assertThat(demo.status()).as(demo.err()).isEqualTo(Main.DONE);
        for (String family : new String[] {"search", "pivot", "online", "learn"}) {
            assertThat(demo.err()).contains("== dynama " + family);
            assertThat(out.resolve(family).resolve("report.html")).isNotEmptyFile();
        }
        Console again = Console.run(Families.ALL, "demo", "--out", out.toString());
        assertThat(again.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(again.err()).contains("is there already");
    }
}
