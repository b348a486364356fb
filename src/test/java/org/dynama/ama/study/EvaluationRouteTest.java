package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.ama.SearchStudy;
import org.dynama.config.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exact route a spec leads to. */
class EvaluationRouteTest {

    /** Programs alone, unless a world with cycles has more than 3,000 states; what is asked for is done anyway. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "'kind: sequential-sales, agents: 3, items: 2', auto, lp, false",
        "'kind: sequential-sales, agents: 8, items: 5', auto, lp, false",
        "'kind: gridworld, agents: 2, size: 4', auto, lp, false",
        "'kind: gridworld, agents: 2, size: 55', auto, dp, true",
        "'kind: gridworld, agents: 2, size: 55', lp, lp, false",
        "'kind: gridworld, agents: 2, size: 55', dp, dp, false"
    })
    void sizesAndHorizonsDecide(String environment, String solver, String route, boolean proven) {
        String text = "environment: {" + environment + "}\nevaluation: {solver: " + solver + "}\n";
        Document document = Document.parse("spec.yaml", text, new SearchStudy().schema(), List.of());
        EvaluationRoute found = EvaluationRoute.of(SearchSpec.of(document));
        assertThat(found.key()).isEqualTo(route);
        assertThat(found.isProven()).isEqualTo(proven);
        assertThat(found.notes()).hasSize(proven ? 1 : 0);
        if (proven) {
            assertThat(found.notes().get(0))
                    .startsWith("World of 3,025 states: evaluated by dynamic programs, each optimum proved by");
            assertThat(found.phase()).isEqualTo("dynamic programs and proofs");
        }
    }

    /** A hall with rooms that nobody leaves: programs over many places are dense. */
    @ParameterizedTest
    @CsvSource({"5, lp", "150, dp"})
    void manyPlacesToSettleInTakeDynamicPrograms(int rooms, String route, @TempDir Path folder) throws IOException {
        String actions = IntStream.range(0, rooms)
                .mapToObj(k -> """
                        {"state": "hall", "name": "to %d", "next": {"room %d": 1}},
                        {"state": "room %d", "name": "stay", "next": {"room %d": 1}, "rewards": {"a": {"type": [%d]}}}""".formatted(k, k, k, k, k))
                .collect(Collectors.joining(",\n"));
        Files.writeString(folder.resolve("rooms.json"), """
                {"horizon": {"kind": "average"}, "initial": {"hall": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [%s]}
                """.formatted(actions));
        Path spec = Files.writeString(folder.resolve("spec.yaml"), "environment: {file: rooms.json}\n");
        EvaluationRoute found =
                EvaluationRoute.of(SearchSpec.of(Document.read(spec, new SearchStudy().schema(), List.of())));
        assertThat(found.key()).isEqualTo(route);
        assertThat(found.isProven()).isFalse();
    }
}
