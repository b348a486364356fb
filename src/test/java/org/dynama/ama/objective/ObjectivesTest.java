package org.dynama.ama.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dynama.ama.SearchStudy;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.TaskScheduling;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectivesTest {
    private static final Environment SCHEDULE =
            TaskScheduling.of(TaskScheduling.uniformBounds(2), 2, TaskScheduling.LoadRule.QUEUE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static List<String> names() {
        return Objectives.names();
    }

    /** What the schema lets a sum weigh, and a loss. */
    @Test
    void theListHoldsWhatTheSchemaNames() {
        List<String> weighed = new SearchStudy()
                .schema().keys().stream()
                        .map(Schema.Key::path)
                        .filter(path -> path.startsWith("objective."))
                        .map(path -> path.substring("objective.".length()))
                        .toList();
        assertThat(Objectives.names(SCHEDULE)).containsExactlyElementsOf(weighed);
        for (String name : weighed) {
            assertThat(Objectives.named(name, SCHEDULE).name()).isEqualTo(name);
        }
    }

    /** A sum weighs what its parts report: a loss of two and a welfare of minus three are worth -0.5 * 2 + 0.25 * -3. */
    @Test
    void aSumWeighsWhatItsPartsReport() {
        Objective sum = Objectives.weightedSum(Map.of("makespan", -0.5, "welfare", 0.25, "profit", 1.0), SCHEDULE);
        assertThat(sum).isEqualTo(new Objective("weighted sum", Objective.Sense.MAX, 1, 0.25, List.of(-0.5)));
        assertThat(sum.value(10, -3, 2)).isEqualTo(10 - 0.75 - 1);
    }

    /** The designer's own reward is what profit has beyond revenue. */
    @Test
    void profitCountsTheDesignersReward() {
        Environment environment = EnvironmentFile.read(Path.of("models/environments/two-licences.json"))
                .environment();
        Objective profit = Objectives.named("profit", environment);
        assertThat(profit.revenue()).isEqualTo(1);
        assertThat(profit.welfare()).isZero();
        assertThat(profit.losses()).hasSameSizeAs(environment.losses()).contains(1.0);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Objectives.named("makespam", SCHEDULE))
                .isInstanceOf(Refusal.class)
                .hasMessage("objective = makespam names a loss that the environment does not have\nMaybe makespan.");
    }

    /** An environment's loss must not take the name of an objective. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void noLossTakesTheNameOfAnObjective(String name) throws IOException {
        Path file = folder.resolve("world.json");
        Files.writeString(file, """
                {"initial": {"start": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [{"state": "start", "name": "sell", "next": {}, "losses": {"%s": 1}}]}
                """.formatted(name));
        assertThatThrownBy(() -> EnvironmentFile.read(file))
                .hasMessageContaining("has a name that means something else");
    }
}
