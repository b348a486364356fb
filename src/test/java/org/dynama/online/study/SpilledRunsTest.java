package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on disk are the runs that were put there, to the last bit. */
class SpilledRunsTest {
    @TempDir
    Path folder;

    /** The first run has an episode, some runs a fact more, and the second half other columns: another case. */
    private static SeedRun run(int k) {
        Map<String, Reals> curves = new LinkedHashMap<>();
        curves.put("welfare", Reals.of(0.1 * k, -0.0, 1.0 / (k + 1)));
        curves.put(k < 5 ? "agent 1" : "agent 2", Reals.of(Math.sqrt(k), Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
        Map<String, Double> facts = new LinkedHashMap<>(Map.of("updates", (double) k));
        if (k % 3 == 0) {
            facts.put("worst", 1e-300 * k);
        }
        List<Episode> episodes = k == 0 ? List.of(new Episode(1, 1, 2, 3, Reals.of(0.5))) : List.of();
        return new SeedRun(k, curves, facts, episodes);
    }

    private static void assertSame(SeedRuns spilled, SeedRuns list, String... columns) {
        assertThat(spilled.size()).isEqualTo(list.size());
        assertThat(spilled.columns()).containsExactlyElementsOf(list.columns());
        assertThat(spilled.facts()).containsExactlyElementsOf(list.facts());
        for (int k = 0; k < list.size(); k++) {
            assertThat(spilled.get(k)).isEqualTo(list.get(k));
            for (String fact : list.facts()) {
                assertThat((Double) spilled.fact(k, fact)).isEqualTo((Double) list.fact(k, fact));
            }
        }
        for (String column : columns) {
            assertThat(spilled.column(column)).isDeepEqualTo(list.column(column));
        }
    }

    @Test
    void runsOnDiskAreThoseThatWereAdded() throws Exception {
        Path file = folder.resolve("checkpoint/curves.bin");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "what a killed program has left");
        List<SeedRun> all = new ArrayList<>();
        try (SpilledRuns spilled = new SpilledRuns(file)) {
            IntStream.range(0, 10).mapToObj(SpilledRunsTest::run).forEach(run -> {
                spilled.add(run);
                all.add(run);
            });
            assertThat(spilled.size()).isEqualTo(10);
            assertSame(spilled.between(0, 5), SeedRuns.of(all.subList(0, 5)), "welfare", "agent 1");
            assertSame(spilled.between(5, 10), SeedRuns.of(all.subList(5, 10)), "welfare", "agent 2");
        }
        assertThat(file).doesNotExist();
    }
}
