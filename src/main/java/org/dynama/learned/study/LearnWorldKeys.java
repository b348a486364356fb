package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.WorldOfMarket;
import org.dynama.model.Reals;
import org.dynama.world.file.MarketplaceFile;

/**
 * A spec's key {@code world}.
 *
 * @param costs a row for each agent, a number for each good; empty for zero
 * @param own of each agent; empty where they are alike
 */
record LearnWorldKeys(
        Kind kind,
        @JsonUnwrapped World.Size size,
        double discount,
        World.Allocation allocation,
        World.Disclosed disclosed,
        double rate,
        double noise,
        List<Reals> costs,
        List<LearnOwnKeys> own) {

    enum Kind {
        BANDIT_AUCTION,
        FIXED_SALES,
        HABIT_SERVICE
    }

    /** Types that have a name. */
    private enum Named {
        DISCRETE,
        CONTINUOUS,
        UNIFORM
    }

    /**
     * The world of a spec.
     *
     * @throws org.dynama.config.ConfigException if keys do not go together
     */
    static World world(Document document) {
        if (document.has("world.file")) {
            MarketplaceFile file = MarketplaceFile.read(document.file("world.file"));
            World found = WorldOfMarket.of(
                    file,
                    document.has("world.kind") ? document.text("world.kind") : "",
                    document.has("world.allocation")
                            ? document.bind("world.allocation", World.Allocation.class)
                            : null);
            return found.disclosing(document.bind("world.disclosed", World.Disclosed.class));
        }
        Types types = types(document);
        return document.made(
                "world", () -> document.bind("world", LearnWorldKeys.class).with(types));
    }

    private World with(Types types) {
        double[] all = costs.isEmpty()
                ? new double[size.agents() * size.goods()]
                : costs.stream().flatMapToDouble(Reals::stream).toArray();
        List<World.Own> each = own.stream()
                .map(one -> new World.Own(one.types(types), dynamics(one.rate(rate), one.noise(noise))))
                .toList();
        return new World(size, discount, types, dynamics(rate, noise), allocation, Reals.of(all), each, disclosed);
    }

    private Dynamics dynamics(double fast, double loud) {
        return switch (kind) {
            case BANDIT_AUCTION -> new Dynamics.Bandit(fast, loud);
            case FIXED_SALES -> new Dynamics.FixedSales();
            case HABIT_SERVICE -> new Dynamics.Habit(fast, loud);
        };
    }

    private static Types types(Document document) {
        String path = "world.types";
        if (!document.isMap(path)) {
            return switch (document.bind(path, Named.class)) {
                case DISCRETE -> Types.Discrete.uniform(1, 2, 3);
                case CONTINUOUS -> new Types.Interval(0, 5, 2.5, 0.1);
                case UNIFORM -> Types.Interval.uniform(0, 1);
            };
        }
        return document.made(
                path,
                () -> document.has(path + ".values")
                        ? discrete(document, path)
                        : document.has(path + ".mean")
                                ? document.bind(path, Types.Interval.class)
                                : Types.Interval.uniform(
                                        document.number(path + ".low"), document.number(path + ".high")));
    }

    private static Types discrete(Document document, String path) {
        Reals values = document.bind(path + ".values", Reals.class);
        return document.has(path + ".initial")
                ? new Types.Discrete(values, document.bind(path + ".initial", Reals.class))
                : Types.Discrete.uniform(values.toArray());
    }

    /**
     * The key {@code world} that describes a world without a file: the document's own, or one that is made where the document
     * names a market's file.
     */
    static ObjectNode description(Document document, World world) {
        ObjectNode given = (ObjectNode) document.node().path("world");
        if (!given.has("file")) {
            return given;
        }
        ObjectNode keys = Json.MAPPER.createObjectNode();
        keys.put("kind", world.dynamics().kind());
        keys.put("agents", world.agents()).put("goods", world.goods()).put("periods", world.periods());
        keys.put("discount", world.discount());
        keys.set(
                "types",
                Json.MAPPER.valueToTree(world.types().match(LearnWorldKeys::finite, LearnWorldKeys::interval)));
        keys.put("allocation", world.allocation().isDrawn() ? "lottery" : "share");
        keys.put("disclosed", world.disclosed().name().toLowerCase(Locale.ROOT));
        keys.put("rate", world.dynamics().match(Dynamics.Bandit::rate, sales -> 0.5, Dynamics.Habit::rate));
        keys.put("noise", world.dynamics().match(Dynamics.Bandit::resting, sales -> 0.01, Dynamics.Habit::noise));
        for (int i = 0; i < world.agents(); i++) {
            ArrayNode row = keys.withArray("costs").addArray();
            for (int k = 0; k < world.goods(); k++) {
                row.add(world.costs().get(i * world.goods() + k));
            }
        }
        return keys;
    }

    private static Map<String, Object> finite(Types.Discrete discrete) {
        boolean equal = discrete.initial()
                .equals(Reals.filled(
                        discrete.values().size(), 1.0 / discrete.values().size()));
        Reals values = discrete.values();
        return equal ? Map.of("values", values) : Map.of("values", values, "initial", discrete.initial());
    }

    private static Map<String, Object> interval(Types.Interval interval) {
        Map<String, Object> ends = Map.of("low", interval.low(), "high", interval.high());
        return interval.isUniform()
                ? ends
                : Map.of(
                        "low", interval.low(),
                        "high", interval.high(),
                        "mean", interval.mean(),
                        "deviation", interval.deviation());
    }
}
