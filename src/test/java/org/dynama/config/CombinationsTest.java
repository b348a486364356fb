package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with lists stands for the product of its lists, and its faults keep their lines. */
class CombinationsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Combinations read(String text, String... overrides) throws IOException {
        Path file = folder.resolve("many.yaml");
        Files.writeString(file, text);
        return Combinations.read(
                file,
                Schema.resource("/org/dynama/study/sweep/sweep.schema.json"),
                new SearchStudy().schema(),
                List.of(overrides));
    }

    private static List<String> names(Combinations grid) {
        return grid.cells().stream().map(Combinations.Cell::name).toList();
    }

    private List<String> faults(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).faults().stream()
                .map(fault -> fault.line() + ": " + fault.path() + " = " + fault.value() + " " + fault.rule())
                .toList();
    }

    /** The product comes in the order of the file, the last list changing fastest. */
    @Test
    void theProductOfAllListsComesInTheOrderOfTheFile() throws IOException {
        Combinations grid = read("""
                environment: {kind: sequential-sales, items: [2, 3], agents: [4, 2]}
                seed: [7, 1]
                """);

        assertThat(names(grid))
                .containsExactly(
                        "items-2-agents-4-seed-7",
                        "items-2-agents-4-seed-1",
                        "items-2-agents-2-seed-7",
                        "items-2-agents-2-seed-1",
                        "items-3-agents-4-seed-7",
                        "items-3-agents-4-seed-1",
                        "items-3-agents-2-seed-7",
                        "items-3-agents-2-seed-1");
        assertThat(grid.cells().get(5).document().whole("environment.items")).isEqualTo(3);
        assertThat(grid.cells().get(5).document().whole("environment.agents")).isEqualTo(4);
        assertThat(grid.cells().get(5).document().whole("seed")).isEqualTo(1);
        assertThat(grid.cells().get(5).chosen().keySet())
                .containsExactly("environment.items", "environment.agents", "seed");
    }

    /** A cell is the document that its values would make in a file of their own. */
    @Test
    void aCellIsTheDocumentOfItsValues() throws IOException {
        Combinations grid =
                read("environment: {kind: sequential-sales, agents: [2, 5]}\noptimizer: {kind: [auto, none]}\n");
        Document alone = Document.parse(
                "agents-5-kind-none.yaml",
                "environment: {kind: sequential-sales, agents: 5}\noptimizer: {kind: none}\n",
                new SearchStudy().schema(),
                List.of());

        assertThat(names(grid).get(3)).isEqualTo("agents-5-kind-none");
        assertThat(grid.cells().get(3).document().toYaml()).isEqualTo(alone.toYaml());
    }

    /** Where the schema wants a list, a list is a value, and a list of lists sweeps. */
    @Test
    void aListThatTheSchemaWantsIsAValue() throws IOException {
        String one = "environment: {kind: sequential-sales, agents: 2, types: {high: [1, 0.5]}}";
        String two = "environment: {kind: sequential-sales, agents: 2, types: {high: [[1, 0.5], [2, 1]]}}";
        String mixed = "environment: {types: [uniform, {high: [1, 0.5]}], kind: [sequential-sales], agents: 2}";

        assertThat(names(read(one))).containsExactly("many");
        assertThat(names(read(two))).containsExactly("high-1-0.5", "high-2-1");
        assertThat(read(two).cells().get(1).document().numbers("environment.types.high"))
                .containsExactly(2.0, 1.0);
        assertThat(names(read(mixed)))
                .containsExactly("kind-sequential-sales-types-uniform", "kind-sequential-sales-types-high-1-0.5");
    }

    /** A list of whole maps may hold lists of its own. */
    @Test
    void mapsInAListMayHoldLists() throws IOException {
        Combinations grid = read("""
                environment:
                  - {kind: sequential-sales, agents: [2, 3]}
                  - {kind: sequential-sales, items: 1}
                """);

        assertThat(grid.cells()).hasSize(3);
        assertThat(grid.cells().get(1).document().whole("environment.agents")).isEqualTo(3);
        assertThat(grid.cells().get(2).document().whole("environment.items")).isEqualTo(1);
        assertThat(names(grid)).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"));
    }

    /** Two keys with one name are told apart by the keys before them. */
    @Test
    void namesTellKeysApart() throws IOException {
        Combinations grid = read("environment: {kind: [sequential-sales]}\noptimizer: {kind: [none]}\n");

        assertThat(names(grid)).containsExactly("environment.kind-sequential-sales-optimizer.kind-none");
    }

    /** Overrides are laid before the lists are taken apart. */
    @Test
    void anOverrideMayBeAListOrReplaceOne() throws IOException {
        String text = "environment: {kind: sequential-sales, agents: [2, 3]}\nname: mine\npublished: p.csv";
        Combinations grid = read(text, "environment.agents=4", "seed=[1, 2]");

        assertThat(names(grid)).containsExactly("seed-1", "seed-2");
        assertThat(grid.own().text("name")).isEqualTo("mine");
        assertThat(grid.own().text("published")).isEqualTo("p.csv");
        assertThat(grid.yaml()).contains("seed: [1, 2]");
    }

    /** All faults of all cells leave at once, each once, with the line of the value that is wrong. */
    @Test
    void allFaultsOfAllCellsLeaveAtOnce() {
        assertThat(faults("""
                        name: a b
                        environment:
                          kind: sequential-sales
                          agents: [2, 0, 3]
                          items:
                            - 2
                            - two
                          types: [uniform, {high: [1, -1]}]
                        seed: [1, 1]
                        sed: 3
                        optimizer: {kind: [auto, nune], step: []}
                        """))
                .containsExactly(
                        "1: name = \"a b\" must be a name of letters, digits, dots, hyphens and underscores",
                        "4: environment.agents = 0 must be at least 1",
                        "7: environment.items = two must be a whole number",
                        "8: environment.types.high[1] = -1 must be more than 0",
                        "9: seed = [1, 1] holds 1 twice",
                        "10: sed =  is not a known key",
                        "11: optimizer.step = [] is a list of no values",
                        "11: optimizer.kind = nune must be auto, regularized-gradient, sobol, zeroth-order, terminal-classes, menu or none");
    }

    /** What the reader refuses is said once, and not again as a null. */
    @Test
    void aValueThatCannotBeReadIsOneFault() {
        assertThat(faults("environment: {kind: sequential-sales, agents: [2, .inf, .nan]}"))
                .containsExactly(
                        "1: environment.agents[1] = .inf must be a finite number",
                        "1: environment.agents[2] = .nan must be a finite number");
        assertThat(faults("- 1\n- 2\n")).hasSize(1);
        assertThat(faults("environment: {kind: sequential-sales, agents: [[2, 3]]}"))
                .containsExactly("1: environment.agents = [2, 3] must be a whole number");
    }

    @Test
    void aProductThatIsTooLargeIsRefused() {
        String list = "[" + "1, 2, 3, 4, 5, 6, 7, 8, 9".replace(",", "0,") + "]";
        String text = "environment: {kind: sequential-sales, agents: " + list + ", items: " + list
                + "}\noptimizer: {starts: " + list + ", profiles: " + list + ", iterations: " + list + "}";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("makes more than 10000 cells, together with the other lists");
    }
}
