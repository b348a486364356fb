package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dynama.config.ConfigException;
import org.dynama.learned.world.WorldOfMarket;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.online.world.BanditWorld;
import org.dynama.online.world.MdpWorld;
import org.dynama.pivot.world.WorldFile;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketplaceFileTest {
    /** All that the format has: listed and drawn types, numbers and tables, draws, periods, drifts, needs, an end, losses. */
    private static final String WHOLE = """
            {"name": "a lift", "description": "for people",
             "horizon": {"kind": "finite", "periods": 2},
             "initial": {"here": 0.3, "there": 0.7},
             "draws": [{"up": 0.5, "down": 0.5}, {"up": 0.25, "down": 0.75}],
             "agents": [
               {"name": "a", "types": ["low", "high"], "values": {"low": [1, 0], "high": [0.5, 2]},
                "initial": {"high": 1}, "drift": {"low": {"low": 0.1, "high": 0.9}}},
               {"name": "b", "types": ["type", "constant"]},
               {"name": "c", "types": {"dimension": 2, "distribution": DISTRIBUTION}}],
             "order": {"actions": ["go", "wait"]},
             "actions": [
               {"state": "here", "name": "wait"},
               {"state": "here", "name": "go", "draws": ["up"], "needs": ["a"], "blockedBy": ["b"],
                "next": {"there": 0.8, "here": 0.2, "nowhere": 0},
                "rewards": {"a": {"low": 1, "high": -3}, "b": {"type": 4, "constant": 0.1}, "c": -0.5}, "designer": 0.1,
                "drift": {"a": {"low": {"low": 1}}, "b": {"constant": {"type": 1}}}},
               {"state": "there", "name": "wait", "periods": [1], "public": 2, "rewards": {"a": {"type": [1, -0.25]}}},
               {"state": "there", "name": "wait", "periods": [2], "next": {},
                "losses": {"delay": 1, "noise": {"c": {"type": [1, 2], "constant": -4}}}},
               {"state": "nowhere", "name": "go", "next": {"here": 1}}],
             "terminal": [{"state": "there", "rewards": {"b": 5}, "public": -1}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Marketplace read(String text) throws IOException {
        return MarketplaceFile.read(Files.writeString(folder.resolve("lift.json"), text))
                .market();
    }

    private static String whole(String distribution) {
        return WHOLE.replace("DISTRIBUTION", distribution).replace("\"nowhere\": 0}", "\"nowhere\": 0.0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind': 'uniform', 'low': [-1, 0.1], 'high': [3, 0.1000001]}",
                "{'kind': 'point', 'value': [0.5, 1e9]}",
                "{'kind': 'discrete', 'values': [[1, 2], [4, 1e14]], 'weights': [2, 0.3]}",
                "{'kind': 'normal', 'mean': [1, 2], 'deviation': [2, 1]}",
                "{'kind': 'normal', 'mean': [0, 0], 'deviation': [1, 1], 'low': [0, 0]}",
                "{'kind': 'exponential', 'mean': [1, 2], 'high': [1, 1]}",
                "{'kind': 'beta', 'alpha': [2, 0.5], 'beta': [3, 1]}",
                "{'kind': 'empirical', 'file': 'rows.npy'}",
                "{'kind': 'one-component', 'high': [0, 2]}"
            })
    void whatIsWrittenIsReadBackEqual(String distribution) throws IOException {
        Npy.write(folder.resolve("rows.npy"), new NpyArray(new double[] {1, 2, 3, 4}, 2, 2));
        String reachable = whole(distribution.replace('\'', '"'))
                .replace(
                        "\"there\": 0.8, \"here\": 0.2, \"nowhere\": 0.0",
                        "\"there\": 0.5, \"here\": 0.2, \"nowhere\": 0.3");
        Marketplace market = read(reachable);
        String text = MarketplaceText.of(market);
        Marketplace again = read(text);
        assertThat(again).isEqualTo(market);
        assertThat(MarketplaceText.of(again)).isEqualTo(text);
        assertThat(read(text.replace("-0.25", "-0.75"))).isNotEqualTo(market);
        assertThat(market.labels().actions()).containsExactly("go", "wait");
        assertThat(text).doesNotContain("public").contains("\"designer\" : 2");
    }

    /** A type that no action tells of is out of reach, whatever zero the map names. */
    @Test
    void aProbabilityOfZeroLeadsNowhere() {
        assertThatThrownBy(() -> read(whole("{\"kind\": \"point\", \"value\": [1, 1]}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lift.json:20: actions[4].state = nowhere cannot be reached");
    }

    @Test
    void faultsOfMeaningComeAllAtOnce() {
        String wrong = whole("{\"kind\": \"point\", \"value\": [1, 1]}")
                .replace("\"high\": [0.5, 2]}", "\"high\": [0.5]}")
                .replace("{\"up\": 0.25, \"down\": 0.75}", "{\"up\": 1}")
                .replace("[\"go\", \"wait\"]", "[\"go\", \"stay\"]")
                .replace("\"b\": {\"type\": 4, \"constant\": 0.1}", "\"b\": {\"type\": 4}")
                .replace("\"public\": 2,", "\"public\": 2, \"designer\": 1,")
                .replace(
                        "{\"state\": \"there\", \"rewards\"",
                        "{\"state\": \"there\"}, {\"state\": \"there\", \"rewards\"")
                .replace("\"periods\": [2]", "\"periods\": [1, 3]");
        assertThatThrownBy(() -> read(wrong))
                .hasMessageContainingAll(
                        "agents[0].values.high = [0.5] has 1 numbers and the first type has 2",
                        "draws[1] = {up: 1} lacks down",
                        "order.actions = [go, stay] lacks wait",
                        "order.actions = [go, stay] holds stay, of which no action tells",
                        "actions[1].rewards.b = {type: 4} lacks constant",
                        "actions[2].public = 2 is the old word for designer, which stands there, too",
                        "actions[3].periods[1] = 3 must be a period from 1 to 2",
                        "actions[3].name = wait is there already in state \"there\", as actions[2] in line",
                        "terminal[1].state = there stands twice");
    }

    /** What a search cannot use is named with its place. */
    @Test
    void aSearchNeedsTypesThatStay() throws IOException {
        Path file = Files.writeString(
                folder.resolve("lift.json"),
                whole("{\"kind\": \"point\", \"value\": [1, 1]}")
                        .replace("\"nowhere\": 0.0", "\"nowhere\": 0.1")
                        .replace("\"there\": 0.8", "\"there\": 0.7"));
        assertThatThrownBy(() -> EnvironmentFile.read(file))
                .hasMessageContainingAll(
                        "lift.json:1: search needs types that stay, and actions that nobody's presence blocks:"
                                + " agents[0].drift in line",
                        " moves types, actions[1].drift in line",
                        " moves types, actions[1].blockedBy in line",
                        " blocks the action\n  Maybe dynama pivot, which allows for both.");
    }

    /** Draws and periods become part of the state; a table, indicators; the end's reward, a part of the last action's. */
    @Test
    void aSearchSeesDrawsAndPeriodsAsStates() throws IOException {
        Path file = Files.writeString(folder.resolve("world.json"), """
                {"horizon": {"kind": "finite", "periods": 2},
                 "initial": {"s": 1}, "draws": {"x": 0.25, "y": 0.75},
                 "agents": [{"name": "a", "types": ["low", "high"], "initial": {"low": 0.4, "high": 0.6}},
                            {"name": "b", "types": ["one", "two"], "values": {"one": 1, "two": 2}}],
                 "actions": [{"state": "s", "name": "rest"},
                             {"state": "s", "name": "work", "draws": ["y"], "next": {"s": 0.5, "t": 0.5},
                              "rewards": {"a": {"low": 3, "high": 0}, "b": {"type": [2], "constant": 1}}},
                             {"state": "t", "name": "rest", "designer": 7}],
                 "terminal": [{"state": "t", "rewards": {"a": {"low": 0, "high": 8}}}]}
                """);
        Environment environment = EnvironmentFile.read(file).environment();
        assertThat(environment.mdp().states())
                .containsExactly(
                        "s, draw x, period 1",
                        "s, draw y, period 1",
                        "s, draw x, period 2",
                        "s, draw y, period 2",
                        "t, draw x, period 2",
                        "t, draw y, period 2");
        assertThat(environment.mdp().initial()).isEqualTo(Reals.of(0.25, 0.75, 0, 0, 0, 0));
        int work = environment.mdp().pair(1, 1);
        int k = environment.mdp().transitions().begin(work);
        assertThat(environment.mdp().transitions().probability(k)).isEqualTo(0.125);
        assertThat(environment.mdp().transitions().next(k + 3)).isEqualTo(5);
        assertThat(environment.agents().get(0).types())
                .isEqualTo(new DiscreteTypes(List.of(Reals.of(1, 0), Reals.of(0, 1)), Reals.of(0.4, 0.6)));
        assertThat(environment.agents().get(1).types().dimension()).isEqualTo(1);
        int last = environment.mdp().pair(3, 1);
        assertThat(environment.mdp().transitions().begin(last))
                .isEqualTo(environment.mdp().transitions().end(last));
        int terms = environment.rewards().begin(last);
        assertThat(environment.rewards().end(last) - terms).isEqualTo(4);
        assertThat(environment.rewards().coefficient(terms)).isEqualTo(3);
        assertThat(environment.rewards().coefficient(terms + 3)).isEqualTo(4);
        assertThat(environment.designer().get(environment.mdp().pair(4, 0))).isEqualTo(7);
    }

    private static final String BY_STATE = """
            {"initial": {"s": 1}, "horizon": {"kind": "discounted", "discount": 0.5},
             "drawsByState": {"s": {"x": 0.25, "y": 0.75}, "t": {"x": 0.5, "z": 0.5}},
             "agents": [{"name": "a", "types": ["only"]}],
             "actions": [{"state": "s", "name": "go", "draws": ["y"], "next": {"t": 1}, "designer": 1},
                         {"state": "s", "name": "rest"},
                         {"state": "t", "name": "go", "draws": ["z"], "next": {"s": 1}},
                         {"state": "t", "name": "rest"}]}
            """;

    /** What is drawn where: a search has its own draws in each state; a family without them has pieces of one number. */
    @Test
    void drawsMayDependOnTheState() throws IOException {
        Path file = Files.writeString(folder.resolve("world.json"), BY_STATE);
        MarketplaceFile read = MarketplaceFile.read(file);
        assertThat(MarketplaceFile.parse("x", MarketplaceText.of(read.market())).market())
                .isEqualTo(read.market());
        Environment environment = EnvironmentFile.read(file).environment();
        assertThat(environment.mdp().states()).containsExactly("s, draw x", "s, draw y", "t, draw x", "t, draw z");
        assertThat(environment.mdp().initial()).isEqualTo(Reals.of(0.25, 0.75, 0, 0));
        Marketplace shared = SharedDraws.of(read).market();
        assertThat(shared.labels().draws()).containsExactly("x", "y or x", "y or z");
        assertThat(shared.draws()).containsExactly(Reals.of(0.25, 0.25, 0.5));
        assertThat(shared.actions().get(0).condition().draws().toString()).isEqualTo("{1, 2}");
        assertThat(shared.actions().get(2).condition().draws().toString()).isEqualTo("{2}");
        assertThat(shared.actions().get(3).condition().draws().cardinality()).isEqualTo(3);
    }

    /** What environment and pivot files refuse, all alike, whichever family reads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "t": {"x": 0.5, "z": 0.5}}          | "u": {"x": 1}}                       | names a state "u", and there is none
            , "t": {"x": 0.5, "z": 0.5}}        | }                                    | lacks t
            "t": {"x": 0.5, "z": 0.5}}          | "t": {"x": 0.5, "z": 0.4}}           | sum to 0.9 and must sum to 1
            "t": {"x": 0.5, "z": 0.5}}          | "t": {}}                             | drawsByState.t
            "drawsByState"                      | "draws": {"x": 1}, "drawsByState"    | stands beside draws
            "draws": ["y"]                      | "draws": []                          | is empty: nothing leaves the action feasible
            "draws": ["y"]                      | "draws": ["q"]                       | names a draw "q", and there is none
            "draws": ["y"]                      | "draws": ["y", "y"]                  | actions[0].draws
            "next": {"t": 1}                    | "next": {"s": 1}                      | actions[2].state = t cannot be reached
            "types": ["only"]                   | "types": ["only", "only"]            | agents[0].types
            "name": "a"                         | "name": ""                           | agents[0].name
            "designer": 1                       | "designer": 1, "public": 1           | is the old word for designer
            """)
    void whatIsRefusedIsRefusedAlike(String from, String to, String message) throws IOException {
        assertThat(BY_STATE).contains(from);
        Path file = Files.writeString(folder.resolve("world.json"), BY_STATE.replaceFirst(Pattern.quote(from), to));
        String search = refusal(() -> EnvironmentFile.read(file));
        assertThat(search).contains(message);
        for (ThrowingCallable family : List.<ThrowingCallable>of(
                () -> WorldFile.read(file, 1L << 30, 1),
                () -> MdpWorld.all(file, new RandomStream(1, "x"), 1),
                () -> BanditWorld.read(file, new RandomStream(1, "x")),
                () -> WorldOfMarket.of(MarketplaceFile.read(file), "", null))) {
            assertThat(refusal(family)).isEqualTo(search);
        }
    }

    private static String refusal(ThrowingCallable reading) {
        return catchThrowable(reading).getMessage();
    }
}
