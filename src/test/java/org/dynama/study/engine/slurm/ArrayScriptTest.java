package org.dynama.study.engine.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.SearchStudy;
import org.dynama.study.engine.EngineSetup;
import org.junit.jupiter.api.Test;

/** What is submitted. */
class ArrayScriptTest {
    private static EngineSetup setup(String... words) {
        return new EngineSetup(
                new SearchStudy(),
                0,
                List.of("java"),
                List.of(words),
                2_500,
                Path.of("/runs/a sweep/shards"),
                List.of("--time=60"));
    }

    /** Every cell once, and no index that Slurm refuses. */
    @Test
    void arraysAreCutToSize() {
        List<Integer> numbers =
                IntStream.rangeClosed(1, 2_500).filter(k -> k % 7 != 0).boxed().toList();
        List<ArrayScript> scripts = ArrayScript.of(setup("sweep"), numbers, 0, 1_001);
        assertThat(scripts)
                .hasSize(3)
                .allSatisfy(script -> assertThat(script.numbers()).hasSizeLessThanOrEqualTo(1_001));
        assertThat(scripts.stream().flatMap(script -> script.numbers().stream()))
                .containsExactlyElementsOf(numbers);
        assertThat(scripts.get(0).text()).contains("#SBATCH --array=0-1000\n");
    }

    /** Words that a shell would read otherwise are quoted; options of sbatch stand among ours. */
    @Test
    void wordsAreQuoted() {
        String text = new ArrayScript(setup("sweep", "it's.yaml", "--set", "name=a b"), List.of(2, 5), 3).text();
        assertThat(text)
                .startsWith("#!/bin/bash\n")
                .contains("#SBATCH --array=0-1%3\n", "#SBATCH --time=60\n", "cells=(2 5)\n")
                .endsWith(
                        "exec java sweep 'it'\\''s.yaml' --set 'name=a b' --shard \"${cells[$SLURM_ARRAY_TASK_ID]}/2500\"\n");
    }
}
