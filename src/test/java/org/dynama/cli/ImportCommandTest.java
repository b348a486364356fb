package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From another tool's files to a mechanism, and back, by commands alone. */
class ImportCommandTest {
    private static final Path FILES = Path.of("src/test/resources/org/dynama/world/exchange");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Console dynama(String... args) {
        return Console.run(Families.ALL, args);
    }

    private static String file(String name) {
        return FILES.resolve(name).toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private JsonNode imported(String... args) throws IOException {
        Console console = dynama(args);
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        return JSON.readTree(console.out());
    }

    /** Two drivers share a toll bridge: each earns by one action, and the designer pays for the bridge. */
    @Test
    void aMapSaysWhoseRewardsAre() throws IOException {
        String map = write("map.yaml", """
                types: {distribution: {kind: uniform, low: [0], high: [1]}}
                agents:
                  - name: ann
                  - name: bea
                    types: {dimension: 2, distribution: {kind: uniform, low: [0, 0], high: [1, 2]}}
                rewards:
                  - {to: ann, actions: [wait], states: [far]}
                  - {to: bea, actions: [wait], factor: 2, component: 2}
                  - {to: designer, of: reward, actions: [cross]}
                """);
        JsonNode market = imported("import", file("toll.json"), "--rewards", map);
        assertThat(market.at("/agents/1/types/dimension").intValue()).isEqualTo(2);
        assertThat(market.at("/agents/0/types/distribution/kind").textValue()).isEqualTo("uniform");
        JsonNode cross = market.at("/actions/0");
        assertThat(cross.path("designer").intValue()).isEqualTo(-1);
        assertThat(cross.has("rewards")).isFalse();
        JsonNode far = market.at("/actions/2");
        assertThat(far.path("state").textValue()).isEqualTo("far");
        assertThat(far.at("/rewards/ann/type/0").intValue()).isEqualTo(3);
        assertThat(far.at("/rewards/bea/type")).hasToString("[0,6]");
    }

    /** A model without the rewards that lie beside it would pass for a worthless one. */
    @Test
    void unnamedFilesAreTold() throws IOException {
        Console some = dynama("import", file("press.tra"), file("press.lab"), "--discount", "0.8");
        assertThat(some.err())
                .contains(
                        "press.state.rew, press.trans.rew beside press.tra are not read: only files that are named are");
        String alone = write("alone.tra", "mdp\n0 0 0 1\n");
        assertThat(dynama("import", alone, "--discount", "0.8").err())
                .contains("No file of rewards is named, so that nothing is worth anything");
        assertThat(dynama("import", file("die.tra"), file("die.lab"), file("die.srew"))
                        .err())
                .doesNotContain("not read", "worth");
    }

    /** Types belong to the bidders of an auction by their names. */
    @Test
    void biddersHaveTypes() throws IOException {
        String map = write("map.yaml", """
                agents: [{name: bidder 1, types: {distribution: {kind: uniform, low: [0.5], high: [1.5]}}}]
                """);
        JsonNode market = imported("import", file("pairs.cats"), "--rewards", map);
        assertThat(market.at("/agents/1/types/distribution/low/0").doubleValue())
                .isEqualTo(0.5);
        assertThat(market.at("/agents/0/types/distribution/kind").textValue()).isEqualTo("discrete");
    }

    /** Everything that a map has wrong is said at once, with its line. */
    @Test
    void mapsAreHeldAgainstTheModel() throws IOException {
        String map = write("map.yaml", """
                agents: [{name: ann}, {name: bea}]
                rewards:
                  - {to: ann, of: rewards}
                  - {to: bea, actions: [walk]}
                  - {to: bea, states: [fart]}
                """);
        Console console = dynama("import", file("toll.json"), "--rewards", map);
        assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err())
                .isEqualTo(map + " has 3 faults\n" + map
                        + ":3: rewards[0].of = rewards is no reward structure of the model\n  Known are reward.\n" + map
                        + ":4: rewards[1].actions[0] = walk is no action of the model\n" + map
                        + ":5: rewards[2].states[0] = fart is no state of the model\n  Maybe far.\n");
        String none = write("none.yaml", "agents: [{name: ann}, {name: bea}]\n");
        assertThat(dynama("import", file("toll.json"), "--rewards", none).err())
                .contains("none.yaml:1: says of no reward whose it is");
        String wrong = write("wrong.yaml", "agents: [{name: ann, value: 1}]\nrewards: [{to: anne}, {of: x}]\n");
        assertThat(dynama("import", file("toll.json"), "--rewards", wrong).err())
                .contains("wrong.yaml:1: agents[0].value is not a known key")
                .contains("wrong.yaml:2: rewards[1].to is missing");
        assertThat(dynama("import", file("pairs.cats"), "--rewards", map).err())
                .contains("must be absent: a bidder has what she bids for")
                .contains("agents[0].name = ann is no bidder of the auction");
    }

    /** What is imported can be searched, exported at types, imported again, and is then worth the same. */
    @Test
    void whatIsImportedIsSearchedAndGoesBack() throws IOException {
        String map = write("map.yaml", """
                agents: [{name: ann, types: {distribution: {kind: uniform, low: [0], high: [1]}}}]
                """);
        Path market = folder.resolve("market.json");
        Path again = folder.resolve("again.json");
        String server = file("server");
        imported("import", file("toll.json"), "--rewards", map);
        assertThat(dynama(
                                "import",
                                server + ".tra",
                                server + ".lab",
                                server + ".srew",
                                server + ".trew",
                                "--rewards",
                                map,
                                "--out",
                                market.toString())
                        .status())
                .isEqualTo(Main.DONE);
        Console unsure = dynama(
                "export",
                market.toString(),
                "--format",
                "prism",
                "--out",
                folder.resolve("x").toString());
        assertThat(unsure.err()).startsWith("the types of ann are drawn, and other tools need numbers");
        String types = write("types.json", "{\"ann\": [0.5]}");
        for (String format : new String[] {"gymnasium", "prism"}) {
            String out = folder.resolve("half" + (format.equals("prism") ? "" : ".json"))
                    .toString();
            Console exported = dynama("export", market.toString(), "--format", format, "--types", types, "--out", out);
            assertThat(exported.status()).as(exported.err()).isEqualTo(Main.DONE);
            Console back = format.equals("prism")
                    ? dynama("import", out + ".tra", out + ".lab", out + "1.trew", "--out", again.toString(), "--force")
                    : dynama("import", out, "--out", again.toString(), "--force");
            assertThat(back.status()).as(back.err()).isEqualTo(Main.DONE);
            assertThat(welfare(again)).isCloseTo(5, within(1e-12));
        }
    }

    private double welfare(Path market) throws IOException {
        String spec = write("spec.yaml", """
                environment: {file: %s}
                objective: welfare
                optimizer: {kind: none}
                evaluation: {profiles: 2, misreports: 2, shareProfiles: 2}
                """.formatted(market));
        String out = folder.resolve("run").toString();
        Console run = dynama("search", spec, "--out", out, "--force", "--quiet");
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
        return JSON.readTree(Path.of(out, "result.json").toFile())
                .at("/objective/mean")
                .doubleValue();
    }

    /** A file that is there stays unless it is said to go. */
    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        Path market = folder.resolve("market.json");
        Files.writeString(market, "mine");
        assertThat(dynama("import", file("toll.json"), "--out", market.toString())
                        .err())
                .isEqualTo(market + " exists\nAdd --force to overwrite it.\n");
        assertThat(Files.readString(market)).isEqualTo("mine");
        assertThat(dynama("import", file("toll.json"), "--out", market.toString(), "--force")
                        .status())
                .isEqualTo(Main.DONE);
        String table = write("table.json", "mine");
        assertThat(dynama("export", market.toString(), "--format", "gymnasium", "--out", table)
                        .err())
                .isEqualTo(table + " exists\nAdd --force to overwrite it.\n");
        assertThat(Files.readString(Path.of(table))).isEqualTo("mine");
    }

    /** What is asked for wrongly is said in a sentence, with status 2. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            import toll.json --discount 1.5 | --discount 1.5 must lie strictly between 0 and 1
            import toll.json --periods 0 | --periods 0 must be from 1 to 100000
            import toll.json --horizon long | --horizon long is not known
            import toll.json --discount 0.5 --periods 3 | --discount goes with no other horizon than discounted
            import toll.json --periods 3 --horizon total | --periods goes with no other horizon than finite
            import toll.json --initial fr | --initial fr is no state of a toll bridge
            import toll.json --end goal | --end names a label, and files of gymnasium have none
            import toll.json machine.MDP | 2 files are given, and a model of gymnasium is one
            import toll.json --format jani | --format jani is not known
            import server.srew | the endings of the files do not tell their format
            import server.lab --format prism | no file of transitions is given
            import server.tra server.lab --end don | --end don is no label of the model
            import walk.tra server.tra | two files end with .tra
            import nothing.json | nothing.json does not exist
            import pairs.cats --discount 0.5 | an auction has no horizon, and starts with all its goods
            import toll.json --rewards nothing.yaml | nothing.yaml: does not exist
            export toll.json --format jani | --format jani is not known
            export toll.json --format prism | files of PRISM need a name
            export toll.json --format gymnasium | toll.json has
            """)
    void wrongUseIsSaid(String line, String message) {
        String[] args = line.split(" ");
        for (int k = 1; k < args.length; k++) {
            args[k] = args[k].contains(".") && !args[k].matches("[0-9.]+") ? file(args[k]) : args[k];
        }
        Console console = dynama(args);
        assertThat(console.status()).as(console.err()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err()).contains(message);
        assertThat(console.out()).isEmpty();
    }
}
