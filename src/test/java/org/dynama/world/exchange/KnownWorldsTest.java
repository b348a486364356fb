package org.dynama.world.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds that people know are worth what value iteration in Python finds, which shares no code with this. */
class KnownWorldsTest {
    private static final Path SCRIPT = Path.of("src/test/python/tables.py");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static final Map<List<String>, JsonNode> KNOWN = new HashMap<>();

    /** Has Python write its files to the folder; what they are worth by its own account. */
    private static JsonNode worth(String... which) throws IOException, InterruptedException {
        JsonNode known = KNOWN.get(List.of(which));
        if (known != null) {
            return known;
        }
        assumeTrue(hasPython(), "python3 is missing, so that nothing writes the tables and knows what they are worth");
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), folder.toString()));
        command.addAll(List.of(which));
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        JsonNode worth = new ObjectMapper().readTree(said);
        KNOWN.put(List.of(which), worth);
        return worth;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Marketplace table(String name, int periods) {
        ImportOptions limited = new ImportOptions(null, periods, null, null, List.of());
        return ImportedWorlds.market(List.of(folder.resolve(name)), limited);
    }

    private static void assertWorth(Environment world, double worth) {
        assertThat(ImportedWorlds.solved(world)).isCloseTo(worth, within(1e-9 * Math.abs(worth)));
    }

    /** With Gymnasium's limit of 200 steps on the ice; no taxi needs 30, so that no later step would earn any more. */
    @Test
    void tablesOfGymnasiumAreWorthWhatPythonFinds() throws IOException, InterruptedException {
        JsonNode worth = worth();
        Environment lake = ImportedWorlds.reread(table("lake.json", 200));
        assertWorth(lake, worth.get("lake").get(0).asDouble());
        Marketplace taxi = table("taxi.json", 30);
        assertThat(taxi.labels().states()).hasSize(400);
        assertWorth(ImportedWorlds.reread(taxi), worth.get("taxi").get(1).asDouble());
    }

    /** Written for other tools and read again: ice for 20 steps, which are then in the states. */
    @Test
    void theIceIsStillWorthIt() throws IOException, InterruptedException {
        worth();
        Environment lake = ImportedWorlds.reread(table("lake.json", 20));
        Path again = folder.resolve("again.json");
        Files.writeString(again, MarketExport.gymnasium(lake, MarketExport.sureTypes(lake)));
        Environment read = ImportedWorlds.written(
                ImportedWorlds.market(List.of(again), ImportOptions.NONE), folder.resolve("again.npz"));
        assertWorth(read, ImportedWorlds.solved(lake));
    }

    /** Total reward: as many steps as it takes, of which there are no more than 3,000 with a probability of 1e-14. */
    @Tag("slow")
    @Test
    void theIceIsCrossedSoonerOrLater() throws IOException, InterruptedException {
        JsonNode worth = worth();
        assertWorth(
                ImportedWorlds.written(table("lake.json", 3000), folder.resolve("lake-market.npz")),
                worth.get("lake").get(1).asDouble());
    }

    /** As many steps as it takes: one may walk the ice for ever, and drive, which costs, but somebody who has a way out goes. */
    @Test
    void totalRewardsAreThoseOfRunsThatNeedNotEnd() throws IOException, InterruptedException {
        JsonNode worth = worth();
        for (String name : List.of("lake", "taxi")) {
            Marketplace market = ImportedWorlds.market(List.of(folder.resolve(name + ".json")), ImportOptions.NONE);
            Environment world = ImportedWorlds.reread(market);
            assertThat(world.mdp().horizon()).isEqualTo(new Horizon.Total());
            double known = worth.get(name).get(2).asDouble();
            assertThat(ImportedWorlds.value(world)).isCloseTo(known, within(1e-9 * Math.abs(known)));
        }
    }

    /** All 441 states of Jack's car rental, each of which leads to all: 2.2 million values, as text and as arrays. */
    @Tag("slow")
    @Test
    void carRentalIsWorthWhatPythonFinds() throws IOException, InterruptedException {
        JsonNode worth = worth("jack");
        Marketplace jack = ImportedWorlds.market(List.of(folder.resolve("jack.MDP")), ImportOptions.NONE);
        assertThat(jack.labels().states()).hasSize(441);
        double value = worth.get("jack").get(0).asDouble();
        assertWorth(ImportedWorlds.written(jack, folder.resolve("jack-market.json")), value);
        assertWorth(ImportedWorlds.written(jack, folder.resolve("jack-market.npz")), value);
    }
}
