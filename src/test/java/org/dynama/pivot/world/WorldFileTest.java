package org.dynama.pivot.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dynama.config.ConfigException;
import org.junit.jupiter.api.Test;

class WorldFileTest {
    private static final long MEMORY = 1L << 30;

    private static final String SOUND = """
            {"name": "a lift",
             "horizon": {"kind": "finite", "periods": 2},
             "agents": [
               {"name": "a", "types": ["low", "high"], "initial": {"low": 0.25, "high": 0.75},
                "drift": {"low": {"low": 0.5, "high": 0.5}}},
               {"name": "b", "types": ["only"], "initial": {"only": 1}}],
             "draws": {"up": 0.5, "down": 0.5},
             "initial": {"here": 1},
             "actions": [
               {"state": "here", "name": "wait"},
               {"state": "here", "name": "go", "draws": ["up"], "needs": ["a"], "next": {"here": 0.2, "there": 0.8},
                "rewards": {"a": {"low": 1, "high": 3}, "b": -0.5}, "public": 0.1},
               {"state": "here", "name": "run", "draws": ["up"], "blockedBy": ["b"], "public": 7},
               {"state": "there", "name": "wait", "periods": [1], "public": 2},
               {"state": "there", "name": "wait", "periods": [2], "public": 4}],
             "terminal": [{"state": "there", "rewards": {"b": 5}}]}
            """;

    private static AllocationWorld parse(String text) {
        return WorldFile.parse("lift.json", text, MEMORY, 1);
    }

    /** Every key arrives where it belongs. */
    @Test
    void aFileIsReadAsItIsWritten() {
        AllocationWorld world = parse(SOUND);
        assertThat(world.states()).containsExactly("here", "there");
        assertThat(world.actions()).containsExactly("wait", "go", "run");
        PivotStage first = world.stages().get(0);
        assertThat(first.feasible(0, 0)).containsExactly(0, 1);
        assertThat(first.feasible(0, 1)).containsExactly(0);
        assertThat(first.feasibleWithout(0, 0, 0)).containsExactly(0);
        assertThat(first.feasibleWithout(1, 0, 0)).containsExactly(0, 1, 2);
        assertThat(first.utility(0, 0, 1, 1)).isEqualTo(3);
        assertThat(first.utility(1, 0, 1, 0)).isEqualTo(-0.5);
        assertThat(first.publicUtility(0, 1)).isEqualTo(0.1);
        assertThat(first.publicUtility(1, 0)).isEqualTo(2);
        assertThat(world.stages().get(1).publicUtility(1, 0)).isEqualTo(4);
        assertThat(first.kernel(0, 0, 1)).containsExactly(0.5, 0.5, 0, 1);
        assertThat(first.next().probability(first.next().begin(1) + 1)).isEqualTo(0.8);
        assertThat(world.terminal().utilities().get(1).toArray()).containsExactly(0, 5);
        assertThat(world.agents().get(0).prior().get(1)).isEqualTo(0.75);
    }

    /** Periods of the same entries are one stage, held once. */
    @Test
    void equalPeriodsShareTheirTables() {
        AllocationWorld world =
                parse(SOUND.replace("\"periods\": 2}", "\"periods\": 9}").replace("[2]", "[2,3,4,5,6,7,8,9]"));
        assertThat(world.stages().get(8))
                .isSameAs(world.stages().get(1))
                .isNotSameAs(world.stages().get(0));
    }

    /** All faults of a file at once, each with its line and path. */
    @Test
    void allFaultsAreReportedAtOnce() {
        String wrong = SOUND.replace("\"high\": 0.75}", "\"high\": 0.7}")
                .replace("{\"low\": 0.5, \"high\": 0.5}", "{\"low\": 0.5, \"high\": 0.6}")
                .replace("\"there\": 0.8", "\"their\": 0.8")
                .replace("\"needs\": [\"a\"]", "\"needs\": [\"c\"]")
                .replace("{\"low\": 1, \"high\": 3}", "{\"low\": 1}");
        assertThatThrownBy(() -> parse(wrong.replace("\"high\": 0.7}", "\"high\": 0.75}")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        lift.json has 4 faults
                        lift.json:5: agents[0].drift.low = {low: 0.5, high: 0.6} has probabilities that sum to 1.1 and must sum to 1
                          Maybe one is too large.
                        lift.json:11: actions[1].needs[0] = c names an agent "c", and there is none
                          Maybe a.
                        lift.json:11: actions[1].next = {here: 0.2, their: 0.8} names a state "their", and there is none
                          Known are here, there.
                        lift.json:12: actions[1].rewards.a = {low: 1} lacks high
                          Give every type a number, 0 where there is none.""");
        assertThatThrownBy(() -> parse(wrong))
                .hasMessageContaining(
                        "lift.json:4: agents[0].initial = {low: 0.25, high: 0.7} has probabilities that sum to 0.95"
                                + " and must sum to 1");
    }

    @Test
    void emptySetsAndImpossibleDrawsAreRefused() {
        assertThatThrownBy(
                        () -> parse(SOUND.replace("\"name\": \"wait\"},", "\"name\": \"wait\", \"needs\": [\"b\"]},")))
                .hasMessageContainingAll(
                        "lift.json:1: pivot needs a horizon that is finite, discounted or total",
                        "actions[0].state in line 10 \"here\" has no action under draw down in period 1 when b is absent",
                        "Maybe an action that does nothing, without draws, needs and periods.");
        assertThatThrownBy(() -> parse(SOUND.replace("\"periods\": [2]", "\"periods\": [1]")))
                .hasMessageContaining(
                        "lift.json:15: actions[4].name = wait is there already in state \"there\", as actions[3] in"
                                + " line 14");
        assertThatThrownBy(() -> parse(SOUND.replace("\"periods\": [2], ", "")
                        .replace("\"name\": \"wait\", \"public\": 4", "\"name\": \"rest\", \"periods\": [1]")))
                .hasMessageContaining("actions[3].state in line 14 \"there\" has no action under draw up in period 2");
        assertThatThrownBy(() -> parse(SOUND.replace("\"up\": 0.5, \"down\": 0.5", "\"up\": 1, \"down\": 0")))
                .hasMessageContaining("lift.json:7: draws.down = 0 must be possible");
        assertThatThrownBy(() -> parse(SOUND.replace("\"up\": 0.5, \"down\"", "\"up\": 0.4, \"down\"")))
                .hasMessageContaining("lift.json:7: draws = {up: 0.4, down: 0.5} has probabilities that sum to 0.9 and"
                        + " must sum to 1");
    }

    @Test
    void aDiscountOutsideOfZeroAndOneIsRefused() {
        for (String discount : new String[] {"0", "1", "1.5"}) {
            String text = SOUND.replace(
                    "{\"kind\": \"finite\", \"periods\": 2}",
                    "{\"kind\": \"discounted\", \"discount\": " + discount + "}");
            assertThatThrownBy(() -> parse(text))
                    .hasMessageContaining("lift.json:2: horizon.discount = " + discount + " must be");
        }
    }

    /** Periods and an end make no sense where every period is like the other. */
    @Test
    void aDiscountedWorldHasNeitherPeriodsNorAnEnd() {
        String text = SOUND.replace(
                "{\"kind\": \"finite\", \"periods\": 2}", "{\"kind\": \"discounted\", \"discount\": 0.9}");
        assertThatThrownBy(() -> parse(text))
                .hasMessageContaining("actions[3].periods = [1] must be absent")
                .hasMessageContaining("terminal");
    }

    @Test
    void tablesThatDoNotFitAreRefusedWithTheirSize() {
        assertThatThrownBy(() -> WorldFile.parse("lift.json", SOUND, 1000, 1))
                .hasMessageContaining("lift.json:3: agents")
                .hasMessageContaining("joint states over 2 periods, whose tables need")
                .hasMessageContaining("GiB (the world ")
                .hasMessageContaining(
                        "Maybe fewer types, agents, public states or periods, or more memory: JAVA_OPTS=-Xmx");
    }
}
