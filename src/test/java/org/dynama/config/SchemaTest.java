package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import org.dynama.ama.SearchStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    @Test
    void everyKeyOfASpecIsDocumented() {
        List<Schema.Key> keys = new SearchStudy().schema().keys();
        assertThat(keys).allSatisfy(key -> assertThat(key.description()).endsWith("."));
        assertThat(keys)
                .extracting(Schema.Key::path)
                .contains("environment.types.high", "objective.welfare", "optimizer.searchPoints", "memory");
        assertThat(keys).extracting(key -> key.path() + ", " + key.when()).doesNotHaveDuplicates();
        assertThat(keys)
                .contains(new Schema.Key(
                        "environment.agents",
                        "a whole number, at least 1",
                        "3",
                        "Number of agents; each values the first item that she wins.",
                        List.of(),
                        "kind = sequential-sales"));
        assertThat(keys)
                .filteredOn(key -> key.path().equals("optimizer.weights"))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.allowed()).containsExactly("auto", "true", "false");
                    assertThat(key.byDefault()).isEqualTo("auto");
                });
    }

    /** Each documented key, once misspelled, is refused and proposed; names of losses are the environment's business. */
    @Test
    void aMisspelledKeyIsProposed() {
        for (Schema.Key key : new SearchStudy().schema().keys()) {
            if (key.path().startsWith("objective.") || key.path().equals("environment.file")) {
                continue;
            }
            String wrong = key.path().replaceFirst("([^.]*)$", "x$1");
            String name = key.path().substring(key.path().lastIndexOf('.') + 1);
            String kind = key.when().isEmpty() ? "sequential-sales" : key.when().replace("kind = ", "");
            assertThatThrownBy(() -> Document.parse(
                            "x",
                            "environment: {kind: " + kind + "}",
                            new SearchStudy().schema(),
                            List.of(wrong + "=1")))
                    .hasMessageContaining(
                            "--set " + wrong + "=1: " + wrong + " is not a known key\n  Maybe " + name + ";");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"agents, agents, 0", "agents, agnets, 1", "agents, agent, 1", "'', ab, 2", "kitten, sitting, 3"})
    void distanceCountsChangedLetters(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void aWordFarFromAllIsNotProposed() {
        assertThat(Nearest.of("temperature", List.of("seed", "step"))).isEmpty();
    }

    /** A pointer to any node of a tree, written as a path and read again, leads to the same node. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void pathsReadBack(long seed) {
        JsonNode tree = YamlReader.read("x", "{a: [{\"b.c\": 1, \"0\": [2, 3], '\"\\': {\"\": 4}}], d-e_1: {é: 5}}")
                .root();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            JsonPointer pointer = JsonPointer.empty();
            for (JsonNode node = tree; !node.isEmpty() && random.nextInt(6) > 0; node = tree.at(pointer)) {
                int child = random.nextInt(node.size());
                pointer = node.isArray()
                        ? pointer.appendIndex(child)
                        : pointer.appendProperty(
                                node.propertyStream().toList().get(child).getKey());
            }
            assertThat(KeyPath.parse(KeyPath.of(tree, pointer))).isEqualTo(pointer);
        }
        assertThat(KeyPath.of(tree, JsonPointer.compile("/a/0/0/1"))).isEqualTo("a[0].0[1]");
    }
}
