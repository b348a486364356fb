package org.dynama.compare.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.compare.market.Ground;
import org.dynama.model.Horizon;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;

/** What a comparison's record says of the market. */
final class MarketSetting {
    private MarketSetting() {}

    /** The market, on a grid of so many cells or, with 0, as it is. */
    static CompareRecord.Setting of(Ground ground, int grid) {
        Marketplace market = ground.market();
        List<String> notes = new ArrayList<>();
        if (ground.searchMisfit().isEmpty()) {
            notes.addAll(ground.environment().notes());
        } else if (ground.pivotMisfit().isEmpty()) {
            notes.addAll(ground.world().notes());
        }
        if (grid > 0) {
            notes.add("numbers drawn from an interval are the medians of " + grid + " cells of equal probability");
        }
        return new CompareRecord.Setting(
                market.name(),
                notes,
                horizon(market.horizon()),
                market.agents().stream().map(MarketAgent::name).toList(),
                ground.cases().count(),
                ground.cases().isEnumerated());
    }

    private static String horizon(Horizon horizon) {
        if (horizon instanceof Horizon.Discounted discounted) {
            return "discounted, " + discounted.discount();
        }
        return horizon instanceof Horizon.Finite ? "finite" : horizon instanceof Horizon.Total ? "total" : "average";
    }
}
