package org.dynama.world.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of every format, written by its grammar, are worth what a hand calculates, and still so when written and read again. */
class ExchangeFormatsTest {
    static final Path FILES = Path.of("src/test/resources/org/dynama/world/exchange");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<Path> files(String names) {
        List<Path> files = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            files.add(FILES.resolve(name));
        }
        return files;
    }

    private static ImportOptions discounted(double discount) {
        return discount > 0 ? new ImportOptions(discount, null, null, null, List.of()) : ImportOptions.NONE;
    }

    /**
     * By hand, with {@code V} the value from a state on.
     * <ul>
     *   <li>corridor: V(0) = -2 + V(1), V(1) = 5 + V(0) / 2; toll: V(near) = -1 + 6 / 2, V(far) = 3 / (1 - 1/2);
     *   <li>server: V(0) = 2 + V(1), V(1) = 6 + V(0) / 5; die: the flips of Knuth and Yao, 11/3;
     *   <li>press: V(0) = 4 + 0.4 V(0) + 0.4 V(1), V(1) = -1 + 0.8 V(0); walk: 1 (4 - 1) steps;
     *   <li>machine: V(new) = 3 + 0.45 V(new) + 0.45 V(worn), V(worn) = 2 + 0.9 (-1 + 0.9 V(new)); stock: costs 4 and 2;
     *   <li>regions: bids 4.5, 3 and 2.5; pairs: 1.5 and 2.25.
     * </ul>
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "corridor.json, 0, 6",
        "toll.json, 0, 5",
        "server.tra server.lab server.sta server.srew server.trew, 0, 10",
        "die.tra die.lab die.srew, 0, 3.6666666666666665",
        "press.tra press.lab press.state.rew press.trans.rew, 0.8, 12.857142857142858",
        "walk.tra walk.lab walk.rew, 0, 3",
        "machine.MDP, 0, 18.840970350404312",
        "stock.POMDP, 0, -3",
        "regions.cats, 0, 10",
        "pairs.cats, 0, 3.75"
    })
    void isWorthWhatAHandCalculates(String names, double discount, double value) throws IOException {
        Environment world = ImportedWorlds.reread(ImportedWorlds.market(files(names), discounted(discount)));
        double error = 1e-12 * Math.abs(value);
        assertThat(ImportedWorlds.value(world)).isCloseTo(value, within(error));

        Path table = folder.resolve("again.json");
        Files.writeString(table, MarketExport.gymnasium(world, MarketExport.sureTypes(world)));
        Environment fromTable = ImportedWorlds.reread(ImportedWorlds.market(List.of(table), ImportOptions.NONE));
        assertThat(ImportedWorlds.value(fromTable)).isCloseTo(value, within(error));
        assertThat(fromTable.mdp().horizon()).isEqualTo(world.mdp().horizon());

        Environment fromPrism = throughPrism(world);
        assertThat(ImportedWorlds.value(fromPrism)).isCloseTo(value, within(error));
    }

    /** Of toll.json, whose runs start anywhere, Gymnasium's table keeps where; PRISM's files start in one place. */
    private Environment throughPrism(Environment world) throws IOException {
        boolean isEven =
                world.mdp().initial().stream().filter(p -> p > 0).distinct().count() == 1;
        if (!isEven) {
            assertThatThrownBy(() -> MarketExport.prism(world, MarketExport.sureTypes(world)))
                    .hasMessage("""
                            runs start in 2 states with different probabilities, and PRISM's files only know which states those are
                            Maybe --format gymnasium.""");
            return world;
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file :
                MarketExport.prism(world, MarketExport.sureTypes(world)).entrySet()) {
            written.add(Files.writeString(folder.resolve("again" + file.getKey()), file.getValue()));
        }
        Horizon horizon = world.mdp().horizon();
        ImportOptions options = discounted(horizon instanceof Horizon.Discounted ? horizon.discount() : 0);
        return ImportedWorlds.reread(ImportedWorlds.market(written, options));
    }

    /** What a model calls its states and actions stays. */
    @Test
    void namesStay() {
        Marketplace toll = ImportedWorlds.market(files("toll.json"), ImportOptions.NONE);
        assertThat(toll.name()).isEqualTo("a toll bridge");
        assertThat(toll.labels().states()).containsExactly("near", "far");
        assertThat(toll.labels().actions()).containsExactly("cross", "wait");
        Marketplace server = ImportedWorlds.market(
                files("server.tra server.lab server.sta server.srew server.trew"), ImportOptions.NONE);
        assertThat(server.labels().states()).containsExactly("(0,true)", "(1,true)", "(1,false)");
        assertThat(server.labels().actions()).containsExactly("fast", "slow", "serve", "0");
        Marketplace machine = ImportedWorlds.market(files("machine.MDP"), ImportOptions.NONE);
        assertThat(machine.labels().states()).containsExactly("new", "worn", "broken");
        assertThat(machine.horizon()).isEqualTo(new Horizon.Discounted(0.9));
        Marketplace regions = ImportedWorlds.market(files("regions.cats"), ImportOptions.NONE);
        assertThat(regions.agents())
                .extracting(agent -> agent.name())
                .containsExactly("bidder 0", "bidder 1", "bidder 2", "bidder 3");
    }

    /** A walk that comes to rest earns nothing per period; a press that never rests earns its stationary reward. */
    @Test
    void anAverageIsPerPeriod() {
        ImportOptions average = new ImportOptions(null, null, "average", null, List.of());
        Environment press = ImportedWorlds.reread(
                ImportedWorlds.market(files("press.tra press.lab press.state.rew press.trans.rew"), average));
        // Two thirds of the time in state 0.
        assertThat(ImportedWorlds.solved(press)).isCloseTo((2 * 4 - 1) / 3.0, within(1e-12));
        String table = MarketExport.gymnasium(press, MarketExport.sureTypes(press));
        assertThat(table).contains("\"horizon\": \"average\"");
    }

    /** States of a label end runs, and earn nothing. */
    @Test
    void aLabelEndsRuns() {
        ImportOptions absorbed = new ImportOptions(null, null, null, "2", List.of("absorbed", "init"));
        Environment walk = ImportedWorlds.reread(ImportedWorlds.market(files("walk.tra walk.lab walk.rew"), absorbed));
        // From 2, between the ends 1 and 4: 1 * 2 steps.
        assertThat(ImportedWorlds.value(walk)).isCloseTo(2, within(1e-12));
    }

    /** So many periods, and no more: a discounted table without its discount. */
    @Test
    void periodsEndRuns() {
        ImportOptions three = new ImportOptions(null, 3, null, "far", List.of());
        Environment toll = ImportedWorlds.reread(ImportedWorlds.market(files("toll.json"), three));
        assertThat(ImportedWorlds.value(toll)).isCloseTo(9, within(1e-12));
    }
}
