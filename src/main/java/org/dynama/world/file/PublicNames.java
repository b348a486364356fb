package org.dynama.world.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.world.market.Marketplace;

/** The names of agents, public states, actions and draws, in the order in which a file first names them or asks for. */
final class PublicNames {
    private static final String BY_STATE = "drawsByState";

    final Known agents;
    final Known states;
    final Known actions;
    final Known draws;

    private final Document document;
    private final Faults faults;

    PublicNames(Document document, Faults faults) {
        this.document = document;
        this.faults = faults;
        agents = new Known(document, faults, "an agent", texts("agents", ".name"));
        Set<String> statesNamed = new LinkedHashSet<>();
        Set<String> actionsNamed = new LinkedHashSet<>();
        // Once for both: entries of a large file are read from the disk.
        for (String path : document.entries("actions")) {
            statesNamed.add(document.text(path + ".state"));
            actionsNamed.add(document.text(path + ".name"));
        }
        states = new Known(document, faults, "a state", ordered("order.states", statesNamed, "public state"));
        actions = new Known(document, faults, "an action", ordered("order.actions", actionsNamed, "action"));
        draws = new Known(document, faults, "a draw", drawNames());
    }

    private List<String> texts(String list, String key) {
        return document.entries(list).stream()
                .map(path -> document.text(path + key))
                .toList();
    }

    private Set<String> ordered(String path, Set<String> named, String thing) {
        if (!document.has(path)) {
            return named;
        }
        Set<String> order = new LinkedHashSet<>(texts(path, ""));
        Set<String> lacking = new LinkedHashSet<>(named);
        lacking.removeAll(order);
        Set<String> unknown = new LinkedHashSet<>(order);
        unknown.removeAll(named);
        if (!lacking.isEmpty()) {
            faults.add(document.fault(path, "lacks " + String.join(", ", lacking), "Name every " + thing + " once."));
        }
        if (!unknown.isEmpty()) {
            faults.add(document.fault(
                    path,
                    "holds " + String.join(", ", unknown) + ", of which no action tells",
                    "Maybe remove it from the list."));
        }
        return lacking.isEmpty() && unknown.isEmpty() ? order : named;
    }

    private List<String> drawNames() {
        if (document.has(BY_STATE)) {
            Set<String> all = new LinkedHashSet<>();
            document.keys(BY_STATE).forEach(state -> all.addAll(document.keys(Document.join(BY_STATE, state))));
            return List.copyOf(all);
        }
        if (!document.has("draws")) {
            return List.of(Marketplace.SURE);
        }
        return document.keys(
                document.isMap("draws") ? "draws" : document.entries("draws").get(0));
    }

    /** The distributions of draws: one for all periods, or one for each of {@code periods}, 0 where these are not given. */
    List<Reals> distributions(int periods) {
        if (document.has(BY_STATE)) {
            if (document.has("draws")) {
                faults.add(document.fault(
                        BY_STATE,
                        "stands beside draws, and draws either depend on the public state or not",
                        "Keep one."));
            }
            return List.of(Reals.filled(draws.size(), 1.0 / draws.size()));
        }
        if (!document.has("draws")) {
            return List.of(Reals.of(1));
        }
        if (document.isMap("draws")) {
            return List.of(distribution("draws"));
        }
        List<Reals> each = new ArrayList<>();
        document.entries("draws").forEach(path -> each.add(distribution(path)));
        if (each.size() != periods) {
            faults.add(document.fault(
                    "draws",
                    "has " + each.size() + " distributions and must have one"
                            + (periods == 0 ? " that repeats" : ", or one for each of " + periods + " periods"),
                    "Maybe one map for all periods."));
        }
        return each;
    }

    /** Draws that depend on the public state, which then each state has. */
    Map<Integer, Reals> drawsByState() {
        Map<Integer, Reals> byState = new LinkedHashMap<>();
        for (String state : document.has(BY_STATE) ? document.keys(BY_STATE) : List.<String>of()) {
            int s = states.number(BY_STATE, state);
            Reals distribution = draws.distribution(Document.join(BY_STATE, state));
            if (s >= 0) {
                byState.put(s, distribution);
            }
        }
        List<String> lacking = states.names().stream()
                .filter(state -> !byState.isEmpty()
                        && !byState.containsKey(states.names().indexOf(state)))
                .toList();
        if (!lacking.isEmpty()) {
            faults.add(document.fault(
                    BY_STATE,
                    "lacks " + String.join(", ", lacking),
                    "Give every public state its draws, such as {"
                            + draws.names().get(0) + ": 1}."));
        }
        return byState;
    }

    private Reals distribution(String path) {
        Reals probabilities = draws.distribution(path);
        for (int z = 0; z < probabilities.size(); z++) {
            if (!(probabilities.get(z) > 0)) {
                String name = draws.names().get(z);
                String at = Document.join(path, name);
                faults.add(document.fault(
                        document.has(at) ? at : path,
                        document.has(at) ? "must be possible" : "lacks " + name,
                        "A draw of probability 0 is left out, in all periods; one that is rare gets a small one."));
            }
        }
        return probabilities;
    }
}
