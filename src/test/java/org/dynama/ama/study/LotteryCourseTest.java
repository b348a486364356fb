package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.junit.jupiter.api.Test;

/** The training of lotteries in a run. */
class LotteryCourseTest extends SearchStudyCase {
    private static final String SPEC = """
        environment: {kind: static-auction, agents: 2, items: 2}
        optimizer: {kind: menu, size: 16, iterations: 4, profiles: 512}
        evaluation: {solver: dp, profiles: 200, shareProfiles: 0, misreports: 20}
        """;

    LotteryCourseTest() {
        super(SPEC);
    }

    private static Progress killer(int step) {
        int[] steps = {0};
        return (phase, done, text) -> {
            if (phase.equals("lotteries") && ++steps[0] == step) {
                throw new Killed();
            }
        };
    }

    /** Killed while shares are trained, and again while boosts are polished; neither begins anew. */
    @Test
    void aKilledTrainingGoesOnToTheSameBits() throws IOException {
        SearchRecord expected = searched("whole", Progress.SILENT, "threads=2").record();
        System.setProperty("dynama.checkpoint", "0");
        assertThatThrownBy(() -> searched("killed", killer(25))).isInstanceOf(Killed.class);
        // 24 steps are known, and 40 train shares: the next 20 go into polishing.
        assertThatThrownBy(() -> new Runner(killer(20)).resume(STUDY, out("killed")))
                .isInstanceOf(Killed.class);
        int[] left = {0};
        Progress counting = (phase, done, text) -> left[0] += phase.equals("lotteries") ? 1 : 0;
        SearchRecord resumed = new Runner(counting).resume(STUDY, out("killed")).record();
        assertThat(left[0]).isEqualTo(40 + 8 - 24 - 19);
        assertThat(resumed.value()).isEqualTo(expected.value());
        for (String file : List.of("mechanism.json", "menu.npz")) {
            assertThat(out("killed").resolve(file))
                    .hasSameBinaryContentAs(out("whole").resolve(file));
        }
        assertThat(Files.readAllLines(out("killed/trace.csv")))
                .hasSameSizeAs(Files.readAllLines(out("whole/trace.csv")));
    }
}
