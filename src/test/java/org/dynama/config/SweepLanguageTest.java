package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.online.OnlineStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges, zips, exclusions and bases say in short what lists say at length. */
class SweepLanguageTest {
    private static final Schema OWN = Schema.resource("/org/dynama/study/sweep/sweep.schema.json");
    private static final String SALES = "environment: {kind: sequential-sales, agents: 2}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Combinations read(String text, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("many.yaml"), text);
        return Combinations.read(file, OWN, new SearchStudy().schema(), List.of(overrides));
    }

    private static List<String> names(Combinations grid) {
        return grid.cells().stream().map(Combinations.Cell::name).toList();
    }

    private List<String> faults(String text, String... overrides) {
        return catchThrowableOfType(ConfigException.class, () -> read(text, overrides)).faults().stream()
                .map(fault -> (fault.source().startsWith("--set")
                                ? "set"
                                : Path.of(fault.source()).getFileName()) + ":" + fault.line() + ": " + fault.path()
                        + " = " + fault.value() + " " + fault.rule())
                .map(fault -> fault.replace(folder + "/", ""))
                .toList();
    }

    /** A range is its list: the same cells of the same names. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: 1, to: 9, step: 2}                    | [1, 3, 5, 7, 9]",
                "{from: 2, to: 4}                             | [2, 3, 4]",
                "{from: 9, to: 2, step: -3}                   | [9, 6, 3]",
                "{from: 10, to: 1000, points: 3, scale: log}  | [10, 100, 1000]",
                "{from: 1, to: 13, points: 4, scale: linear}  | [1, 5, 9, 13]",
            })
    void aRangeIsItsList(String range, String list) throws IOException {
        Combinations ranged = read("environment: {kind: sequential-sales, agents: " + range + "}");
        Combinations listed = read("environment: {kind: sequential-sales, agents: " + list + "}");
        Combinations set = read(SALES, "environment.agents=" + range);
        assertThat(names(ranged)).isEqualTo(names(listed)).isEqualTo(names(set));
        for (int c = 0; c < listed.cells().size(); c++) {
            assertThat(ranged.cells().get(c).document().toYaml())
                    .isEqualTo(listed.cells().get(c).document().toYaml());
        }
        assertThat(ranged.yaml()).isEqualTo(listed.yaml());
    }

    /** Steps are decimals, not doubles; between the ends of a log range, ratios are equal to six digits. */
    @Test
    void rangesOfFractions() throws IOException {
        Combinations tenths = read(SALES + "optimizer: {temperature: {from: 0.1, to: 0.5, step: 0.1}}");
        assertThat(names(tenths)).contains("temperature-0.3").hasSize(5);
        Combinations powers = read(SALES + "optimizer: {temperature: {from: 0.001, to: 1, points: 4, scale: log}}");
        assertThat(names(powers))
                .containsExactly("temperature-0.001", "temperature-0.01", "temperature-0.1", "temperature-1");
        List<Double> values =
                read(SALES + "optimizer: {temperature: {from: 0.002, to: 0.7, points: 9, scale: log}}").cells().stream()
                        .map(cell -> cell.document().number("optimizer.temperature"))
                        .toList();
        double ratio = Math.pow(0.7 / 0.002, 1.0 / 8);
        for (int k = 1; k < 9; k++) {
            assertThat(values.get(k) / values.get(k - 1) / ratio - 1).isBetween(-1e-5, 1e-5);
        }
    }

    /** Where a study has a map of these keys, it is that map. */
    @Test
    void aMapThatTheSchemaWantsIsNoRange() throws IOException {
        String text =
                "kind: bandit\nmarket: {kind: single-item, values: {from: 0.8, to: 0.2}}\nrounds: {from: 50, to: 60, step: 10}\n";
        Path file = Files.writeString(folder.resolve("many.yaml"), text);
        Combinations grid = Combinations.read(
                file,
                Schema.without("/org/dynama/study/sweep/sweep.schema.json", "seeds"),
                new OnlineStudy().schema(),
                List.of());
        assertThat(names(grid)).containsExactly("rounds-50", "rounds-60");
        assertThat(grid.cells().get(0).document().number("market.values.to")).isEqualTo(0.2);
    }

    @Test
    void allFaultsOfRangesLeaveAtOnce() {
        assertThat(faults("""
                        environment: {kind: sequential-sales, agents: {from: 3, to: 1}, items: {from: 1, to: 3, step: -1}}
                        seed: {from: 2, to: 2}
                        optimizer:
                          temperature: {from: 0, to: 1, points: 3, scale: log}
                          step: {from: 1, to: 2, points: 3, step: 1}
                          starts: {from: 1}
                          profiles: {from: 1, to: 2, stop: 4}
                          iterations: {from: 1, to: a, scale: cubic}
                          searchPoints: {from: 1, to: 20000}
                        """))
                .containsExactly(
                        "many.yaml:1: environment.agents = {from: 3, to: 1} is an empty range: to is less than from",
                        "many.yaml:1: environment.items.step = -1 does not lead from 1 to 3",
                        "many.yaml:2: seed = {from: 2, to: 2} is an empty range: from and to are the same",
                        "many.yaml:4: optimizer.temperature.from = 0 must be more than 0 with scale: log",
                        "many.yaml:5: optimizer.step.step = 1 must not stand with points or scale: log",
                        "many.yaml:6: optimizer.starts.to =  is missing",
                        "many.yaml:7: optimizer.profiles.stop = 4 is not a known key",
                        "many.yaml:8: optimizer.iterations.to = a must be a number",
                        "many.yaml:8: optimizer.iterations.scale = cubic must be linear or log",
                        "many.yaml:9: optimizer.searchPoints = {from: 1, to: 20000} holds more than 10000 values");
    }

    /** Zipped lists are the diagonal of their product; other lists still cross it. */
    @Test
    void zippedListsGoTogether() throws IOException {
        String lists = "environment: {kind: sequential-sales, agents: [2, 3], items: [4, 5]}\nseed: [1, 2]\n";
        Combinations zipped = read(lists + "zip: [environment.agents, environment.items]\n");
        List<String> product = names(read(lists));
        assertThat(names(zipped))
                .containsExactly(
                        "agents-2-items-4-seed-1",
                        "agents-2-items-4-seed-2",
                        "agents-3-items-5-seed-1",
                        "agents-3-items-5-seed-2")
                .allMatch(product::contains);
        assertThat(names(read(lists + "zip: [[environment.items, seed]]\n")))
                .containsExactly(
                        "agents-2-items-4-seed-1",
                        "agents-2-items-5-seed-2",
                        "agents-3-items-4-seed-1",
                        "agents-3-items-5-seed-2");
    }

    @Test
    void zipsThatDoNotFitAreRefused() {
        assertThat(faults("""
                        environment: {kind: sequential-sales, agents: [2, 3], items: [4, 5, 6]}
                        seed: 3
                        zip: [[environment.agents, environment.items], [seed, optimizer.steps], [seed, "a..b"]]
                        """))
                .map(fault -> fault.replaceAll(" = .*[.]{3} ", " "))
                .containsExactlyInAnyOrder(
                        "many.yaml:3: zip joins lists of different lengths: environment.agents has 2, environment.items has 3",
                        "many.yaml:3: zip names seed twice",
                        "many.yaml:3: zip names seed, where no list of values stands",
                        "many.yaml:3: zip names optimizer.steps, where no list of values stands",
                        "many.yaml:3: zip names a..b, where no list of values stands");
    }

    /** What is excluded is neither run nor checked, and the other cells keep their names. */
    @Test
    void excludedCellsAreLeftOut() throws IOException {
        String lists = "environment: {kind: sequential-sales, agents: [2, 3, 0], items: [1, 2]}\n";
        Combinations grid =
                read(lists + "exclude: [{environment.agents: 3.0, environment.items: 2}, {environment.agents: 0}]\n");
        assertThat(names(grid)).containsExactly("agents-2-items-1", "agents-2-items-2", "agents-3-items-1");
        assertThat(names(read(lists + "exclude: [{environment.agents: [0, 3], seed: 1}]\n")))
                .containsExactly("agents-2-items-1", "agents-2-items-2");
        assertThat(faults(lists + "exclude: [{environment.agents: 7}, {environment.agents: [0, 2, 3]}, {a..b: 1}]\n"))
                .containsExactly(
                        "many.yaml:2: exclude[0] = {environment.agents: 7} excludes no cell",
                        "many.yaml:2: exclude[2] = {a..b: 1} excludes no cell",
                        "many.yaml:2: exclude = [{environment.agents: 7}, {environment.agents: [0, 2, 3]}, {... leaves no cell");
    }

    /** A file over its base is the file that says all of it; faults name the file that is wrong. */
    @Test
    void aFileMayChangeAnother() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("below/deep.yaml"), "name: deep\n" + SALES + "seed: 4\nobjective: welfare\n");
        Files.writeString(
                folder.resolve("below/base.yaml"),
                "base: deep.yaml\nenvironment: {agents: [5, 6], items: 1}\noptimizer: {iterations: 7}\n");
        Combinations grid =
                read("base: below/base.yaml\nenvironment: {items: [2, 3]}\nseed: 9\n", "environment.agents=3");
        Combinations whole = read("""
                environment: {kind: sequential-sales, agents: 3, items: [2, 3]}
                seed: 9
                objective: welfare
                optimizer: {iterations: 7}
                """);
        assertThat(names(grid)).isEqualTo(names(whole)).containsExactly("items-2", "items-3");
        for (int c = 0; c < 2; c++) {
            JsonNode cell = grid.cells().get(c).document().node();
            assertThat(cell).isEqualTo(whole.cells().get(c).document().node());
        }
        assertThat(grid.own().text("name")).isEqualTo("many");
        assertThat(grid.yaml()).doesNotContain("base");
        Files.writeString(folder.resolve("below/deep.yaml"), SALES + "seed: x\nname: [2]\npublished: 7\n");
        assertThat(faults("base: below/base.yaml\noptimizer: {iterations: -1}\n"))
                .containsExactlyInAnyOrder(
                        "deep.yaml:2: seed = x must be a whole number",
                        "deep.yaml:4: published = 7 must be the path of a CSV file",
                        "many.yaml:2: optimizer.iterations = -1 must be at least 0");
    }

    @Test
    void basesThatCannotBeReadAreRefused() throws IOException {
        Files.writeString(folder.resolve("round.yaml"), "base: many.yaml\n" + SALES);
        assertThat(faults("base: round.yaml\n"))
                .containsExactly(
                        "round.yaml:1: base = many.yaml comes back to itself: many.yaml, round.yaml, many.yaml");
        assertThat(faults(SALES + "base: none.yaml\n"))
                .containsExactly("many.yaml:2: base = none.yaml is not there: none.yaml");
        assertThat(faults(SALES + "base: [a]\n")).containsExactly("many.yaml:2: base = [a] must be the path of a file");
        assertThat(faults(SALES, "base=round.yaml")).containsExactly("set:0: base = round.yaml must stand in the file");
    }
}
