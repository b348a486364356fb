package org.dynama.online.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.outcome.AdSlots;
import org.dynama.online.outcome.OutcomeFile;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.outcome.ServiceLevels;
import org.dynama.online.outcome.SingleItem;
import org.dynama.online.reporting.Noise;
import org.dynama.online.world.BanditWorld;
import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;

/** Builds the market of a spec of kind bandit; faults that only show now are added. */
record BanditMarkets(Document document, Faults faults) {
    private enum Sold {
        SINGLE_ITEM,
        AD_SLOTS,
        SERVICE_LEVELS,
        TABLE,
        FILE
    }

    private enum Spread {
        VARIANCE,
        DEVIATION
    }

    private enum Realised {
        GAUSSIAN,
        CLICKS
    }

    /** What comes back from a round. */
    private record Returns(double noise, Spread noiseIs, Realised realisations) {}

    /** Units of the one resource, or of each; of each level for all agents, or of each level for each agent. */
    private record Levels(JsonNode demand, JsonNode capacity) {}

    private record Spaced(double from, double to) {}

    /** The market, and the most that an agent may have in it. */
    BanditWorld world() {
        Sold sold = document.bind("market.kind", Sold.class);
        if (sold == Sold.FILE) {
            return BanditWorld.read(document.file("market.file"), new RandomStream(document.whole("seed"), "markets"));
        }
        return new BanditWorld(market(sold), document.number("market.ceiling"), document.text("market.kind"));
    }

    private BanditMarket market(Sold sold) {
        return switch (sold) {
            case FILE -> world().market();
            case SINGLE_ITEM -> market(new SingleItem(agents()), Collections.nCopies(agents(), Reals.of(1)));
            case AD_SLOTS -> {
                List<Reals> rates = new Rates(document, faults, agents()).rows("market.clickRates", 0, "");
                faults.throwIfAny();
                yield market(new AdSlots(agents(), rates.get(0).size()), rates);
            }
            case SERVICE_LEVELS -> serviceLevels();
            case TABLE -> {
                OutcomeFile table = OutcomeFile.read(document.file("market.file"));
                yield market(table.outcomes(), table.values(), table.designer());
            }
        };
    }

    private int agents() {
        return Math.toIntExact(document.whole("market.agents"));
    }

    private BanditMarket serviceLevels() {
        Levels levels = document.bind("market", Levels.class);
        List<Integer> capacity = wholes(levels.capacity);
        List<List<List<Integer>>> demand = demand(levels);
        faults.throwIfAny();
        int size = demand.get(0).size() - 1;
        Rates rates = new Rates(document, faults, agents());
        List<Reals> benefit = rates.rows("market.benefit", size, "levels of market.demand");
        List<Reals> cost = rates.rows("market.cost", size, "levels of market.demand");
        faults.throwIfAny();
        Outcomes outcomes = new ServiceLevels(demand, capacity);
        double[] each = Reals.filled(agents(), -1).toArray();
        return market(outcomes, scaled(values(), benefit), scaled(each, cost));
    }

    private static List<Integer> wholes(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList()
                : List.of(node.intValue());
    }

    /** Shape {@code [n][S][R]}, no service first; faults are added. */
    private List<List<List<Integer>>> demand(Levels levels) {
        String path = "market.demand";
        boolean isOne = !levels.capacity.isArray();
        int depth = depth(levels.demand);
        boolean isByAgent = depth == (isOne ? 2 : 3);
        if (!isByAgent && depth != (isOne ? 1 : 2)) {
            faults.add(document.fault(
                    path,
                    isOne
                            ? "must be a list of units for each level, or one for each agent: market.capacity is of one resource"
                            : "must be a list of units of each resource for each level, or such lists for each agent",
                    isOne ? "Maybe a list of capacities." : "Maybe one capacity."));
            return List.of();
        }
        List<JsonNode> agents = isByAgent
                ? StreamSupport.stream(levels.demand.spliterator(), false).toList()
                : Collections.nCopies(agents(), levels.demand);
        if (agents.size() != agents()) {
            String rule = "has " + agents.size() + " entries and must have one for each of " + agents() + " agents";
            faults.add(document.fault(path, rule, "Maybe market.agents: " + agents.size() + "."));
        }
        int resources = wholes(levels.capacity).size();
        return agents.stream().map(agent -> levels(agent, resources)).toList();
    }

    /** Lists within lists; 0 of a number, and of the first entry where they differ. */
    private static int depth(JsonNode node) {
        return node.isArray() ? 1 + depth(node.path(0)) : 0;
    }

    private static List<List<Integer>> levels(JsonNode agent, int resources) {
        List<List<Integer>> all = new ArrayList<>(List.of(Collections.nCopies(resources, 0)));
        agent.forEach(level -> all.add(wholes(level)));
        return all;
    }

    private BanditMarket market(Outcomes outcomes, List<Reals> rates) {
        return market(outcomes, scaled(values(), rates), Reals.filled(outcomes.designerComponents(), 0));
    }

    /** For every agent 0 for being left out, and for each allocation her number times her rate. */
    private static Reals scaled(double[] own, List<Reals> rates) {
        int size = rates.get(0).size() + 1;
        double[] all = new double[own.length * size];
        for (int k = 0; k < all.length; k++) {
            all[k] = k % size == 0 ? 0 : own[k / size] * rates.get(k / size).get(k % size - 1);
        }
        return Reals.of(all);
    }

    private double[] values() {
        int n = agents();
        if (!document.isMap("market.values")) {
            Reals listed = document.bind("market.values", Reals.class);
            if (listed.size() != n) {
                String rule = "has " + listed.size() + " entries and must have one for each of " + n + " agents";
                faults.add(document.fault("market.values", rule, "Maybe market.agents: " + listed.size() + "."));
            }
            return Arrays.copyOf(listed.toArray(), n);
        }
        Spaced ends = document.bind("market.values", Spaced.class);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = n == 1 ? ends.from : ends.from + (ends.to - ends.from) * i / (n - 1);
        }
        return values;
    }

    private BanditMarket market(Outcomes outcomes, Reals values, Reals designer) {
        List<Boolean> known = new ArrayList<>(Collections.nCopies(outcomes.allocations(), false));
        known.set(0, true);
        Returns returns = document.bind("market", Returns.class);
        double deviation = switch (returns.noiseIs) {
            case VARIANCE -> Math.sqrt(returns.noise);
            case DEVIATION -> returns.noise;
        };
        double ceiling = document.number("market.ceiling");
        Noise noise = switch (returns.realisations) {
            case GAUSSIAN -> new Noise.Gaussian(deviation / ceiling);
            case CLICKS -> new Noise.Coin();
        };
        double own = document.has("market.designerNoise") ? document.number("market.designerNoise") : 0;
        return new BanditMarket(
                outcomes,
                in(ceiling, within(ceiling, values, outcomes.allocations())),
                noise,
                known,
                in(ceiling, designer),
                own / ceiling);
    }

    /** Counted in the ceiling: the mechanism's own values lie in [0, 1]. */
    private static Reals in(double ceiling, Reals amounts) {
        return Reals.of(amounts.stream().map(amount -> amount / ceiling).toArray());
    }

    /** Values of agents, each cut to its range; of each agent the first that is not in it is a fault. */
    private Reals within(double ceiling, Reals values, int allocations) {
        double[] cut = values.toArray();
        int wrong = -1;
        for (int k = 0; k < cut.length; k++) {
            int i = k / allocations;
            if (!(cut[k] >= 0 && cut[k] <= ceiling)) {
                if (i != wrong) {
                    String path = document.isList("market.values") ? "market.values[" + i + "]" : "market";
                    faults.add(document.fault(path, outside(ceiling, values, k, allocations)));
                }
                wrong = i;
                cut[k] = Math.min(ceiling, Math.max(0, cut[k]));
            }
        }
        return Reals.of(cut);
    }

    private static Refusal outside(double ceiling, Reals values, int k, int allocations) {
        boolean isNegative = values.get(k) < 0;
        return new Refusal(
                "value",
                values.get(k),
                "of agent " + (k / allocations + 1) + " for allocation " + k % allocations + " must lie in [0, "
                        + Numbers.plain(ceiling) + "]",
                isNegative
                        ? "Maybe 0."
                        : "Maybe market.ceiling: " + values.stream().max().orElse(ceiling) + ".");
    }
}
