package org.dynama.pivot.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.dynama.config.ConfigException;
import org.dynama.config.Faults;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.file.Fit;
import org.dynama.world.file.MarketFaults;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.SharedDraws;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketGraph;
import org.dynama.world.market.Marketplace;

/**
 * The world that a market from a file is to the pivot mechanism: types are finite, those of a continuous distribution on a
 * grid; a run that ends gets to a state in which nothing more happens.
 *
 * <p>The pivot mechanism needs a horizon that is finite, discounted or total, and under every draw an action in every public state
 * that is possible without each agent.
 *
 * @param world the market as the pivot mechanism has it
 * @param companions files that the market's file names, as it names them: paths from its folder
 * @param market as the file has it
 */
public record WorldFile(AllocationWorld world, List<String> companions, Marketplace market) {
    /** What the pivot mechanism needs of a market. */
    public static final String NEEDS =
            "pivot needs a horizon that is finite, discounted or total, finite types (numbers from a"
                    + " distribution are put on a grid), and under every draw an action in every public state that is possible"
                    + " without each agent";

    private static final String END = "the end";

    public WorldFile {
        companions = List.copyOf(companions);
    }

    /**
     * Reads a world.
     *
     * @param memory bytes that its tables may take
     * @param cells of equal probability in which each number of a continuous type is put, at least 1
     * @throws ConfigException with every fault at once: those of {@link MarketplaceFile#read}, then what the pivot mechanism
     *     cannot use
     */
    public static WorldFile read(Path file, long memory, int cells) {
        MarketplaceFile read = MarketplaceFile.read(file);
        return new WorldFile(of(read, cells, memory), read.companions(), read.market());
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static AllocationWorld parse(String source, String text, long memory, int cells) {
        return of(MarketplaceFile.parse(source, text), cells, memory);
    }

    private static AllocationWorld of(MarketplaceFile given, int cells, long memory) {
        MarketplaceFile file = SharedDraws.of(given);
        Marketplace market = file.market();
        Faults faults = new Faults(new MarketFaults(file).source());
        Fit fit = new Fit(file, NEEDS);
        if (market.horizon() instanceof Horizon.AverageReward) {
            fit.not("horizon.kind", "has neither an end nor a discount");
            fit.throwIfAny("Maybe horizon: {kind: discounted, discount: 0.99}.");
        }
        boolean ends =
                market.actions().stream().anyMatch(action -> action.effect().ends());
        AllocationWorld.Labels labels = new AllocationWorld.Labels(
                ends ? with(market.labels().states()) : market.labels().states(),
                ends ? with(market.labels().actions()) : market.labels().actions(),
                market.labels().draws());
        int periods = !market.isFinite()
                ? 1
                : market.periods() > 0
                        ? market.periods()
                        : MarketGraph.of(market).longest();
        requireFits(file, cells, labels.states().size(), periods, memory, faults);
        List<FiniteTypes> types = file.document()
                .made(
                        "agents",
                        () -> market.agents().stream()
                                .map(agent -> FiniteTypes.of(agent, cells))
                                .toList());
        List<PivotStage> stages = new WorldFileStages(file, fit, labels, types).stages(periods);
        fit.throwIfAny("Maybe an action that does nothing, without draws, needs and periods.");
        if (market.horizon() instanceof Horizon.Total) {
            requireEnd(file, faults, stages.get(0), labels);
        }
        return new AllocationWorld(
                market.name(),
                notes(file, types, cells, periods),
                types.stream().map(FiniteTypes::agent).toList(),
                labels,
                new AllocationWorld.Course(
                        initial(market, labels.states().size()),
                        market.horizon(),
                        stages,
                        terminal(market, types, labels.states().size())));
    }

    /** Whatever is done, a season must get to the end; another state that is never left is none, even if it earns nothing. */
    private static void requireEnd(
            MarketplaceFile file, Faults faults, PivotStage stage, AllocationWorld.Labels labels) {
        int states = file.market().labels().states().size();
        BitSet ends = new BitSet();
        ends.set(states, labels.states().size());
        List<String> agents =
                file.market().agents().stream().map(MarketAgent::name).toList();
        SeasonEnd.Stay stay = new SeasonEnd(stage, labels, ends).stay(agents);
        if (stay != null) {
            faults.add(new MarketFaults(file)
                    .state(
                            stay.state(),
                            "is where a run can go on for ever, by " + stay.actions()
                                    + ", and a total horizon needs an end that is reached whatever is done",
                            "Maybe \"next\": {} for what ends a run, some probability of an end for each of these, or a"
                                    + " discounted horizon."));
            faults.throwIfAny();
        }
    }

    /** Names with one more, which none of them is. */
    private static List<String> with(List<String> names) {
        String end = END;
        while (names.contains(end)) {
            end += " of all";
        }
        List<String> more = new ArrayList<>(names);
        more.add(end);
        return more;
    }

    /** What a grid makes too large is told with the grid that fits. */
    private static void requireFits(
            MarketplaceFile file, int cells, int states, int periods, long memory, Faults faults) {
        try {
            size(file.market(), cells, states, periods).requireFits(memory);
        } catch (Refusal refusal) {
            boolean gridded = file.market().agents().stream().anyMatch(FiniteTypes::isGridded);
            int fits = gridded ? cells - 1 : 0;
            while (fits > 0 && !size(file.market(), fits, states, periods).fits(memory)) {
                fits--;
            }
            String grid = fits > 0 ? "Maybe environment.grid: " + fits + ", which fits." : refusal.hint();
            faults.add(file.document().fault("agents", "cannot be used: " + refusal.sentence(), grid));
            faults.throwIfAny();
        }
    }

    private static TableSize size(Marketplace market, int cells, int states, int periods) {
        return new TableSize(
                market.agents().stream()
                        .map(agent -> FiniteTypes.count(agent, cells))
                        .toList(),
                states,
                market.actions().size() / (double) states,
                market.labels().draws().size(),
                periods);
    }

    private static List<String> notes(MarketplaceFile file, List<FiniteTypes> types, int cells, int periods) {
        Marketplace market = file.market();
        List<String> notes = new ArrayList<>(
                List.of("an absent agent's utility does not count; actions that need her are then impossible"));
        for (FiniteTypes finite : types) {
            if (finite.isGrid()) {
                notes.add(finite.agent().name() + "'s types are a grid of "
                        + finite.agent().types().size() + ": each number has the medians of " + cells
                        + (cells == 1 ? " cell" : " cells of equal probability"));
            }
        }
        if (types.stream().anyMatch(FiniteTypes::isGrid)) {
            double joint = types.stream()
                    .mapToDouble(finite -> finite.agent().types().size())
                    .reduce(1, (a, b) -> a * b);
            notes.add(String.format(Locale.ROOT, "all agents' types together are %,.0f profiles", joint));
        }
        notes.addAll(SharedDraws.notes(file.document()));
        if (market.observation() != null) {
            notes.add("what is observed does not count: the mechanism is told types, and learns nothing");
        }
        if (market.isFinite() && market.periods() == 0) {
            notes.add("runs end by themselves, after " + periods + (periods == 1 ? " period" : " periods at most"));
        }
        market.actions().stream()
                .flatMap(action -> action.effect().losses().keySet().stream())
                .distinct()
                .forEach(loss -> notes.add("the loss " + loss + " does not count: the pivot mechanism is efficient"));
        return notes;
    }

    /** The market's distribution, its sum 1 as closely as decimals allow; nothing starts at the end. */
    private static Reals initial(Marketplace market, int states) {
        double[] initial = Probabilities.normalized(market.initial().toArray());
        return Reals.of(Arrays.copyOf(initial, states));
    }

    private static AllocationWorld.Terminal terminal(Marketplace market, List<FiniteTypes> types, int states) {
        double[] designer = new double[states];
        List<double[]> utilities = types.stream()
                .map(finite -> new double[states * finite.agent().types().size()])
                .toList();
        for (Marketplace.Ending ending : market.endings()) {
            designer[ending.state()] = ending.designer();
            ending.rewards().forEach((i, payoff) -> {
                double[] amounts = types.get(i).amounts(payoff).toArray();
                System.arraycopy(amounts, 0, utilities.get(i), ending.state() * amounts.length, amounts.length);
            });
        }
        return new AllocationWorld.Terminal(
                Reals.of(designer), utilities.stream().map(Reals::of).toList());
    }
}
