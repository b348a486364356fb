package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorldMemoryTest {
    private static final long GIB = 1L << 30;

    @Test
    void whatDoesNotFitSaysWhatItTakesAndWhatWouldFit() {
        WorldMemory memory = new WorldMemory(1_000_000, 4_000_000, 12_000_000, 4_000_000);
        assertThat(memory.misfit(GIB))
                .isEqualTo(
                        "takes about 3,204 MiB: 1,526 for 4,000,000 state-action pairs, 916 for 12,000,000 successors,"
                                + " 763 for 4,000,000 terms of rewards; Java has 1,024 MiB, in which about 319,566 of its"
                                + " 1,000,000 states fit");
        assertThat(memory.option()).isEqualTo("DYNAMA_JAVA_OPTS=-Xmx4g");
        assertThat(new WorldMemory(319_500, 1_278_000, 3_834_000, 1_278_000).misfit(GIB))
                .isEmpty();
    }

    /** Thirty thousand states with four actions and three successors take far less than two gibibytes. */
    @Test
    void memoryIsLinearAndSmall() {
        assertThat(new WorldMemory(30_000, 120_000, 360_000, 240_000).misfit(GIB / 4))
                .isEmpty();
    }
}
