package org.dynama.world.kind;

import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;

/** {@code static-auction}: different items, all at once. */
final class StaticAuctionKind implements WorldKind {
    @Override
    public String name() {
        return "static-auction";
    }

    @Override
    public Environment build(WorldKeys keys) {
        StaticAuction.Valuation valuation = keys.choice("valuation", StaticAuction.Valuation.class);
        StaticAuction.Form form = keys.choice("form", StaticAuction.Form.class);
        int items = keys.whole("items");
        if (keys.isDistributed()) {
            return StaticAuction.of(keys.distributions(items, 0), items, valuation, form);
        }
        Reals high = keys.highest(agents -> Reals.filled(agents, 1), SequentialSales::asymmetricBounds);
        return StaticAuction.of(StaticAuction.uniform(high, items), items, valuation, form);
    }
}
