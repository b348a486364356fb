package org.dynama.online.study;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.model.Reals;
import org.dynama.online.reporting.Adaptive;
import org.dynama.online.reporting.Flips;
import org.dynama.online.reporting.ReportTable;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.reporting.ReportingPlugIn;
import org.dynama.refusal.Refusal;

/**
 * A way to lie that a spec asks for.
 *
 * @param agent who lies, from 1
 * @param reporting how, with amounts counted in a unit of money; the truth where the best lie is to be searched
 * @param searched the first episode of each group of a search; empty where nothing is searched
 * @param label a few words for a table, with amounts as the spec has them
 */
record Lie(int agent, Reporting reporting, List<Long> searched, String label) {
    private enum Way {
        SCALE,
        SQUASH,
        ONE,
        PRICE,
        FLIP,
        ADAPT,
        TABLE,
        SEARCH,
        PLUG_IN
    }

    private record Keys(int agent, Way kind, double factor, int component, long until, List<Long> episodes) {}

    private record Tables(List<Reals> factors, List<Reals> offsets) {}

    boolean isSearched() {
        return !searched.isEmpty();
    }

    /**
     * Reads the lie at a path.
     *
     * @param components of an agent's values
     * @throws Refusal if the lie is none
     */
    static Lie of(Document document, String path, int components, double unit) {
        Keys keys = document.bind(path, Keys.class);
        Reporting named = way(document, path, keys, components);
        Reporting counted = in(unit, named);
        boolean isSearched = keys.kind == Way.SEARCH;
        if (isSearched) {
            // The order of the groups is checked here, before anything runs.
            ReportTable.all(keys.episodes, components, 1, 0);
            return new Lie(keys.agent, Reporting.TRUTHFUL, keys.episodes, "reports as a search found best");
        }
        return new Lie(
                keys.agent, until(keys, counted), List.of(), until(keys, named).label());
    }

    private static Reporting until(Keys keys, Reporting reporting) {
        return keys.until > 0 ? new Reporting.Early(reporting, keys.until) : reporting;
    }

    private static Reporting way(Document document, String path, Keys keys, int components) {
        return switch (keys.kind) {
            case SCALE -> new Reporting.Scaled(keys.factor);
            case SQUASH -> document.bind(path, Reporting.Squashed.class);
            case ONE -> new Reporting.Chosen(keys.component, keys.factor, 0);
            case PRICE -> document.bind(path, Reporting.PriceReactive.class);
            case FLIP -> document.bind(path, Flips.class);
            case ADAPT -> document.bind(path, Adaptive.class);
            case TABLE -> table(keys, document.bind(path, Tables.class), components);
            case SEARCH -> Reporting.TRUTHFUL;
            case PLUG_IN -> PlugIns.of(document, path, ReportingPlugIn.class, ReportingPlugIn::name);
        };
    }

    private static Reporting table(Keys keys, Tables tables, int components) {
        return new ReportTable(
                keys.episodes,
                flat("factors", tables.factors, keys.episodes.size(), components),
                flat("offsets", tables.offsets, keys.episodes.size(), components));
    }

    private static Reals flat(String name, List<Reals> rows, int groups, int components) {
        if (rows.size() != groups || rows.stream().anyMatch(row -> row.size() != components)) {
            throw Refusal.of(
                    name + " must have a row for each of " + groups + " groups of episodes, each of " + components
                            + " numbers, one for each allocation or state-action pair",
                    "Maybe the rows of a lie that a search found: they are in result.json.");
        }
        return Reals.of(rows.stream().flatMapToDouble(Reals::stream).toArray());
    }

    private static Reporting in(double unit, Reporting reporting) {
        if (reporting instanceof Reporting.Squashed squashed) {
            return new Reporting.Squashed(squashed.target() / unit, squashed.strength());
        } else if (reporting instanceof ReportTable table) {
            return new ReportTable(
                    table.starts(), table.factors(), table.offsets().times(1 / unit));
        }
        return reporting instanceof Reporting.PriceReactive reactive
                ? new Reporting.PriceReactive(reactive.factor(), reactive.threshold() / unit)
                : reporting;
    }
}
