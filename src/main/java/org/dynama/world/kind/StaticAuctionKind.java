package org.dynama.world.kind;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Form;
import org.dynama.world.StaticAuction.Valuation;

/** {@code static-auction}: different items, all at once. */
final class StaticAuctionKind implements WorldKind {
    @Override
    public String name() {
        return "static-auction";
    }

    @Override
    public Environment build(WorldKeys keys) {
        Valuation valuation = keys.choice("valuation", Valuation.class);
        int items = keys.whole("items");
        List<? extends TypeDistribution> types = keys.isDistributed()
                ? keys.distributions(items, 0)
                : StaticAuction.uniform(
                        keys.highest(agents -> Reals.filled(agents, 1), SequentialSales::asymmetricBounds), items);
        Form form = keys.choice("form", Form.class);
        boolean budgeted = valuation == Valuation.BUDGET_ADDITIVE;
        if (keys.has("budget") != budgeted) {
            throw Refusal.of(
                    "budget must stand with valuation = budget-additive, and only there",
                    budgeted ? "Maybe budget: 1." : "Maybe leave it out.");
        }
        if (budgeted && form != Form.AUTO && form != Form.ALLOCATIONS) {
            throw Refusal.of(
                    "form must be allocations with valuation = budget-additive, where a bundle has a value of its own",
                    "Maybe form: auto.");
        }
        return budgeted
                ? StaticAuction.budgeted(types, items, keys.number("budget"))
                : StaticAuction.of(types, items, valuation, form);
    }
}
