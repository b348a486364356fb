package org.dynama.world.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;

/** Reads agents and their types. */
final class AgentKeys {
    /** Keys of a linear reward: a type of these names would be mistaken for them. */
    static final List<String> LINEAR = List.of("type", "constant");

    private final Document document;
    private final Faults faults;
    private final Distributions distributions;

    AgentKeys(Document document, Path file, Faults faults) {
        this.document = document;
        this.faults = faults;
        distributions = new Distributions(document, file, faults);
    }

    List<MarketAgent> agents() {
        List<MarketAgent> agents = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String path : document.entries("agents")) {
            String name = document.text(path + ".name");
            if (!names.add(name)) {
                faults.add(document.fault(path + ".name", "names an agent twice", "Give each agent her own name."));
            }
            agents.add(new MarketAgent(name, document.isMap(path + ".types") ? drawn(path) : listed(path)));
        }
        return agents;
    }

    private MarketAgent.Drawn drawn(String path) {
        for (String key : List.of("values", "initial", "drift")) {
            if (document.has(path + "." + key)) {
                faults.add(document.fault(
                        path + "." + key,
                        "must be absent where types are drawn from a distribution",
                        "Maybe types: [low, high], a list of names."));
            }
        }
        String types = path + ".types";
        TypeDistribution distribution = distributions.of(types);
        String file = types + ".distribution.file";
        return new MarketAgent.Drawn(distribution, document.has(file) ? document.text(file) : "");
    }

    private Listed listed(String path) {
        List<String> names =
                document.entries(path + ".types").stream().map(document::text).toList();
        Known types = new Known(document, faults, "a type", names);
        Reals initial = document.has(path + ".initial")
                ? types.distribution(path + ".initial")
                : Reals.filled(names.size(), 1.0 / names.size());
        Reals drift = kernel(path + ".drift", types, Listed.staying(names.size()));
        return new Listed(names, values(path, types), initial, drift);
    }

    private List<Reals> values(String path, Known types) {
        String map = path + ".values";
        List<Reals> values = new ArrayList<>();
        if (!document.has(map)) {
            return values;
        }
        document.keys(map).forEach(name -> types.number(map, name));
        for (String name : types.names()) {
            String at = Document.join(map, name);
            if (!document.has(at)) {
                faults.add(document.fault(map, "lacks " + name, "Give every type its numbers."));
                return List.of();
            }
            Reals value = PayoffKeys.list(document, at);
            if (!values.isEmpty() && value.size() != values.get(0).size()) {
                faults.add(document.fault(
                        at,
                        "has " + value.size() + " numbers and the first type has "
                                + values.get(0).size(),
                        "Give every type as many."));
            }
            if (LINEAR.contains(name)) {
                faults.add(
                        document.fault(at, "has a name that means something else in rewards", "Choose another name."));
            }
            values.add(value);
        }
        return values;
    }

    /** The kernel at a path, its missing rows from another; that one where nothing stands. */
    Reals kernel(String path, Known types, Reals otherwise) {
        double[] kernel = otherwise.toArray();
        for (String from : document.has(path) ? document.keys(path) : List.<String>of()) {
            int k = types.number(path, from);
            double[] row = types.distribution(Document.join(path, from)).toArray();
            if (k >= 0) {
                System.arraycopy(row, 0, kernel, k * row.length, row.length);
            }
        }
        return Reals.of(kernel);
    }

    /** The files that distributions name, as they name them. */
    List<String> files() {
        return distributions.files;
    }
}
