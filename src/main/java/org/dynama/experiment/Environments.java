package org.dynama.experiment;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.environment.Environment;
import org.dynama.environment.SequentialSales;
import org.dynama.environment.StaticAuction;
import org.dynama.environment.StaticAuction.Valuation;
import org.dynama.model.Reals;

/** Builds the environment that a document names. */
final class Environments {
    private Environments() {}

    /** The environment; faults that only show now are added, and the result is then of no use. */
    static Environment of(Document document, Faults faults) {
        int agents = Math.toIntExact(document.whole("environment.agents"));
        int items = Math.toIntExact(document.whole("environment.items"));
        try {
            Reals high = highs(document, faults, agents);
            return switch (document.text("environment.kind")) {
                case "static-auction" -> StaticAuction.of(high, items, valuation(document));
                default -> SequentialSales.of(high, items);
            };
        } catch (IllegalArgumentException exception) {
            faults.add(Spec.fault(document, "environment", exception));
            return SequentialSales.uniform(1, 1);
        }
    }

    private static Valuation valuation(Document document) {
        return "additive".equals(document.text("environment.valuation")) ? Valuation.ADDITIVE : Valuation.UNIT_DEMAND;
    }

    private static Reals highs(Document document, Faults faults, int agents) {
        if (document.isMap("environment.types")) {
            List<Double> high = document.numbers("environment.types.high");
            if (high.size() != agents) {
                faults.add(document.fault(
                        "environment.types.high",
                        "has " + high.size() + " bounds and must have one for each of " + agents + " agents",
                        "Maybe environment.agents: " + high.size() + "."));
            }
            return Reals.of(high.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return "asymmetric".equals(document.text("environment.types"))
                ? SequentialSales.asymmetricBounds(agents)
                : Reals.filled(agents, 1);
    }
}
