package org.dynama.world.kind;

import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;

/** {@code sequential-sales}: identical items, one after the other. */
final class SequentialSalesKind implements WorldKind {
    @Override
    public String name() {
        return "sequential-sales";
    }

    @Override
    public Environment build(WorldKeys keys) {
        if (keys.isDistributed()) {
            return SequentialSales.of(SequentialSales.named(keys.distributions(1, 0)), keys.whole("items"));
        }
        Reals high = keys.highest(agents -> Reals.filled(agents, 1), SequentialSales::asymmetricBounds);
        return SequentialSales.of(high, keys.whole("items"));
    }
}
