package org.dynama.world.file;

import java.io.Writer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.dynama.config.Json;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;

/** A market as JSON in one canonical form, which {@link MarketplaceFile} reads back to an equal market. */
public final class MarketplaceText {
    /** Whole numbers up to here are written without a decimal point. */
    private static final double LARGEST_WHOLE = 1e15;

    private final Marketplace market;

    private MarketplaceText(Marketplace market) {
        this.market = market;
    }

    /** The JSON, with a line break at its end. */
    public static String of(Marketplace market) {
        return Json.write(tree(market));
    }

    /** Writes the JSON as it is made, so that it may be large. */
    public static void write(Marketplace market, Writer out) {
        Json.write(out, tree(market));
    }

    /** The keys of the JSON. */
    static Map<String, Object> tree(Marketplace market) {
        return new MarketplaceText(market).tree();
    }

    private Map<String, Object> tree() {
        ActionText actions = new ActionText(market);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", market.name());
        if (!market.description().isEmpty()) {
            tree.put("description", market.description());
        }
        tree.put("horizon", horizon());
        tree.put("initial", named(market.labels().states(), market.initial()));
        if (!market.drawsByState().isEmpty()) {
            Map<String, Object> byState = new LinkedHashMap<>();
            market.drawsByState()
                    .forEach((s, each) -> byState.put(
                            market.labels().states().get(s),
                            named(market.labels().draws(), each)));
            tree.put("drawsByState", byState);
        } else if (!market.labels().draws().equals(List.of(Marketplace.SURE))
                || market.draws().size() > 1) {
            List<Object> draws = new ArrayList<>();
            market.draws().forEach(each -> draws.add(named(market.labels().draws(), each)));
            tree.put("draws", draws.size() == 1 ? draws.get(0) : draws);
        }
        tree.put("agents", market.agents().stream().map(MarketplaceText::agent).toList());
        Map<String, Object> order = order();
        if (!order.isEmpty()) {
            tree.put("order", order);
        }
        // Entries are made when they are written: all at once would take far more memory than the market.
        tree.put("actions", new AbstractList<Map<String, Object>>() {
            @Override
            public Map<String, Object> get(int e) {
                return actions.of(market.actions().get(e));
            }

            @Override
            public int size() {
                return market.actions().size();
            }
        });
        if (!market.endings().isEmpty()) {
            tree.put("terminal", market.endings().stream().map(actions::of).toList());
        }
        if (market.observation() != null) {
            tree.put("observation", ObservationKeys.text(market.observation()));
        }
        return tree;
    }

    private Map<String, Object> horizon() {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (market.horizon() instanceof Horizon.Discounted discounted) {
            keys.put("kind", "discounted");
            keys.put("discount", discounted.discount());
        } else if (market.isFinite()) {
            keys.put("kind", "finite");
            if (market.periods() > 0) {
                keys.put("periods", market.periods());
            }
        } else {
            keys.put("kind", market.horizon() instanceof Horizon.Total ? "total" : "average");
        }
        return keys;
    }

    private static Map<String, Object> agent(MarketAgent agent) {
        Map<String, Object> keys = new LinkedHashMap<>(Map.of("name", agent.name()));
        if (agent.types() instanceof Listed listed) {
            keys.put("types", listed.names());
            if (!listed.values().isEmpty()) {
                Map<String, Object> values = new LinkedHashMap<>();
                for (int k = 0; k < listed.names().size(); k++) {
                    values.put(listed.names().get(k), list(listed.values().get(k)));
                }
                keys.put("values", values);
            }
            keys.put("initial", named(listed.names(), listed.initial()));
            if (!listed.stays(listed.drift())) {
                keys.put(
                        "drift",
                        rows(
                                listed.names(),
                                listed.drift(),
                                Listed.staying(listed.names().size())));
            }
            return keys;
        }
        Map<String, Object> types = new LinkedHashMap<>();
        types.put("dimension", agent.dimension());
        types.put("distribution", DistributionText.keys((Drawn) agent.types()));
        keys.put("types", types);
        return keys;
    }

    /** The orders that the actions' own does not give. */
    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        if (!isOrdered(market.labels().states().size(), MarketAction::state)) {
            order.put("states", market.labels().states());
        }
        if (!isOrdered(market.labels().actions().size(), MarketAction::action)) {
            order.put("actions", market.labels().actions());
        }
        return order;
    }

    private boolean isOrdered(int count, ToIntFunction<MarketAction> number) {
        LinkedHashSet<Integer> first = new LinkedHashSet<>();
        market.actions().forEach(action -> first.add(number.applyAsInt(action)));
        int next = 0;
        for (int named : first) {
            if (named != next++) {
                return false;
            }
        }
        return next == count;
    }

    /** Positive probabilities by name. */
    static Map<String, Object> named(List<String> names, Reals probabilities) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            if (probabilities.get(k) > 0) {
                map.put(names.get(k), number(probabilities.get(k)));
            }
        }
        return map;
    }

    static List<String> named(List<String> names, BitSet members) {
        return members.stream().mapToObj(names::get).toList();
    }

    /** The rows of a kernel that another one does not have. */
    static Map<String, Object> rows(List<String> names, Reals kernel, Reals other) {
        Map<String, Object> rows = new LinkedHashMap<>();
        int size = names.size();
        for (int k = 0; k < size; k++) {
            Reals row = row(kernel, k, size);
            if (!row.equals(row(other, k, size))) {
                rows.put(names.get(k), named(names, row));
            }
        }
        return rows;
    }

    private static Reals row(Reals kernel, int k, int size) {
        return Reals.of(kernel.stream().skip((long) k * size).limit(size).toArray());
    }

    static List<Object> list(Reals numbers) {
        return numbers.stream().mapToObj(MarketplaceText::number).toList();
    }

    static Object number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE;
        return whole ? (Object) (long) number : (Object) number;
    }
}
