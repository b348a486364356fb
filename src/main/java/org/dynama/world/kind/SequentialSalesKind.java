package org.dynama.world.kind;

import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;

/** {@code sequential-sales}: identical items, one after the other. */
final class SequentialSalesKind implements WorldKind {
    private enum State {
        AUTO,
        HISTORY,
        HOLDERS
    }

    @Override
    public String name() {
        return "sequential-sales";
    }

    @Override
    public Environment build(WorldKeys keys) {
        List<Agent> agents = keys.isDistributed()
                ? SequentialSales.named(keys.distributions(1, 0))
                : SequentialSales.agents(keys.highest(n -> Reals.filled(n, 1), SequentialSales::asymmetricBounds));
        int items = keys.whole("items");
        State state = keys.choice("state", State.class);
        boolean isLarge = state == State.AUTO && SequentialSales.isLarge(agents.size(), items);
        return state == State.HOLDERS || isLarge
                ? SequentialSales.holders(agents, items)
                : SequentialSales.of(agents, items);
    }
}
