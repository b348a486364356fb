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
 */
record Lie(int agent, Reporting reporting, boolean isSearched) {
    /** Nobody lies. */
    static final Lie NONE = new Lie(0, Reporting.TRUTHFUL, false);

    private enum Way {
        SCALE,
        SQUASH,
        ONE,
        PRICE,
        SEARCH
    }

    private record Keys(int agent, Way kind, double factor, int component, long until) {}

    /** All lies of a spec; one of an agent that there is not is a fault. */
    static List<Lie> all(Document document, int agents, Faults faults) {
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
            Reporting whole = keys.until > 0 ? new Reporting.Early(reporting, keys.until) : reporting;
            lies.add(new Lie(keys.agent, whole, keys.kind == Way.SEARCH));
        }
        return lies;
    }

    /** A few words for a table. */
    String label() {
        return isSearched ? "reports as a search found best" : reporting.label();
    }
}
