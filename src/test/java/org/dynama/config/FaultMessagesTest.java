package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultMessagesTest {
    private static final String SALES = "environment: {kind: sequential-sales}\n";

    private static ConfigException refused(String yaml, String... overrides) {
        return catchThrowableOfType(
                ConfigException.class,
                () -> Document.parse("experiments/x.yaml", yaml, new SearchStudy().schema(), List.of(overrides)));
    }

    /** A user mends a file in one go: nothing stays hidden behind the first fault. */
    @Test
    void allFaultsOfAFileComeAtOnceInTheOrderOfItsLines() {
        ConfigException failure = refused("""
                environment:
                  kind: sequential-sales
                  agnets: 3
                  items: 0
                  types: {high: [1, -2, .nan]}
                objective: [revenue]
                optimizer:
                  temperature: 0
                  weights: no
                  profiles: "10"
                seed: 1
                seed: 2
                """, "threads=1.5", "memory");
        assertThat(failure).hasMessage("""
                        experiments/x.yaml has 11 faults
                        experiments/x.yaml:3: environment.agnets is not a known key
                          Maybe agents; known keys here: kind, agents, items, types, state, absence.
                        experiments/x.yaml:4: environment.items = 0 must be at least 1
                          Maybe items: 2.
                        experiments/x.yaml:5: environment.types.high[2] = .nan must be a finite number
                          Write a number such as 0.5 or 1e-3.
                        experiments/x.yaml:5: environment.types.high[1] = -2 must be more than 0
                          Maybe 1.0.
                        experiments/x.yaml:6: objective = [revenue] must be revenue, welfare, profit, a loss or a weighted sum \
                        such as {revenue: 1, welfare: 0.2}
                          Maybe objective: revenue.
                        experiments/x.yaml:8: optimizer.temperature = 0 must be more than 0
                          Maybe temperature: 0.01.
                        experiments/x.yaml:9: optimizer.weights = no must be auto, true or false
                          Maybe weights: false.
                        experiments/x.yaml:10: optimizer.profiles = "10" must be a whole number
                          Maybe profiles: 1024.
                        experiments/x.yaml:12: seed is given twice, first in line 11
                          Keep one of the two.
                        --set memory: must be path=value
                          Write it as in --set environment.agents=5.
                        --set threads=1.5: threads = 1.5 must be a whole number
                          Maybe threads: 0.""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seed: 99999999999999999999 | x:2: seed = 99999999999999999999 must be at most 9223372036854775807",
                "optimizer: {step: 1e999} | x:2: optimizer.step = 1e999 must be a finite number",
                "optimizer: {step: -.inf} | x:2: optimizer.step = -.inf must be a finite number",
                "optimizer: {step: 0e-9999999999} | x:2: optimizer.step = 0.0 must be more than 0",
                "optimizer: {step: 1e-9999999999} | x:2: optimizer.step = 1e-9999999999 must be 0 or a number that a 64-bit float can hold",
                "optimizer: {step: 1e-999} | x:2: optimizer.step = 1e-999 must be 0 or a number that a 64-bit float can hold",
                "optimizer: | x:2: optimizer = null must be a map of keys",
                "optimizer: [1] | x:2: optimizer = [1] must be a map of keys",
                "objective: {} | x:2: objective = {} must have at least 1 entry",
                "objective: true | x:2: objective = true must be revenue, welfare, profit, a loss or a weighted sum such as {revenue: 1, welfare: 0.2}",
                "objective: {revenue: x} | x:2: objective.revenue = x must be a number",
                "threads: no | x:2: threads = no must be a whole number",
                "seed: *best | x:2: seed = *best names no earlier anchor",
                "seed: !!int 3 | x:2: seed = 3 must not carry the tag tag:yaml.org,2002:int",
                "name: a/b | x:2: name = a/b must be a name of letters, digits, dots, hyphens and underscores",
                "[1]: 2 | x:2: has a key that is not text",
                "seed: [1 | x:3: is not valid YAML: expected ',' or ']', but got <stream end>",
                "--- | x:2: holds more than one YAML document",
            })
    void aFaultNamesTheThingItsValueAndTheRule(String line, String message) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> Document.parse("x", SALES + line + "\n", new SearchStudy().schema(), List.of()));
        assertThat(failure.getMessage().lines().findFirst()).hasValue(message);
        assertThat(failure.faults()).singleElement().extracting(Fault::hint).isNotEqualTo("");
    }

    /** A whole number of 350 digits is exact, and yet no double. */
    @Test
    void wholeNumbersAreFiniteToo() {
        assertThat(refused(SALES + "optimizer: {step: " + "9".repeat(350) + "}"))
                .hasMessageContaining(" must be a finite number");
    }

    @Test
    void aKindThatIsNotKnownHidesNoOtherAdvice() {
        assertThat(refused("environment: {kind: sequental-sales, agents: 1}\nthreads: -1"))
                .hasMessage("""
                        experiments/x.yaml has 2 faults
                        experiments/x.yaml:1: environment.kind = sequental-sales must be sequential-sales, task-scheduling, gridworld or static-auction
                          Maybe kind: sequential-sales.
                        experiments/x.yaml:2: threads = -1 must be at least 0
                          Maybe threads: 0.""");
    }

    @Test
    void aGridOfOneCellAndAnEndlessDiscountAreRefused() {
        assertThat(refused("environment: {kind: gridworld, size: 1, discount: 1}"))
                .hasMessage("""
                        experiments/x.yaml has 2 faults
                        experiments/x.yaml:1: environment.size = 1 must be at least 2
                          Maybe size: 3.
                        experiments/x.yaml:1: environment.discount = 1 must be less than 1
                          Maybe discount: 0.9.""");
    }

    @Test
    void theEnvironmentIsTheOneKeyWithoutADefault() {
        assertThat(refused("")).hasMessage("""
                        experiments/x.yaml: environment is missing
                          Add environment: {kind: sequential-sales}.""");
    }

    /** Doubling each anchor ten times would make 2^20 values of a few lines. */
    @Test
    void aliasesCannotBlowUpAFile() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 20; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refused(yaml.toString()))
                .hasMessageMatching("(?s)experiments/x.yaml:\\d+: repeats more than 10000 values by aliases.*");
    }

    /** Each anchor hangs below ninety brackets that hold the one before: deeper than brackets alone may go. */
    @Test
    void chainsOfAliasesStayReadable() {
        StringBuilder yaml = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i < 14; i++) {
            yaml.append("a%d: &a%d %s*a%d%s\n".formatted(i, i, "[".repeat(90), i - 1, "]".repeat(90)));
        }
        assertThat(refused(yaml.toString())).hasMessageStartingWith("experiments/x.yaml has 15 faults");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void nestingIsBounded(String open) {
        assertThat(refused(open.repeat(100_000)))
                .hasMessageMatching("(?s)experiments/x.yaml:1: (is nested more than 100 levels|has a key).*");
    }

    @Test
    void brokenFilesAreNamedWithTheLineOfTheBrokenByte(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, new byte[] {'a', ':', '\n', 'b', (byte) 0xE9, '\n'});
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> Document.read(file, new SearchStudy().schema(), List.of()));
        assertThat(failure).hasMessage(file + ":2: has the byte 0xE9, which is not UTF-8\n  Save the file as UTF-8.");
        Path absent = folder.resolve("absent.yaml");
        assertThat(catchThrowableOfType(
                        ConfigException.class, () -> Document.read(absent, new SearchStudy().schema(), List.of())))
                .hasMessageStartingWith(absent + ": does not exist\n");
    }
}
