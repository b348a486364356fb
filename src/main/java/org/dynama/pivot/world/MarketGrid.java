package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.DiscreteTypes;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;

/** Markets whose continuous types are put on a grid: finite ones, for mechanisms that need that. */
public final class MarketGrid {
    private MarketGrid() {}

    /** The names of those agents whose types a grid would change. */
    public static List<String> gridded(Marketplace market) {
        return market.agents().stream()
                .filter(FiniteTypes::isGridded)
                .map(MarketAgent::name)
                .toList();
    }

    /** How many joint types there are, with so many cells for each number of a continuous type. */
    public static double jointTypes(Marketplace market, int cells) {
        return market.agents().stream()
                .mapToDouble(agent -> FiniteTypes.count(agent, cells))
                .reduce(1, (one, other) -> one * other);
    }

    /**
     * The same market on a grid: each number of a continuous type has the medians of its cells, which are equally likely.
     *
     * @param cells at least 1
     */
    public static Marketplace of(Marketplace market, int cells) {
        List<MarketAgent> agents = new ArrayList<>();
        for (MarketAgent agent : market.agents()) {
            if (FiniteTypes.isGridded(agent)) {
                FiniteTypes finite = FiniteTypes.of(agent, cells);
                DiscreteTypes types =
                        new DiscreteTypes(finite.values(), finite.agent().prior());
                agents.add(new MarketAgent(agent.name(), new MarketAgent.Drawn(types, "")));
            } else {
                agents.add(agent);
            }
        }
        return market.with(agents);
    }
}
