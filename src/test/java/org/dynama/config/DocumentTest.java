package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.dynama.ama.SearchStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static final String SALES = "environment: {kind: sequential-sales}\n";

    private static Document read(String yaml, String... overrides) {
        return Document.parse("experiments/first try.yaml", yaml, new SearchStudy().schema(), List.of(overrides));
    }

    @Test
    void everyKeyButTheEnvironmentHasADefault() {
        assertThat(read(SALES).toYaml()).isEqualTo("""
                        name: first-try
                        environment:
                          kind: sequential-sales
                          agents: 3
                          items: 2
                          types: uniform
                          state: auto
                        objective: revenue
                        optimizer:
                          kind: auto
                          size: 1024
                          features: exact
                          runs: 10000
                          entropy: auto
                          temperature: 0.01
                          profiles: 1024
                          iterations: 300
                          step: auto
                          perturbations: 20
                          smoothing: 0.1
                          sharing: auto
                          searchPoints: 2048
                          starts: 8
                          weights: auto
                          exchangeable: false
                          engine: auto
                        evaluation:
                          profiles: 10000
                          solver: auto
                          shareProfiles: 1000000
                          misreports: 100000
                        seed: 1
                        device: auto
                        precision: float64
                        threads: 0
                        memory: 1024
                        loops: auto
                        """);
    }

    /** The resolved spec of a run directory gives the same run, under the name of the first. */
    @Test
    void whatIsWrittenReadsBackToTheSameDocument(@TempDir Path folder) throws IOException {
        Document first = read(SALES + "optimizer: {temperature: 0.1000000000000000055511151231257827, step: 3e-7}");
        Path file = folder.resolve("spec.yaml");
        Files.writeString(file, first.toYaml());
        Document second = Document.read(file, new SearchStudy().schema(), List.of());
        assertThat(second.node()).isEqualTo(first.node());
        assertThat(second.toYaml()).isEqualTo(first.toYaml());
        assertThat(second.text("name")).isEqualTo("first-try");
    }

    /** Texts with every kind of sign, decimals of any size, lists in maps in lists: writing loses nothing. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyTreeSurvivesWriting(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            JsonNode tree = tree(random, 4);
            String yaml = YamlWriter.block(tree);
            assertThat(YamlReader.read("tree", yaml).root()).as(yaml).isEqualTo(tree);
        }
    }

    private static JsonNode tree(SplittableRandom random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 6);
        if (kind < 2) {
            return TextNode.valueOf(text(random));
        } else if (kind == 2) {
            return LongNode.valueOf(random.nextLong() >> random.nextInt(64));
        } else if (kind == 3) {
            double value = Double.longBitsToDouble(random.nextLong());
            return DecimalNode.valueOf(new BigDecimal(Double.toString(Double.isFinite(value) ? value : 0.5)));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        random.ints(random.nextInt(4)).forEach(i -> list.add(tree(random, depth - 1)));
        if (kind == 4) {
            return list;
        }
        var map = JsonNodeFactory.instance.objectNode();
        list.forEach(value -> map.set(text(random), value));
        return map;
    }

    private static String text(SplittableRandom random) {
        String[] words = {
            "",
            "no",
            "null",
            "012",
            "1e3",
            "~",
            "true",
            "<<",
            "=",
            "a",
            "- ",
            ": ",
            " #",
            "\"",
            "'",
            "\\",
            "[",
            "}",
            ",",
            "*a",
            "&a",
            "!a",
            "%",
            "@",
            "é",
            "\u0646\u200C",
            "\uD83D\uDE00",
            " "
        };
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(4), 0, words.length).forEach(i -> text.append(words[i]));
        return text.toString();
    }

    /** YAML 1.1 reads these as false, ten, an octal and a base-60 number. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"no, no", "'\"10\"', 10", "on, on", "1:30, '1:30'"})
    void wordsOfYamlOneOneAreText(String yaml, String text) {
        assertThat(YamlReader.read("x", yaml).root()).isEqualTo(TextNode.valueOf(text));
        assertThat(YamlReader.read("x", "012").root()).isEqualTo(LongNode.valueOf(12));
    }

    @Test
    void jsonTakesTheSameRoad() {
        Document json = read(
                "{\"environment\":{\"kind\":\"sequential-sales\",\n\t\"types\" : {\"high\":[1, 2.5e0]}},\"seed\":1e3}");
        assertThat(json.numbers("environment.types.high")).containsExactly(1.0, 2.5);
        assertThat(json.whole("seed")).isEqualTo(1000);
        assertThat(json.line("environment.types")).isEqualTo(2);
    }

    @Test
    void anAliasRepeatsItsAnchor() {
        assertThat(read(SALES + "seed: &n 7\nthreads: *n").whole("threads")).isEqualTo(7);
    }

    @Test
    void overridesReplaceMakeMapsAndTheLastOneWins() {
        Document document = read(
                SALES + "optimizer: {step: .nan}",
                "environment.agents=4",
                "environment.agents=5",
                "environment.types.high=[1, 2]",
                "environment.types.high[1]=3.5",
                "optimizer.step=0.5");
        assertThat(document.whole("environment.agents")).isEqualTo(5);
        assertThat(document.numbers("environment.types.high")).containsExactly(1.0, 3.5);
        assertThat(document.keys("environment.types")).containsExactly("high");
        assertThat(document.line("environment.agents")).isZero();
        assertThat(document.line("environment.kind")).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "environment.agents=0 | environment.agents = 0 must be at least 1",
                "a..b=1 | \"a..b\" must be keys with dots between them",
                "=1 | must be path=value",
                "seed= | seed = null must be a whole number",
                "seed=[ | is not valid YAML: expected the node content, but found '<stream end>'",
                "objective={revenue: 1, welfare: .inf} | objective.welfare = .inf must be a finite number",
            })
    void aWrongOverrideIsNamed(String override, String message) {
        assertThatThrownBy(() -> read(SALES, override))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set " + override + ": " + message + "\n");
    }

    /** Rules that need two keys are checked in higher rooms, and point at the line all the same. */
    @Test
    void laterChecksPointAtTheLine() {
        Document document = read("environment:\n  kind: sequential-sales\n  types:\n    high: [1, 2]\n");
        Faults faults = new Faults(document.source());
        faults.add(document.fault("environment.agents", "must be the length of types.high", ""));
        faults.add(document.fault("environment.types.high", "must have 3 entries", "Maybe high: [1, 2, 1]."));
        ConfigException failure = catchThrowableOfType(ConfigException.class, faults::throwIfAny);
        assertThat(failure).hasMessage("""
                        experiments/first try.yaml has 2 faults
                        experiments/first try.yaml:1: environment.agents = 3 must be the length of types.high
                        experiments/first try.yaml:4: environment.types.high = [1, 2] must have 3 entries
                          Maybe high: [1, 2, 1].""");
    }

    @Test
    void decimalsStayExact() {
        Document document = read(SALES + "optimizer: {step: 0.30000000000000000000000001}");
        assertThat(document.decimal("optimizer.step")).isEqualTo("0.30000000000000000000000001");
        assertThat(document.number("optimizer.step")).isEqualTo(0.3);
    }

    @Test
    void askingForWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> read(SALES).whole("objective"))
                .hasMessage("objective = revenue must be a whole number");
        assertThat(read(SALES).has("environment.types.high")).isFalse();
    }
}
