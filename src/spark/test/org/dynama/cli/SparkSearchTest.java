package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A search whose gradients and evaluation are computed by two workers: the bits of one process. */
class SparkSearchTest extends SparkClusterCase {
    /** Steps of 40 blocks, whose gradients go to the workers whatever they take; an evaluation of three parts. */
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 3, items: 2}
        optimizer: {kind: regularized-gradient, iterations: 4, profiles: 5100, step: 0.05, searchPoints: 16, starts: 2}
        evaluation: {profiles: 2200000, solver: dp, shareProfiles: 1000, misreports: 50}
        threads: 1
        """;

    private Map<String, String> essence(String name, String... options) throws Exception {
        Path spec = Files.writeString(folder.resolve("search.yaml"), SPEC);
        List<String> words = new ArrayList<>(
                List.of("search", spec.toString(), "--out", folder.resolve(name).toString()));
        words.addAll(List.of(options));
        ended(name + ".log", driver(name + ".log", words), Main.DONE);
        return essence(folder.resolve(name));
    }

    private static Map<String, String> essence(Path run) throws IOException {
        Map<String, String> essence = RunEssence.of(run);
        // It says where gradients are computed.
        assertThat(essence.remove("spec.yaml")).isNotNull();
        return essence;
    }

    @Test
    void workersGiveTheBitsOfOneProcess() throws Exception {
        Map<String, String> here = essence("here");
        String[] there = {"--engine", cluster.url(), "--set", "optimizer.engine=remote"};
        assertThat(essence("there", there)).isEqualTo(here);
        assertThat(said("there.log")).contains("too short for other machines: optimizer.engine: auto");
    }
}
