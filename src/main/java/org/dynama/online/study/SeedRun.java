package org.dynama.online.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.Curves;

/**
 * What one seed of a case leaves.
 *
 * @param seed from 0
 * @param curves columns of {@link org.dynama.online.regret.Regrets}, then a price for each agent, then what the kind adds
 * @param facts numbers of the whole run, by name
 * @param episodes of a market that moves, for the first seed; else empty
 */
record SeedRun(long seed, Map<String, Reals> curves, Map<String, Double> facts, List<Episode> episodes) {

    /** The columns that every kind has. */
    static Map<String, Reals> columns(Curves regrets, Charges charges) {
        Map<String, Reals> columns = new LinkedHashMap<>();
        regrets.columns().forEach(column -> columns.put(column, Reals.of(regrets.column(column))));
        Curves prices = charges.prices();
        prices.columns().forEach(agent -> columns.put("price of " + agent, Reals.of(prices.column(agent))));
        return columns;
    }

    Reals curve(String column) {
        return Objects.requireNonNull(curves.get(column), column);
    }

    /** A column's value at the end of the run. */
    double last(String column) {
        return curve(column).get(curve(column).size() - 1);
    }
}
