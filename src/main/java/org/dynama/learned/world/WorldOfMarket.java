package org.dynama.learned.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.world.file.Fit;
import org.dynama.world.file.MarketFaults;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.MarketGraph;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/**
 * The world of goods that a market from a file is, whatever its names are: it must be a bandit auction, fixed sales or a habit
 * service whose goods are sold whole. What they would be is guessed from the market, and held against all of it.
 */
public final class WorldOfMarket {
    /** What a learned mechanism needs of a market. */
    public static final String NEEDS =
            "learn needs a finite horizon in which goods are sold whole to agents whose types have"
                    + " the same values: a bandit auction, fixed sales or a habit service";

    private static final List<String> KINDS = List.of("bandit-auction", "fixed-sales", "habit-service");

    private WorldOfMarket() {}

    /**
     * The world of a market.
     *
     * @param kind the one that is meant where several fit, as in a single period; empty for the first that fits
     * @param allocation what is meant in a single period, where shares and lotteries are the same; null for lotteries where
     *     types are finite
     * @throws org.dynama.config.ConfigException with one fault that says what is needed, if it is none of these
     */
    public static World of(MarketplaceFile file, String kind, World.@Nullable Allocation allocation) {
        Marketplace market = listed(file.market());
        World found = isPlain(market) ? found(market, kind) : null;
        if (found != null && allocation != null && allocation != found.allocation()) {
            if (found.periods() > 1) {
                MarketFaults places = new MarketFaults(file);
                throw new ConfigException(
                        places.source(),
                        List.of(places.whole(
                                "sells goods whole for " + found.periods()
                                        + " periods, and shares of them would be another market",
                                "Maybe leave world.allocation out.")));
            }
            return new World(
                    found.size(),
                    found.discount(),
                    found.types(),
                    found.dynamics(),
                    allocation,
                    found.costs(),
                    found.own());
        }
        if (found == null) {
            throw new Fit(file, NEEDS).refused("Maybe dynama search or dynama pivot.");
        }
        return found;
    }

    private static @Nullable World found(Marketplace market, String kind) {
        for (String tried : kind.isEmpty() ? KINDS : List.of(kind)) {
            World world = new WorldGuess(market, tried).world();
            if (world != null && SameMarket.is(market, MarketOfWorld.of(world).market())) {
                return world;
            }
        }
        return null;
    }

    /** Whether nothing is drawn, nobody blocks, and nothing is earned but by actions. */
    private static boolean isPlain(Marketplace market) {
        boolean nothingDrawn = market.labels().draws().size() == 1;
        boolean nobodyBlocks = market.actions().stream()
                .allMatch(action -> action.condition().blockedBy().isEmpty());
        boolean ends = market.isFinite()
                && market.endings().stream().allMatch(ending -> ending.rewards().isEmpty() && ending.designer() == 0);
        return nothingDrawn && nobodyBlocks && ends && SameMarket.sure(market.initial()) >= 0;
    }

    /** The periods of a market that ends. */
    static int periods(Marketplace market) {
        return market.periods() > 0 ? market.periods() : MarketGraph.of(market).longest();
    }

    /** The same market with finite types as a list. */
    private static Marketplace listed(Marketplace market) {
        return market.with(market.agents().stream().map(WorldOfMarket::listed).toList());
    }

    private static MarketAgent listed(MarketAgent agent) {
        if (agent.types() instanceof Drawn drawn && drawn.distribution() instanceof DiscreteTypes discrete) {
            List<String> names = IntStream.range(0, discrete.values().size())
                    .mapToObj(k -> "type " + (k + 1))
                    .toList();
            double sum = discrete.weights().stream().sum();
            Reals initial =
                    Reals.of(discrete.weights().stream().map(w -> w / sum).toArray());
            return new MarketAgent(
                    agent.name(), new Listed(names, discrete.values(), initial, Listed.staying(names.size())));
        }
        return agent;
    }

    /** The distinct numbers of one component, ascending. */
    static Reals values(List<Reals> types, int component) {
        Set<Double> distinct = new TreeSet<>();
        types.forEach(type -> distinct.add(type.get(component)));
        return Reals.of(new ArrayList<>(distinct).stream().mapToDouble(x -> x).toArray());
    }
}
