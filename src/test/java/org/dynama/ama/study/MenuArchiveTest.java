package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.file.Digest;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a menu's archive is the menu, and whatever else stands there is refused by its name. */
class MenuArchiveTest {
    private static final Environment WORLD = SequentialSales.uniform(3, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private OfferedMenu offered;
    private MenuReference reference;

    @BeforeEach
    void written() throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), "");
        MenuBuilder builder = Menu.of(WORLD.mdp());
        for (int k = 1; k <= 5; k++) {
            int seed = k;
            builder.add("policy " + k, pair -> 1 + pair * seed % 7);
        }
        builder.add("again", pair -> 1 + pair * 3 % 7);
        offered = OfferedMenu.of(WORLD, builder.build());
        Reals boosts = Reals.of(IntStream.range(0, 5).mapToDouble(k -> -k).toArray());
        AmaParameters parameters = new AmaParameters(Reals.filled(3, 1), boosts);
        reference = MenuArchive.write(RunFolder.existing(folder), offered, parameters);
    }

    private OfferedMenu read(MenuReference of) {
        List<MechanismFile.Boost> boosts = offered.menu().names().stream()
                .map(name -> new MechanismFile.Boost(1, "menu", name, 0))
                .toList();
        TextNode any = TextNode.valueOf("");
        MechanismFile stored = new MechanismFile(1, any, null, any, Map.of(), boosts, null, of);
        return MenuArchive.read(folder.resolve("mechanism.json"), stored, of, WORLD);
    }

    /** Writes the arrays anew, some of them others, as somebody would who makes the digest right as well. */
    private MenuReference rewritten(Map<String, NpyArray> others, MenuReference.Rows rows) {
        Path file = folder.resolve("menu.npz");
        int agents = WORLD.agentCount();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(PolicyReading.shapes(reference));
        shapes.put("features", List.of(5, agents, WORLD.dimension()));
        shapes.put("constants", List.of(5, agents));
        shapes.put("designer", List.of(5));
        Map<String, NpyArray> arrays = new LinkedHashMap<>(Npz.read(file, shapes));
        arrays.putAll(others);
        Npz.write(file, arrays);
        return new MenuReference("menu.npz", Digest.of(file), 5, reference.pairs(), rows, null);
    }

    private static NpyArray row(double... values) {
        return new NpyArray(values, values.length);
    }

    private void requireSame(OfferedMenu read) {
        assertThat(read.features()).isEqualTo(offered.features());
        assertThat(read.menu().names()).isEqualTo(offered.menu().names());
        for (int k = 0; k < 5; k++) {
            assertThat(read.menu().alone(k).isSame(0, offered.menu(), k)).isTrue();
            assertThat(read.menu().isSame(k, offered.menu(), k)).isTrue();
        }
        read.requireFeatures();
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        assertThat(reference.rows()).isNotNull();
        assertThat(offered.menu().size()).isEqualTo(5);
        requireSame(read(reference));
    }

    /** Earlier versions wrote every pair of state and action. */
    @Test
    void archivesOfEarlierVersionsAreRead() {
        Menu menu = offered.menu();
        double[] begin = IntStream.rangeClosed(0, 5)
                .mapToDouble(k -> k < 5 ? menu.begin(k) : menu.pairCount())
                .toArray();
        double[] pairs = IntStream.range(0, menu.pairCount())
                .map(menu::pair)
                .mapToDouble(pair ->
                        WORLD.mdp().transitions().stateOf(pair) * WORLD.mdp().actionCount()
                                + WORLD.mdp().transitions().actionOf(pair))
                .toArray();
        double[] odds = IntStream.range(0, menu.pairCount())
                .mapToDouble(menu::probability)
                .toArray();
        requireSame(
                read(rewritten(Map.of("begin", row(begin), "pairs", row(pairs), "probabilities", row(odds)), null)));
    }

    @Test
    void anotherMenuThanTheMechanismsIsRefused() throws IOException {
        double[] touched = offered.features().enjoyed().toArray();
        touched[4] += 0.5;
        NpyArray features = new NpyArray(touched, 5, 3, WORLD.dimension());
        MenuReference right = rewritten(Map.of("features", features), reference.rows());
        assertThatThrownBy(() -> read(reference))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("menu.npz does not fit its mechanism: feature 1 of \"policy 2\" for \"agent 2\"");
        // Whoever makes the digest right as well is found where policies are looked at.
        OfferedMenu other = read(right);
        assertThatThrownBy(() -> MenuArchive.requireFeatures(folder.resolve("menu.npz"), other))
                .hasMessageContaining("are not those of its policies in this world");
    }

    @Test
    void whatIsWrongInAnArchiveIsNamed() throws IOException {
        double[] lotteries = Npz.read(folder.resolve("menu.npz"), PolicyReading.shapes(reference))
                .get("lotteries")
                .values();
        lotteries[2] = 1000;
        OfferedMenu wrong = read(rewritten(Map.of("lotteries", row(lotteries)), reference.rows()));
        assertThatThrownBy(() -> wrong.menu().pair(0))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("menu.npz does not fit its mechanism: lotteries[2] = 1000 must be at least 0")
                .hasMessageContaining("Maybe search the mechanism anew");
        MenuReference short1 = rewritten(Map.of("odds", row(1, 2)), reference.rows());
        assertThatThrownBy(() -> read(short1).menu().pair(0))
                .hasMessageContaining("menu.npz!odds.npy has shape [2] and must have")
                .hasMessageContaining("Maybe search the mechanism anew");
        Files.writeString(folder.resolve("menu.npz"), "damaged");
        assertThatThrownBy(() -> read(reference))
                .hasMessageContaining("menu.npz is damaged")
                .hasMessageContaining("put back the menu that it was written with");
    }

    @Test
    void aFeatureThatIsNoNumberIsNamed() {
        double[] features = new double[5 * 3 * WORLD.dimension()];
        features[7] = Double.NaN;
        MenuReference blank =
                rewritten(Map.of("features", new NpyArray(features, 5, 3, WORLD.dimension())), reference.rows());
        assertThatThrownBy(() -> read(blank))
                .hasMessageContaining("menu.npz does not fit its mechanism: features[2, 1, 0] is NaN");
    }
}
