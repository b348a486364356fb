package org.dynama.world.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Nearest;
import org.dynama.config.Schema;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.world.file.DrawnTypes;
import org.dynama.world.market.MarketAgent;
import org.jspecify.annotations.Nullable;

/**
 * Which rewards of a model belong to which agent, and what is known about the agents' types: read from a map in YAML or JSON.
 *
 * @param agents by name, in the order of the map
 * @param types of agents of whom the map says nothing more
 * @param rules in order; what several give to one agent adds up
 * @param document the map; null for the one agent who has all rewards for sure
 */
public record RewardOwners(
        List<MarketAgent> agents,
        MarketAgent.Drawn types,
        List<RewardRule> rules,
        @Nullable Document document) {
    private static final String SCHEMA = "/org/dynama/world/exchange/rewards.schema.json";
    private static final String WORLD = "/org/dynama/world/file/world.schema.json";
    private static final MarketAgent.Drawn SURE =
            new MarketAgent.Drawn(new DiscreteTypes(List.of(Reals.of(1)), Reals.of(1)), "");
    private static final RewardRule ALL = new RewardRule(0, "", Set.of(), Set.of(), 1, 0);

    public RewardOwners {
        agents = List.copyOf(agents);
        rules = List.copyOf(rules);
    }

    /** One agent, whose type is surely 1, has all rewards. */
    public static RewardOwners one() {
        return new RewardOwners(List.of(new MarketAgent("agent", SURE)), SURE, List.of(ALL), null);
    }

    /**
     * Reads a map.
     *
     * @throws org.dynama.config.ConfigException with all faults at once
     */
    public static RewardOwners read(Path file) {
        Document document = Document.read(file, Schema.using(SCHEMA, WORLD), List.of());
        Faults faults = new Faults(document.source());
        MarketAgent.Drawn types = document.has("types") ? DrawnTypes.read(document, file, "types", faults) : SURE;
        List<MarketAgent> agents = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String path : document.entries("agents")) {
            String name = document.text(path + ".name");
            if (!names.add(name)) {
                faults.add(document.fault(path + ".name", "names an agent twice", "Give each agent her own name."));
            }
            boolean own = document.has(path + ".types");
            agents.add(new MarketAgent(name, own ? DrawnTypes.read(document, file, path + ".types", faults) : types));
        }
        faults.throwIfAny();
        List<RewardRule> rules = new ArrayList<>();
        for (String path : document.entries("rewards")) {
            rules.add(rule(document, path, List.copyOf(names), agents, faults));
        }
        if (rules.isEmpty() && agents.size() == 1) {
            rules.add(ALL);
        }
        faults.throwIfAny();
        return new RewardOwners(agents.isEmpty() ? one().agents : agents, types, rules, document);
    }

    private static RewardRule rule(
            Document document, String path, List<String> names, List<MarketAgent> agents, Faults faults) {
        String to = document.text(path + ".to");
        int agent = names.indexOf(to);
        int component = Math.toIntExact(document.whole(path + ".component")) - 1;
        if (agent < 0 && !to.equals("designer")) {
            String nearest = Nearest.of(to, names);
            faults.add(document.fault(
                    path + ".to",
                    "names no agent of the map, and not the designer",
                    nearest.isEmpty() ? "Known are " + String.join(", ", names) + "." : "Maybe " + nearest + "."));
        } else if (agent >= 0 && component >= agents.get(agent).dimension()) {
            int dimension = agents.get(agent).dimension();
            faults.add(document.fault(path + ".component", "is beyond her type, which has dimension " + dimension, ""));
        }
        return new RewardRule(
                agent,
                document.has(path + ".of") ? document.text(path + ".of") : "",
                words(document, path + ".actions"),
                words(document, path + ".states"),
                document.number(path + ".factor"),
                component);
    }

    private static Set<String> words(Document document, String path) {
        Set<String> words = new LinkedHashSet<>();
        if (document.has(path)) {
            document.entries(path).forEach(entry -> words.add(document.text(entry)));
        }
        return words;
    }

    /** Refuses rules that speak of what a model does not have. */
    void requireFit(ExplicitModel model) {
        if (document == null) {
            return;
        }
        Faults faults = new Faults(document.source());
        Set<String> actions = new HashSet<>();
        model.choices().forEach(choice -> actions.add(choice.action()));
        Set<String> states = new HashSet<>(model.states());
        for (int k = 0; k < rules.size(); k++) {
            String path = "rewards[" + k + "]";
            if (document.has(path + ".of")
                    && !model.rewards().contains(rules.get(k).of())) {
                String known = "Known are " + String.join(", ", model.rewards()) + ".";
                faults.add(document.fault(path + ".of", "is no reward structure of the model", known));
            }
            requireKnown(path + ".actions", actions, "action", faults);
            requireKnown(path + ".states", states, "state", faults);
        }
        if (rules.isEmpty()) {
            faults.add(document.fault("", "says of no reward whose it is", "Maybe rewards: [{to: designer}]."));
        }
        faults.throwIfAny();
    }

    /** Refuses a map that speaks of other bidders than an auction has, or of their rewards, which are their bids. */
    void requireBidders(List<MarketAgent> bidders) {
        if (document == null) {
            return;
        }
        Faults faults = new Faults(document.source());
        if (!document.entries("rewards").isEmpty()) {
            faults.add(document.fault("rewards", "must be absent: a bidder has what she bids for", "Keep the types."));
        }
        Set<String> known = new LinkedHashSet<>();
        bidders.forEach(bidder -> known.add(bidder.name()));
        document.entries("agents").forEach(path -> {
            if (!known.contains(document.text(path + ".name"))) {
                String names = "Bidders are called bidder 0 to bidder " + (known.size() - 1) + ".";
                faults.add(document.fault(path + ".name", "is no bidder of the auction", names));
            }
        });
        for (MarketAgent bidder : bidders) {
            if (bidder.dimension() != 1) {
                faults.add(
                        document.fault("", "gives " + bidder.name() + " a type of several numbers", "One is enough."));
            }
        }
        faults.throwIfAny();
    }

    private void requireKnown(String path, Set<String> known, String what, Faults faults) {
        Document map = Objects.requireNonNull(document);
        for (String entry : map.has(path) ? map.entries(path) : List.<String>of()) {
            if (!known.contains(map.text(entry))) {
                String nearest = Nearest.of(map.text(entry), known);
                String hint = nearest.isEmpty() ? "" : "Maybe " + nearest + ".";
                faults.add(map.fault(entry, "is no " + what + " of the model", hint));
            }
        }
    }
}
