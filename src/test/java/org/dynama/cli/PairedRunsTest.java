package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.dynama.study.Difference;
import org.dynama.study.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were evaluated on the same profiles are compared pair by pair; others say why they are not. */
class PairedRunsTest {
    private static final String SPEC = """
            environment: {kind: sequential-sales, agents: 2, items: 1}
            optimizer: {iterations: 5, starts: 1, searchPoints: 2, profiles: 64}
            evaluation: {profiles: 600, misreports: 20, shareProfiles: 0}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void makeRuns() throws IOException {
        run("one", "--seed", "1");
        run("same", "--seed", "2", "--set", "evaluation.seed=1");
        run("other", "--seed", "2");
    }

    private void run(String name, String... more) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
        String[] words = new String[more.length + 5];
        System.arraycopy(
                new String[] {"search", "" + spec, "--out", "" + folder.resolve(name), "--quiet"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        assertThat(Console.run(Families.ALL, words).status()).isEqualTo(Main.DONE);
    }

    private String sibling(String name) {
        return folder.resolve(name).toString();
    }

    private Difference difference(String one, String other) {
        return Objects.requireNonNull(Difference.of(measured(one), measured(other)));
    }

    private Difference.Measured measured(String name) {
        StoredRun<?> stored = Families.ALL.stored(folder.resolve(name));
        return new Difference.Measured(
                Objects.requireNonNull(stored.headline()), stored.folder().path());
    }

    @Test
    void theSameProfilesArePaired() {
        Difference paired = difference("one", "same");
        assertThat(paired.isPaired()).isTrue();
        assertThat(paired.says()).startsWith("paired over").contains("same");
        assertThat(paired.standardError())
                .isPositive()
                .isLessThan(measured("one").headline().standardError());
        assertThat(difference("same", "one").mean()).isEqualTo(-paired.mean());
        assertThat(difference("one", "one").standardError()).isZero();
    }

    @Test
    void othersAreNot() throws IOException {
        Difference apart = difference("one", "other");
        assertThat(apart.isPaired()).isFalse();
        assertThat(apart.says()).isEqualTo("unpaired: other profiles");
        double error = Math.hypot(
                measured("one").headline().standardError(),
                measured("other").headline().standardError());
        assertThat(apart.standardError()).isEqualTo(error);
        Files.writeString(folder.resolve("other/evaluation.json"), "{");
        assertThat(difference("one", "other").says()).contains("unpaired", "other/evaluation.json");
        Files.delete(folder.resolve("other/evaluation.json"));
        assertThat(difference("one", "other").says()).contains("unpaired: no evaluation.json in", "other");
    }

    /** An evaluation of the same mechanism on the same profiles leaves the same; the page says how numbers were compared. */
    @Test
    void evaluationsAndPagesKnowIt() throws IOException {
        Path again = folder.resolve("again");
        String one = sibling("one");
        assertThat(Console.run(Families.ALL, "evaluate", one, "--profiles", "600", "--seed", "1", "--out", "" + again)
                        .status())
                .isEqualTo(Main.DONE);
        assertThat(again.resolve("evaluation.json")).hasSameTextualContentAs(folder.resolve("one/evaluation.json"));
        Path page = folder.resolve("page.html");
        Console.run(Families.ALL, "report", one, sibling("same"), sibling("other"), "--out", "" + page);
        assertThat(Files.readString(page)).contains("Differences", "paired over", "unpaired: other profiles");
    }
}
