package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.config.ContentDigest;
import org.dynama.file.Digest;
import org.dynama.numpy.NpyTable;
import org.dynama.numpy.Npz;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzMarketTest {
    /** Two states: in the first one stays or goes on, in the second one goes back or ends. */
    private static final String JSON = """
            {"name": "two", "horizon": {"kind": "discounted", "discount": 0.5}, "initial": {"0": 1},
             "agents": AGENTS,
             "actions": [
               {"state": "0", "name": "0", "next": {"0": 1}, "rewards": {"a": {"type": [2, 0]}}},
               {"state": "0", "name": "1", "next": {"1": 0.25, "0": 0.75}, "rewards": {"b": {"type": [1], "constant": 3}}},
               {"state": "1", "name": "0", "next": {"0": 1}, "needs": ["b"]},
               {"state": "1", "name": "1", "next": {}, "designer": -4}]}
            """.replace("AGENTS", """
            [{"name": "a", "types": {"dimension": 2, "distribution": {"kind": "uniform", "low": [0, 0], "high": [1, 2]}}},
             {"name": "b", "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [0], "high": [1]}}}]
            """.strip());

    private static final String TEXT = JSON.substring(0, JSON.indexOf(", \"initial\""))
            + JSON.substring(JSON.indexOf(",\n \"agents\""), JSON.indexOf(",\n \"actions\""))
            + "}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static NpyTable reals(String name, double... values) {
        return NpyTable.numbers(name, List.of(values.length), k -> values[k]);
    }

    private static NpyTable wholes(String name, int... values) {
        return NpyTable.integers(name, List.of(values.length), k -> values[k]);
    }

    /** The arrays of the market above, by name. */
    private static Map<String, NpyTable> arrays() {
        Map<String, NpyTable> arrays = new LinkedHashMap<>();
        for (NpyTable table : List.of(
                NpyTable.words("market", List.of(TEXT)),
                wholes("state", 0, 0, 1, 1),
                reals("transitions_data", 1, 0.25, 0.75, 1),
                wholes("transitions_indices", 0, 1, 0, 0),
                wholes("transitions_indptr", 0, 1, 3, 4, 4),
                reals("rewards_data", 2, 1),
                wholes("rewards_indices", 0, 2),
                wholes("rewards_indptr", 0, 1, 2, 2, 2),
                NpyTable.numbers("constants", List.of(4, 2), k -> k == 3 ? 3 : 0),
                reals("designer", 0, 0, 0, -4),
                NpyTable.numbers("needs", List.of(4, 2), k -> k == 5 ? 1 : 0))) {
            arrays.put(table.name(), table);
        }
        return arrays;
    }

    private Path write(Map<String, NpyTable> arrays) {
        Path file = folder.resolve("market.npz");
        Npz.write(file, new ArrayList<>(arrays.values()));
        return file;
    }

    @Test
    void arraysAreTheSameMarketAsText() {
        Marketplace read = MarketplaceFile.read(write(arrays())).market();
        assertThat(read).isEqualTo(MarketplaceFile.parse("market.json", JSON).market());
        EnvironmentFile environment = EnvironmentFile.read(folder.resolve("market.npz"));
        assertThat(environment.environment().mdp().states()).containsExactly("0", "1");
    }

    /** Whole numbers of any width and sign are read, and names where there are some. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"<i8", ">i8", "<u4", "|u1", "<i2"})
    void wholeNumbersMayHaveAnyWidth(String descr) {
        Map<String, NpyTable> arrays = arrays();
        for (String name : List.of("state", "transitions_indices", "transitions_indptr")) {
            NpyTable old = arrays.get(name);
            int bytes = descr.charAt(2) - '0';
            arrays.put(name, new NpyTable(name, descr, old.shape(), bytes, (k, out) -> {
                byte[] entry = new byte[bytes];
                ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(out.order());
                old.entry().write(k, number);
                entry[descr.charAt(0) == '>' ? bytes - 1 : 0] = number.get(0);
                out.put(entry);
            }));
        }
        arrays.put("states", NpyTable.words("states", List.of("near", "far")));
        Marketplace read = MarketplaceFile.read(write(arrays)).market();
        assertThat(read.actions())
                .isEqualTo(MarketplaceFile.parse("market.json", JSON).market().actions());
        assertThat(read.labels().states()).containsExactly("near", "far");
    }

    /** Every shipped market goes into arrays and comes back, directly or as a search has it. */
    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        List<Path> files;
        try (var listed = Files.list(Path.of("models/environments"))) {
            files = listed.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        int direct = 0;
        for (Path file : files) {
            Marketplace market = MarketplaceFile.read(file).market();
            boolean fits = NpzText.misfit(market).isEmpty();
            direct += fits ? 1 : 0;
            if (!fits) {
                assertThatThrownBy(() -> NpzText.of(market)).hasMessageStartingWith("an archive of arrays holds no ");
            }
            boolean isSearched = fits
                    || market.actions().stream()
                            .allMatch(action -> action.condition().blockedBy().isEmpty()
                                    && action.effect().drift().isEmpty());
            if (isSearched
                    && market.agents().stream()
                            .noneMatch(agent -> agent.types() instanceof MarketAgent.Drawn drawn
                                    && !drawn.file().isEmpty())) {
                Marketplace written = fits ? market : searched(file);
                if (written == null) {
                    continue;
                }
                Path archive = folder.resolve("again.npz");
                MarketOutput.write(archive, written);
                assertThat(MarketplaceFile.read(archive).market())
                        .as(file.toString())
                        .isEqualTo(written);
            }
        }
        assertThat(direct).isPositive();
    }

    private static @Nullable Marketplace searched(Path file) {
        try {
            return Expansion.of(EnvironmentFile.read(file).environment()).market();
        } catch (ConfigException unfit) {
            return null;
        }
    }

    /** What does not fit is told with the array's name and index. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            transitions_data    | 1, NaN, 0.75, 1  | transitions_data[1] = NaN must be a probability
            transitions_data    | 1, -0.25, 1, 1   | transitions_data[1] = -0.25 must be a probability
            transitions_data    | 1, 0.2, 0.75, 1  | transitions: row 1 has probabilities that sum to 0.95 and must sum to 1
            transitions_data    | 1, 0.25, 0.75    | transitions_indices: has 4 entries, and transitions_data 3
            transitions_indices | 0, 1, 2, 0       | transitions_indices[2] = 2 must be a column from 0 to 1
            transitions_indices | 0, 1, -1, 0      | transitions_indices[2] = -1 must be a column from 0 to 1
            transitions_indices | 0, 1, 1, 0       | transitions_data[2] = 0.75 is a second entry for state 1 in row 1
            transitions_indptr  | 0, 3, 1, 4, 4    | transitions_indptr[2] = 1 must lie between 3 and 4
            transitions_indptr  | 1, 1, 3, 4, 4    | transitions_indptr[0] = 1 must be 0
            transitions_indptr  | 0, 1, 3, 4       | transitions_indptr: has 4 entries and must have 5, one more than rows
            transitions_indptr  | 0, 1, 2, 3, 3    | transitions_indptr[4] = 3 must be 4, where the data end
            transitions_indptr  | 0, 1, 3, 9, 4    | transitions_indptr[3] = 9 must lie between 3 and 4
            state               | 0, 0, 1, -2      | state[3] = -2 must be a state from 0 to 1
            state               | 0, 0, 2, 2       | state: has no row for state 1, which then has no action
            action              | 0, 0, 0, 1       | action[1] = 0 is there already in state 0, in row 0
            action              | 0, 1, 0, -1      | action[3] = -1 must be 0 or more
            action              | 0, 1             | action: has shape [2] and must have one axis of 4 entries
            rewards_data        | 2, Infinity      | rewards_data[1] = Infinity must be between -1e15 and 1e15
            designer            | 0, 0, 0          | designer: has shape [3] and must have [4, 1]
            initial             | 0.5, 0.4         | initial: has probabilities that sum to 0.9 and must sum to 1
            initial             | 2, -1            | initial[0] = 2.0 must be a probability
            transitions_shape   | 4, 3             | state: has no row for state 2, which then has no action
            reward              | 1                | reward: is no array of a market
            """)
    void faultsNameArrayAndIndex(String name, String values, String told) {
        Map<String, NpyTable> arrays = arrays();
        double[] numbers = Arrays.stream(values.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        boolean isWhole = !name.endsWith("data") && !name.equals("designer") && !name.equals("initial");
        arrays.put(
                name,
                isWhole
                        ? wholes(
                                name,
                                Arrays.stream(numbers)
                                        .mapToInt(number -> (int) number)
                                        .toArray())
                        : reals(name, numbers));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("market.npz: " + told.replaceFirst("^([a-z_]+): ", "$1 "));
    }

    /** Several faults come at once, and those of the text with its places. */
    @Test
    void aMatrixThatStandsTwiceIsRefused() {
        Map<String, NpyTable> arrays = arrays();
        arrays.put("transitions", NpyTable.numbers("transitions", List.of(4, 2), k -> k % 2 == 0 ? 1 : 0));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays)))
                .hasMessageContaining("transitions_data stands beside transitions, and one of them would not count");
    }

    @Test
    void allFaultsComeAtOnce() {
        Map<String, NpyTable> arrays = arrays();
        arrays.put("transitions_data", reals("transitions_data", 1, 0.2, 0.75, 2));
        arrays.put("constants", NpyTable.numbers("constants", List.of(4, 2), k -> Double.NaN));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays))).hasMessageContaining("has 10 faults");
        arrays.put("market", NpyTable.words("market", List.of(TEXT.replace("0.5", "1.5"))));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays)))
                .hasMessageContaining("market.npz!market:1: horizon.discount = 1.5 must be less than 1");
        arrays.put("market", wholes("market", 1));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays))).hasMessageContaining("market must be one text");
        arrays.remove("market");
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays))).hasMessageContaining("market is missing");
    }

    @Test
    void arraysOfOtherKindsAreRefused() {
        Map<String, NpyTable> arrays = arrays();
        arrays.put("state", reals("state", 0, 0, 1, 1));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays)))
                .hasMessageContaining("state.npy must hold whole numbers, as int32 or int64");
        arrays.put("state", new NpyTable("state", "<c8", List.of(4), 8, (k, out) -> out.putLong(k)));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays)))
                .hasMessageContaining("numbers must be float64, float32 or whole, text Unicode");
        arrays.put("state", new NpyTable("state", "|O", List.of(4), 8, (k, out) -> out.putLong(k)));
        assertThatThrownBy(() -> MarketplaceFile.read(write(arrays))).isInstanceOf(ConfigException.class);
    }

    /** What only the whole graph shows is told at arrays, too: they have no lines. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            state 0 leads to itself | 1    | "kind": "finite"  | market.npz: state[0] = 0 lies on a cycle, 0 -> 0
            state 1 is not reached  | 1    | "kind": "total"   | market.npz: state[2] = 1 cannot be reached
            nothing ever ends       | 0.75 | "kind": "total"   | market.npz: state[0] = 0 is where nothing surely ends a run
            """)
    void faultsOfTheGraphNameArrays(String what, double stay, String horizon, String told) {
        Map<String, NpyTable> arrays = arrays();
        arrays.put("market", NpyTable.words("market", List.of(TEXT.replaceFirst("\"kind\".*0.5", horizon))));
        arrays.put("transitions_data", reals("transitions_data", 1, 1 - stay, stay, 1));
        if (what.startsWith("nothing")) {
            arrays.put("transitions_data", reals("transitions_data", 1, 1 - stay, stay, 1, 1));
            arrays.put("transitions_indices", wholes("transitions_indices", 0, 1, 0, 0, 0));
            arrays.put("transitions_indptr", wholes("transitions_indptr", 0, 1, 3, 4, 5));
        }
        Path file = write(arrays);
        assertThatThrownBy(() -> EnvironmentFile.read(file)).as(what).hasMessageContaining(told);
    }

    /** Wherever an archive is cut off, it is refused in a sentence. */
    @Test
    void aTruncatedArchiveIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write(arrays()));
        Path cut = folder.resolve("cut.npz");
        for (int length :
                IntStream.of(0, 3, 30, whole.length / 2, whole.length - 1).toArray()) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> MarketplaceFile.read(cut))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cut.npz is damaged: ");
        }
        byte[] flipped = whole.clone();
        Arrays.fill(flipped, 60, 90, (byte) 7);
        Files.write(cut, flipped);
        assertThatThrownBy(() -> MarketplaceFile.read(cut)).isInstanceOf(ConfigException.class);
    }

    /** A mechanism is bound to the bytes of its archive. */
    @Test
    void theDigestIsThatOfTheBytes() throws IOException {
        Path file = write(arrays());
        String digest = ContentDigest.of(file);
        assertThat(digest).isEqualTo(Digest.of(Files.readAllBytes(file)));
        Map<String, NpyTable> other = arrays();
        other.put("designer", reals("designer", 0, 0, 0, -5));
        assertThat(ContentDigest.of(write(other))).isNotEqualTo(digest);
    }
}
