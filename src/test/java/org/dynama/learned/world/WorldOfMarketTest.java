package org.dynama.learned.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.learned.LearnStudy;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.study.LearnSpec;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A world of goods that are sold whole is a market's file, and such a file is the world again. */
class WorldOfMarketTest {
    private static final LearnStudy STUDY = new LearnStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Document spec(String world) {
        return Document.parse("x.yaml", "world: " + world, STUDY.schema(), List.of());
    }

    private static World world(String text) {
        return LearnSpec.of(spec(text)).world();
    }

    private static String text(World world) {
        return MarketplaceText.of(MarketOfWorld.of(world).market());
    }

    /** Every kind at three sizes and more: costs, discounts, units of money, first types that are not equally likely. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: bandit-auction, allocation: lottery}",
                "{kind: bandit-auction, allocation: lottery, periods: 2, rate: 0.3, types: {values: [0.1, 0.4, 2, 5]}}",
                "{kind: bandit-auction, allocation: lottery, agents: 2, goods: 2, periods: 2, discount: 0.9, "
                        + "costs: [[0.5, 0.25], [0.1, 0]]}",
                "{kind: bandit-auction, allocation: lottery, agents: 2, types: {values: [1, 2], initial: [0.3, 0.7]}}",
                "{kind: fixed-sales, allocation: lottery, agents: 3, periods: 2}",
                "{kind: fixed-sales, allocation: lottery, agents: 2, periods: 3, types: {values: [1e-10, 3e-10]}}",
                "{kind: fixed-sales, allocation: lottery, agents: 1, periods: 4, discount: 0.8, costs: [[0.5]]}",
                "{kind: habit-service, allocation: lottery, agents: 3, goods: 2, periods: 2}",
                "{kind: habit-service, allocation: lottery, agents: 1, goods: 3, rate: 0.25, costs: [[0.1, 0.2, 0]]}",
                "{kind: habit-service, allocation: lottery, agents: 2, periods: 5, rate: 0.1, types: {values: [1, 2]}}",
                "{kind: bandit-auction, allocation: lottery, periods: 1}",
                "{kind: bandit-auction, periods: 1, types: uniform}",
                "{kind: bandit-auction, periods: 1, agents: 2, goods: 2, types: continuous, costs: [[1, 0], [2, 0]]}"
            })
    void itsFileIsTheWorldAgain(String spec) {
        World world = world(spec);
        MarketplaceFile read = MarketplaceFile.parse("x.json", text(world));
        assertThat(read.market()).isEqualTo(MarketOfWorld.of(world).market());
        assertThat(WorldOfMarket.of(read, "", null)).isEqualTo(world);
    }

    /**
     * Agents who differ in what they may be at first, and in how use moves them, are read as they were written. What the world has
     * beside them is in no file: the market that is made of what was read is the same, and so is each agent.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: bandit-auction, allocation: lottery, agents: 2, periods: 2, "
                        + "own: [{initial: [0.5, 0.5, 0], rate: 2}, {}]}",
                "{kind: bandit-auction, allocation: lottery, agents: 2, goods: 2, periods: 2, "
                        + "own: [{initial: [0.2, 0.3, 0.5]}, {rate: 0.1}]}",
                "{kind: fixed-sales, allocation: lottery, agents: 3, periods: 2, costs: [[0], [0.5], [0.25]], "
                        + "own: [{}, {initial: [0, 0, 1]}, {}]}",
                "{kind: habit-service, allocation: lottery, agents: 2, periods: 3, own: [{rate: 0.2}, {rate: 0.7}]}",
                "{kind: bandit-auction, periods: 1, agents: 2, types: uniform, own: [{low: 0.5, high: 1}, {}]}",
                "{kind: bandit-auction, periods: 1, agents: 2, goods: 2, types: continuous, "
                        + "own: [{mean: 1, deviation: 0.5}, {low: 1, high: 2}]}"
            })
    void agentsWhoDifferAreReadAsTheyAre(String spec) {
        World world = world(spec);
        MarketplaceFile file = MarketplaceFile.parse("x.json", text(world));
        World read = WorldOfMarket.of(file, "", null);
        assertThat(MarketOfWorld.of(read).market()).isEqualTo(file.market());
        assertThat(read.own()).isEqualTo(world.own());
        assertThat(WorldOfMarket.of(
                        file, world.dynamics().kind(), world.periods() == 1 ? World.Allocation.SHARE : null))
                .isEqualTo(read);
    }

    /** Values of several goods that are drawn together have no place: only one good's chances are the world's. */
    @Test
    void typesThatAreDrawnTogetherAreRefused() {
        World world =
                world("{kind: bandit-auction, allocation: lottery, agents: 2, goods: 2, types: {values: [1, 2]}}");
        Marketplace market = MarketOfWorld.of(world).market();
        List<MarketAgent> agents = market.agents().stream()
                .map(agent -> {
                    Listed listed = (Listed) agent.types();
                    Reals together = Reals.of(0.5, 0, 0, 0.5);
                    return new MarketAgent(
                            agent.name(), new Listed(listed.names(), listed.values(), together, listed.drift()));
                })
                .toList();
        MarketplaceFile read = MarketplaceFile.parse("x.json", MarketplaceText.of(market.with(agents)));
        assertThatThrownBy(() -> WorldOfMarket.of(read, "", null)).hasMessageContaining(WorldOfMarket.NEEDS);
    }

    /** In a single period a service, a sale and an auction are one market: the spec says which is meant. */
    @ParameterizedTest
    @CsvSource({"bandit-auction,LOTTERY", "fixed-sales,SHARE", "habit-service,SHARE"})
    void aSinglePeriodIsWhatTheSpecSays(String kind, World.Allocation allocation) {
        World world = world("{kind: " + kind + ", agents: 2, periods: 1, rate: 0.5, allocation: "
                + allocation.name().toLowerCase(Locale.ROOT) + "}");
        MarketplaceFile read = MarketplaceFile.parse("x.json", text(world));
        assertThat(WorldOfMarket.of(read, kind, allocation)).isEqualTo(world);
    }

    /** Names, indices of states and actions, and actions that do what another one does are nobody's business. */
    @Test
    void otherNamesAreTheSameWorld() {
        World world = world("{kind: habit-service, allocation: lottery, agents: 2, goods: 2, periods: 2}");
        Marketplace market = MarketOfWorld.of(world).market();
        List<MarketAgent> agents = IntStream.range(0, 2)
                .mapToObj(i -> {
                    Listed listed = (Listed) market.agents().get(i).types();
                    return new MarketAgent(
                            "other " + i,
                            new Listed(List.of("a", "b", "c"), listed.values(), listed.initial(), listed.drift()));
                })
                .toList();
        Marketplace.Labels labels =
                new Marketplace.Labels(List.of("here"), market.labels().actions(), List.of("d"));
        List<MarketAction> backwards = new ArrayList<>(market.actions());
        Collections.reverse(backwards);
        for (List<MarketAction> actions : List.of(market.actions(), backwards)) {
            String text = MarketplaceText.of(new Marketplace(
                    "other",
                    "",
                    market.horizon(),
                    2,
                    agents,
                    labels,
                    market.draws(),
                    market.initial(),
                    actions,
                    List.of()));
            assertThat(WorldOfMarket.of(MarketplaceFile.parse("x.json", text), "", null))
                    .isEqualTo(world);
        }
    }

    /** The two-period sale of the page on worlds, which is written without any thought of this family. */
    @Test
    void theSaleOfThePageIsFixedSales() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/worlds.md"));
        int begin = page.indexOf("```json\n") + 8;
        MarketplaceFile read = MarketplaceFile.parse("sale.json", page.substring(begin, page.indexOf("```", begin)));
        World world = WorldOfMarket.of(read, "", null);
        assertThat(world).isEqualTo(world("{kind: fixed-sales, allocation: lottery, agents: 3, periods: 2}"));
        assertThatThrownBy(() -> WorldOfMarket.of(read, "", World.Allocation.SHARE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sells goods whole for 2 periods, and shares of them would be another market");
    }

    /** A kernel, a reward, a cost or a state's meaning that is another one makes another market. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "type" : [ 1 ]    | "type" : [ 1.0001 ]
            "designer" : -0.5 | "designer" : -0.4
            0.3071958857184984 | 0.3171958857184984
            "kind" : "finite", | "kind" : "discounted", "discount": 0.5,
            """)
    void aMarketThatDiffersIsRefused(String from, String to) {
        World world =
                world("{kind: bandit-auction, allocation: lottery, agents: 2, periods: 2, costs: [[0.5], [0.25]]}");
        String text = text(world);
        assertThat(text).contains(from);
        String other = text.replaceFirst(Pattern.quote(from), to);
        if (to.contains("discounted")) {
            other = other.replaceFirst("\"periods\" : 2", "\"kind2\": 0").replace(", \"kind2\": 0", "");
            other = other.replaceAll("\"discount\": 0.5,\\s+\"kind2\": 0", "\"discount\": 0.5");
        }
        if (to.contains("0.317")) {
            other = other.replaceFirst("0.1863237232258476", "0.1763237232258476");
        }
        MarketplaceFile read = MarketplaceFile.parse("x.json", other);
        assertThatThrownBy(() -> WorldOfMarket.of(read, "", null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.json:1: learn needs a finite horizon in which goods are sold whole to agents");
    }

    @Test
    void sharesAndMovingIntervalsHaveNoPlace() {
        assertThatThrownBy(() -> MarketOfWorld.of(world("{kind: fixed-sales, agents: 3, periods: 2}")))
                .isInstanceOf(Refusal.class)
                .hasMessage("shares of goods are continuous actions, and a market's file lists its actions one by one\n"
                        + "Maybe world.allocation: lottery, which sells goods whole.");
        assertThatThrownBy(() -> MarketOfWorld.of(world("{kind: bandit-auction, types: continuous}")))
                .hasMessageContaining("nor has it a kernel for types that evolve on an interval");
        assertThatThrownBy(() -> MarketOfWorld.of(
                        world("{kind: bandit-auction, allocation: lottery, agents: 9, goods: 2, periods: 9}")))
                .hasMessageContaining("too many for a market's file");
    }

    /** The same numbers: one training from the keys, one from the file, bit for bit; and the mechanism is measured again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: bandit-auction, allocation: lottery, periods: 2, costs: [[0.5]]}",
                "{kind: fixed-sales, allocation: lottery, agents: 2, periods: 2}",
                "{kind: habit-service, allocation: lottery, agents: 2, periods: 2}"
            })
    void aTrainingFromTheFileGivesTheSameNumbers(String world) throws IOException {
        String training =
                "\ntraining: {steps: 4, width: 8, policyWidth: 4, policies: 2}\nevaluation: {oracle: false}\n";
        Files.writeString(folder.resolve("market.json"), text(world(world)));
        LearnRecord before = record("before", "world: " + world + training);
        LearnRecord after = record("after", "world: {file: market.json}" + training);
        assertThat(after.mechanism()).isEqualTo(before.mechanism());
        assertThat(after.baselines()).isEqualTo(before.baselines());
        Job<?> again =
                STUDY.evaluation(folder.resolve("after/mechanism.json"), null, List.of("evaluation.oracle=false"));
        LearnRecord measured = (LearnRecord) new Runner(Progress.SILENT)
                .run(again, folder.resolve("again"), false)
                .record();
        assertThat(measured.mechanism().profit()).isEqualTo(before.mechanism().profit());
    }

    private LearnRecord record(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        Job<LearnRecord> job = Job.of(STUDY, Document.read(file, STUDY.schema(), List.of()));
        return new Runner(Progress.SILENT).run(job, folder.resolve(name), false).record();
    }

    /** A drift is what the chain of the types says: the second route is a table by hand. */
    @Test
    void theHabitsKernelIsTheOneByHand() {
        Marketplace market = MarketOfWorld.of(
                        world("{kind: habit-service, allocation: lottery, periods: 2, rate: 0.25}"))
                .market();
        Listed listed = (Listed) market.agents().get(0).types();
        assertThat(listed.drift()).isEqualTo(Reals.of(1, 0, 0, 0.25, 0.75, 0, 0, 0.25, 0.75));
        assertThat(market.actions().get(1).effect().drift())
                .containsEntry(0, Reals.of(0.75, 0.25, 0, 0, 0.75, 0.25, 0, 0, 1));
    }
}
