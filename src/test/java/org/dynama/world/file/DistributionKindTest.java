package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.dynama.model.Horizon;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every distribution and every horizon that the schema of environments names is built, from the schema's own examples. */
class DistributionKindTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static JsonNode schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DistributionKindTest.class.getResourceAsStream("/org/dynama/world/file/world.schema.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<String> choices(String pointer) throws IOException {
        return StreamSupport.stream(schema().at(pointer).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static List<String> distributions() throws IOException {
        return choices("/$defs/distribution/properties/kind/enum");
    }

    static List<String> horizons() throws IOException {
        return choices("/properties/horizon/properties/kind/enum");
    }

    /** A map of a kind with an example for each key that it requires. */
    private static ObjectNode example(String kind, String definition) throws IOException {
        JsonNode schema = schema();
        ObjectNode map = new ObjectMapper().createObjectNode().put("kind", kind);
        for (JsonNode key : schema.at("/$defs/" + definition + "/required")) {
            JsonNode property = schema.at("/$defs/" + definition + "/properties/" + key.asText());
            JsonNode type = property.has("$ref")
                    ? schema.at(property.path("$ref").asText().substring(1))
                    : property;
            map.set(key.asText(), type.path("examples").path(0));
        }
        return map;
    }

    private Environment read(JsonNode horizon, JsonNode distribution) throws IOException {
        Npy.write(folder.resolve("bids.npy"), new NpyArray(new double[] {0.2, 0.4, 0.9}, 3));
        // A total horizon with a way back and an end; others end at once, or never.
        String next = switch (horizon.path("kind").asText()) {
            case "finite" -> "{}";
            case "total" -> "{\"start\": 0.5, \"over\": 0.5}";
            default -> "{\"start\": 1}";
        };
        String over = next.contains("over") ? ", {\"state\": \"over\", \"name\": \"stop\", \"next\": {}}" : "";
        Path file = folder.resolve("world.json");
        Files.writeString(file, """
                {"horizon": %s, "initial": {"start": 1},
                 "agents": [{"name": "a", "types": {"distribution": %s}}],
                 "actions": [{"state": "start", "name": "sell", "next": %s, "rewards": {"a": {"type": [1]}}}%s]}
                """.formatted(horizon, distribution, next, over));
        return EnvironmentFile.read(file).environment();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void everyDistributionIsBuilt(String kind) throws IOException {
        Environment environment = read(example("finite", "undiscounted"), example(kind, kind));
        assertThat(environment.agents().get(0).types().dimension()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("horizons")
    void everyHorizonIsBuilt(String kind) throws IOException {
        String definition = kind.equals("discounted") ? "discounted" : "undiscounted";
        Environment environment = read(example(kind, definition), example("uniform", "uniform"));
        Horizon horizon = environment.mdp().horizon();
        assertThat(horizon.getClass().getSimpleName()).startsWithIgnoringCase(kind);
    }

    @Test
    void theListHoldsWhatTheSchemaNames() throws IOException {
        assertThat(distributions()).hasSameSizeAs(DistributionKind.values());
        assertThatThrownBy(() -> DistributionKind.named("zipf"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("distribution.kind = zipf is in the schema and must be in DistributionKind, too");
    }
}
