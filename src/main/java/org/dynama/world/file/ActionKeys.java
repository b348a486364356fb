package org.dynama.world.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAction.NamedLoss;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace.Ending;

/** Reads what can be done in which public state, and what is earned at the end. */
final class ActionKeys {
    /** Objectives with a meaning of their own. */
    private static final List<String> TAKEN = List.of("revenue", "welfare", "profit");

    private final Document document;
    private final Faults faults;
    private final PublicNames names;
    private final AgentKeys agentKeys;
    private final List<MarketAgent> agents;
    private final PayoffKeys payoffs;
    private final HorizonKeys horizon;

    ActionKeys(Document document, Faults faults, PublicNames names, AgentKeys agentKeys, List<MarketAgent> agents) {
        this.document = document;
        this.faults = faults;
        this.names = names;
        this.agentKeys = agentKeys;
        this.agents = agents;
        payoffs = new PayoffKeys(document, names.agents, agents, faults);
        horizon = new HorizonKeys(document);
    }

    List<MarketAction> actions() {
        BitSet always = new BitSet();
        always.set(0, Math.max(1, horizon.periods()));
        BitSet everyDraw = new BitSet();
        everyDraw.set(0, names.draws.size());
        List<MarketAction> actions = new ArrayList<>();
        for (String path : document.entries("actions")) {
            int state = names.states.named(path + ".state");
            MarketAction.Condition condition = new MarketAction.Condition(
                    draws(path + ".draws", everyDraw),
                    document.has(path + ".periods") ? periods(path + ".periods") : always,
                    names.agents.members(path + ".needs", new BitSet()),
                    names.agents.members(path + ".blockedBy", new BitSet()));
            MarketAction.Effect effect = new MarketAction.Effect(
                    next(path + ".next", state),
                    payoffs.map(path + ".rewards"),
                    designer(path),
                    losses(path + ".losses"),
                    drift(path + ".drift"));
            actions.add(new MarketAction(state, names.actions.named(path + ".name"), condition, effect));
        }
        return actions;
    }

    private BitSet draws(String path, BitSet everyDraw) {
        if (document.has(path) && document.entries(path).isEmpty()) {
            faults.add(document.fault(
                    path, "is empty: nothing leaves the action feasible", "Maybe leave draws out: all of them do."));
        }
        return names.draws.members(path, everyDraw);
    }

    List<Ending> endings() {
        List<Ending> endings = new ArrayList<>();
        BitSet known = new BitSet();
        for (String path : document.entries("terminal")) {
            if (horizon.periods() == 0) {
                faults.add(document.fault(
                        "terminal",
                        "must be absent: there is no last period",
                        "Maybe horizon: {kind: finite, periods: 4}."));
                return endings;
            }
            int state = names.states.named(path + ".state");
            if (state >= 0 && known.get(state)) {
                faults.add(document.fault(path + ".state", "stands twice", "Keep one of the two."));
            } else if (state >= 0) {
                known.set(state);
                endings.add(new Ending(state, payoffs.map(path + ".rewards"), designer(path)));
            }
        }
        return endings;
    }

    private BitSet periods(String path) {
        BitSet chosen = new BitSet();
        if (horizon.periods() == 0) {
            faults.add(document.fault(
                    path,
                    "must be absent: every period is like the other",
                    "Maybe horizon: {kind: finite, periods: 4}."));
            chosen.set(0);
            return chosen;
        }
        for (String member : document.entries(path)) {
            long period = document.whole(member);
            if (period < 1 || period > horizon.periods()) {
                faults.add(document.fault(member, "must be a period from 1 to " + horizon.periods(), ""));
            } else {
                chosen.set((int) period - 1);
            }
        }
        return chosen;
    }

    private Map<Integer, Double> next(String path, int state) {
        if (!document.has(path)) {
            return Map.of(state, 1.0);
        }
        if (document.keys(path).isEmpty() && !horizon.mayEnd()) {
            faults.add(document.fault(
                    path,
                    "ends the run, and an average horizon counts what a run earns per period, for ever",
                    "Maybe lead to a state that stays for ever, or \"horizon\": {\"kind\": \"total\"}."));
        }
        return names.states.probabilities(path);
    }

    /** What the designer earns, by its own word or by the old one. */
    private double designer(String path) {
        boolean old = document.has(path + ".public");
        if (old && document.has(path + ".designer")) {
            faults.add(document.fault(
                    path + ".public", "is the old word for designer, which stands there, too", "Keep one."));
        }
        String key = path + (old ? ".public" : ".designer");
        return document.has(key) ? document.number(key) + 0.0 : 0;
    }

    private Map<Integer, Reals> drift(String path) {
        Map<Integer, Reals> drift = new LinkedHashMap<>();
        for (String name : document.keys(path)) {
            int i = names.agents.number(path, name);
            if (i >= 0 && agents.get(i).types() instanceof Listed listed) {
                Known types = new Known(document, faults, "a type", listed.names());
                Reals kernel = agentKeys.kernel(Document.join(path, name), types, listed.drift());
                if (!kernel.equals(listed.drift())) {
                    drift.put(i, kernel);
                }
            } else if (i >= 0) {
                faults.add(document.fault(
                        Document.join(path, name),
                        "moves types that are drawn from a distribution, and these stay",
                        "Maybe types: [low, high], a list of names."));
            }
        }
        return drift;
    }

    private Map<String, NamedLoss> losses(String path) {
        Map<String, NamedLoss> losses = new LinkedHashMap<>();
        for (String name : document.keys(path)) {
            String at = Document.join(path, name);
            if (TAKEN.contains(name)) {
                faults.add(document.fault(at, "has a name that means something else", "Choose another name."));
            }
            losses.put(
                    name,
                    document.isMap(at)
                            ? new NamedLoss(0, payoffs.map(at))
                            : new NamedLoss(document.number(at) + 0.0, Map.of()));
        }
        return losses;
    }
}
