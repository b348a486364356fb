package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/**
 * A spec's key {@code world}.
 *
 * @param costs a row for each agent, a number for each good; empty for zero
 */
record LearnWorldKeys(
        Kind kind,
        @JsonUnwrapped World.Size size,
        double discount,
        World.Allocation allocation,
        double rate,
        double noise,
        List<Reals> costs) {

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
        Types types = types(document);
        return document.made(
                "world", () -> document.bind("world", LearnWorldKeys.class).with(types));
    }

    private World with(Types types) {
        Dynamics dynamics = switch (kind) {
            case BANDIT_AUCTION -> new Dynamics.Bandit(rate, noise);
            case FIXED_SALES -> new Dynamics.FixedSales();
            case HABIT_SERVICE -> new Dynamics.Habit(rate, noise);
        };
        double[] all = costs.isEmpty()
                ? new double[size.agents() * size.goods()]
                : costs.stream().flatMapToDouble(Reals::stream).toArray();
        return new World(size, discount, types, dynamics, allocation, Reals.of(all));
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
                        ? Types.Discrete.uniform(
                                document.bind(path + ".values", Reals.class).toArray())
                        : document.has(path + ".mean")
                                ? document.bind(path, Types.Interval.class)
                                : Types.Interval.uniform(
                                        document.number(path + ".low"), document.number(path + ".high")));
    }
}
