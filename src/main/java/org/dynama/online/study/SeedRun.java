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
    /** Facts that are amounts of money. */
    private static final List<String> AMOUNTS = List.of("worstIdentity", "lowestUtility", "mixingPrices");

    /** The columns that every kind has. */
    static Map<String, Reals> columns(Curves regrets, Charges charges) {
        Map<String, Reals> columns = new LinkedHashMap<>();
        regrets.columns().forEach(column -> columns.put(column, Reals.of(regrets.column(column))));
        Curves prices = charges.prices();
        prices.columns().forEach(agent -> columns.put("price of " + agent, Reals.of(prices.column(agent))));
        return columns;
    }

    /** The same with amounts that were counted in a unit of money: all curves, some facts, and episodes' prices. */
    SeedRun times(double unit) {
        Map<String, Reals> amounts = new LinkedHashMap<>();
        curves.forEach((column, values) -> amounts.put(column, values.times(unit)));
        Map<String, Double> more = new LinkedHashMap<>(facts);
        AMOUNTS.forEach(fact -> more.computeIfPresent(fact, (name, amount) -> amount * unit));
        return new SeedRun(
                seed,
                amounts,
                more,
                episodes.stream().map(episode -> episode.times(unit)).toList());
    }

    Reals curve(String column) {
        return Objects.requireNonNull(curves.get(column), column);
    }

    /** A column's value at the end of the run. */
    double last(String column) {
        return curve(column).get(curve(column).size() - 1);
    }
}
