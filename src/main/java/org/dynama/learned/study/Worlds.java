package org.dynama.learned.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/** Reads the world of a spec. */
final class Worlds {
    private static final World ANY = World.of(
            new World.Size(1, 1, 1), Types.Interval.uniform(0, 1), new Dynamics.FixedSales(), World.Allocation.SHARE);

    private Worlds() {}

    /** The world, or any one where there are faults. */
    static World of(Document document, Faults faults) {
        try {
            int buyers = Math.toIntExact(document.whole("world.buyers"));
            int goods = Math.toIntExact(document.whole("world.goods"));
            return new World(
                    new World.Size(buyers, goods, Math.toIntExact(document.whole("world.periods"))),
                    document.number("world.discount"),
                    types(document),
                    dynamics(document),
                    World.Allocation.valueOf(document.text("world.allocation").toUpperCase(Locale.ROOT)),
                    costs(document, buyers, goods));
        } catch (IllegalArgumentException exception) {
            String[] lines = String.valueOf(exception.getMessage()).split("\n", 2);
            faults.add(document.fault("world", "cannot be used: " + lines[0], lines.length > 1 ? lines[1] : ""));
            return ANY;
        }
    }

    private static Types types(Document document) {
        String path = "world.types";
        if (!document.isMap(path)) {
            return switch (document.text(path)) {
                case "discrete" -> Types.Discrete.uniform(1, 2, 3);
                case "continuous" -> new Types.Interval(0, 5, 2.5, 0.1);
                default -> Types.Interval.uniform(0, 1);
            };
        }
        if (document.has(path + ".values")) {
            return Types.Discrete.uniform(document.numbers(path + ".values").stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
        double low = number(document, path + ".low");
        double high = number(document, path + ".high");
        return document.has(path + ".mean")
                ? new Types.Interval(low, high, number(document, path + ".mean"), number(document, path + ".deviation"))
                : Types.Interval.uniform(low, high);
    }

    private static double number(Document document, String path) {
        if (!document.has(path)) {
            throw new IllegalArgumentException(path + " is missing beside its neighbours\nMaybe {low: 0, high: 1}.");
        }
        return document.number(path);
    }

    private static Dynamics dynamics(Document document) {
        double rate = document.number("world.rate");
        double noise = document.number("world.noise");
        return switch (document.text("world.kind")) {
            case "fixed-sales" -> new Dynamics.FixedSales();
            case "habit-service" -> new Dynamics.Habit(rate, noise);
            default -> new Dynamics.Bandit(rate, noise);
        };
    }

    private static Reals costs(Document document, int buyers, int goods) {
        List<String> rows = document.entries("world.costs");
        if (rows.isEmpty()) {
            return Reals.filled(buyers * goods, 0);
        }
        List<Double> all = new ArrayList<>();
        rows.forEach(row -> all.addAll(document.numbers(row)));
        return Reals.of(all.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
