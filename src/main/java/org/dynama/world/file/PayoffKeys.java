package org.dynama.world.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Payoff;
import org.jspecify.annotations.Nullable;

/** Reads what agents earn: a number, a sum that is linear in the type, or a number for each type. */
record PayoffKeys(Document document, Known names, List<MarketAgent> agents, Faults faults) {

    /** The payoffs of a map from agents. */
    Map<Integer, Payoff> map(String path) {
        Map<Integer, Payoff> payoffs = new LinkedHashMap<>();
        for (String name : document.keys(path)) {
            int i = names.number(path, name);
            Payoff payoff = i < 0 ? null : payoff(Document.join(path, name), agents.get(i));
            if (payoff != null) {
                payoffs.put(i, payoff);
            }
        }
        return payoffs;
    }

    private @Nullable Payoff payoff(String path, MarketAgent agent) {
        if (!document.isMap(path)) {
            return Payoff.Linear.of(document.number(path) + 0.0);
        }
        boolean linear = AgentKeys.LINEAR.containsAll(document.keys(path));
        boolean named = agent.types() instanceof Listed;
        boolean numbered = !named || agent.dimension() > 0;
        return numbered && (linear || !named) ? linear(path, agent) : table(path, (Listed) agent.types());
    }

    private @Nullable Payoff linear(String path, MarketAgent agent) {
        List<String> keys = document.keys(path);
        for (String key : keys) {
            String at = Document.join(path, key);
            if (!AgentKeys.LINEAR.contains(key)) {
                faults.add(document.fault(at, "is not a known key", "The known keys here: type, constant."));
                return null;
            }
            if (document.isList(at) != key.equals("type")) {
                String hint = key.equals("type") ? "Maybe type: [1]." : "Maybe constant: 1.";
                faults.add(document.fault(at, "must be " + (key.equals("type") ? "a list" : "a number"), hint));
                return null;
            }
        }
        Reals coefficients = keys.contains("type") ? list(document, path + ".type") : Reals.of();
        if (keys.contains("type") && coefficients.size() != agent.dimension()) {
            faults.add(document.fault(
                    path + ".type",
                    "has " + coefficients.size() + " coefficients and her type has dimension " + agent.dimension(),
                    "Write one for each component, 0 where it does not matter."));
            return null;
        }
        double constant = keys.contains("constant") ? document.number(path + ".constant") : 0;
        return new Payoff.Linear(coefficients, constant + 0.0);
    }

    private @Nullable Payoff table(String path, Listed listed) {
        Known types = new Known(document, faults, "a type", listed.names());
        double[] amounts = new double[types.size()];
        for (String type : document.keys(path)) {
            String at = Document.join(path, type);
            int k = types.number(path, type);
            if (document.isList(at)) {
                faults.add(document.fault(at, "must be a number", "Maybe " + type + ": 1."));
            } else if (k >= 0) {
                amounts[k] = document.number(at) + 0.0;
            }
        }
        List<String> missing = listed.names().stream()
                .filter(type -> !document.keys(path).contains(type))
                .toList();
        if (!missing.isEmpty()) {
            faults.add(document.fault(
                    path, "lacks " + String.join(", ", missing), "Give every type a number, 0 where there is none."));
        }
        return new Payoff.Table(Reals.of(amounts));
    }

    /** A number or a list of numbers; a zero has no sign, as it has none in a file. */
    static Reals list(Document document, String path) {
        return document.isList(path)
                ? Reals.of(document.numbers(path).stream()
                        .mapToDouble(number -> number + 0.0)
                        .toArray())
                : Reals.of(document.number(path) + 0.0);
    }
}
