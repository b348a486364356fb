package org.dynama.online.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every reward of a file that is out of range is said where it stands, and with what is recommended it is taken. */
class RewardFaultsTest {
    private static final RandomStream STREAM = new RandomStream(1, "markets");
    private static final String MARKET = """
            {"initial": {"s": 1}, "horizon": {"kind": "average"}, "observation": {"ceiling": 2, "designerCeiling": 1},
             "agents": [{"name": "a", "types": ["x"]}, {"name": "b", "types": ["y"]}],
             "actions": [
               {"state": "s", "name": "go", "rewards": {"a": 3, "b": -1}},
               {"state": "s", "name": "stay", "rewards": {"a": 2.5}, "designer": 4}]}""";
    private static final String[] OF_AGENTS = {
        "m.json:4: actions[0].rewards.a = 3 comes to 3.0 and must be at most observation.ceiling = 2.0",
        "m.json:5: actions[1].rewards.a = 2.5 comes to 2.5 and must be at most observation.ceiling = 2.0",
        "Maybe observation.ceiling: 3.0.",
        "m.json:4: actions[0].rewards.b = -1 comes to -1.0 and must not be less than 0",
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("m.json"), text);
    }

    @Test
    void inRoundsThatAreAlike() throws IOException {
        Path wrong = file(MARKET);
        assertThatThrownBy(() -> BanditWorld.read(wrong, STREAM)).hasMessageContainingAll(OF_AGENTS);
        Path mended = file(MARKET.replace("\"ceiling\": 2", "\"ceiling\": 3.0").replace("-1", "0"));
        // What the designer has needs no range there.
        assertThat(BanditWorld.read(mended, STREAM).unit()).isEqualTo(3);
    }

    @Test
    void inAMarketThatMoves() throws IOException {
        Path wrong = file(MARKET);
        assertThatThrownBy(() -> MdpWorld.all(wrong, STREAM, 1))
                .hasMessageContainingAll(OF_AGENTS)
                .hasMessageContaining("m.json:5: actions[1].designer = 4 comes to 4.0 and must be at most")
                .hasMessageContaining("Maybe observation.designerCeiling: 4.0.");
        Path mended = file(MARKET.replace("\"ceiling\": 2", "\"ceiling\": 3.0")
                .replace("-1", "0")
                .replace("\"designerCeiling\": 1", "\"designerCeiling\": 4.0"));
        assertThat(MdpWorld.all(mended, STREAM, 1)).hasSize(1);
    }
}
