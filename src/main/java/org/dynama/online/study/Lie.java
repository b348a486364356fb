package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.online.reporting.Reporting;

/**
 * A way to lie that a spec asks for.
 *
 * @param agent who lies, from 1; 0 for nobody
 * @param reporting how; the truth where the best misreport is to be searched
 * @param label a few words for a table
 */
record Lie(int agent, Reporting reporting, boolean isSearched, String label) {
    /** Nobody lies. */
    static final Lie NONE = new Lie(0, Reporting.TRUTHFUL, false, Reporting.TRUTHFUL.label());

    private enum Way {
        SCALE,
        SQUASH,
        ONE,
        PRICE,
        SEARCH
    }

    private record Keys(int agent, Way kind, double factor, int component, long until) {
        Reporting whole(Reporting reporting) {
            return until > 0 ? new Reporting.Early(reporting, until) : reporting;
        }
    }

    /**
     * All lies of a spec, with amounts counted in a unit of money, and named by what the spec says; one of an agent that there is not is a
     * fault.
     */
    static List<Lie> all(Document document, int agents, double unit, Faults faults) {
        List<Lie> lies = new ArrayList<>();
        for (String path : document.entries("lies")) {
            Keys keys = document.bind(path, Keys.class);
            if (keys.agent > agents) {
                String hint = "Maybe agent: " + agents + ".";
                faults.add(document.fault(path + ".agent", "must be one of " + agents + " agents", hint));
            }
            Reporting reporting = switch (keys.kind) {
                case SCALE -> new Reporting.Scaled(keys.factor);
                case SQUASH -> document.bind(path, Reporting.Squashed.class);
                case ONE -> new Reporting.Chosen(keys.component, keys.factor, 0);
                case PRICE -> document.bind(path, Reporting.PriceReactive.class);
                case SEARCH -> Reporting.TRUTHFUL;
            };
            boolean isSearched = keys.kind == Way.SEARCH;
            String label = isSearched
                    ? "reports as a search found best"
                    : keys.whole(reporting).label();
            lies.add(new Lie(keys.agent, keys.whole(in(unit, reporting)), isSearched, label));
        }
        return lies;
    }

    private static Reporting in(double unit, Reporting reporting) {
        if (reporting instanceof Reporting.Squashed squashed) {
            return new Reporting.Squashed(squashed.target() / unit, squashed.strength());
        }
        return reporting instanceof Reporting.PriceReactive reactive
                ? new Reporting.PriceReactive(reactive.factor(), reactive.threshold() / unit)
                : reporting;
    }
}
