package org.dynama.pivot.study;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.StorageProviders;
import org.dynama.pivot.world.WorldFile;
import org.dynama.ama.study.Spec;
import org.dynama.model.Reals;

/** Builds the world that a document names. */
final class PivotWorlds {
    private PivotWorlds() {}

    /**
     * The world.
     *
     * @param memory bytes that its tables may take
     * @throws org.dynama.config.ConfigException if it cannot be built
     */
    static AllocationWorld of(Document document, long memory) {
        if (document.has("environment.file")) {
            return WorldFile.read(Path.of(document.text("environment.file")), memory);
        }
        Faults faults = new Faults(document.source());
        try {
            return "brewery".equals(document.text("environment.kind"))
                    ? brewery(document, memory)
                    : storage(document, memory);
        } catch (IllegalArgumentException exception) {
            faults.add(Spec.fault(document, "environment", exception));
            faults.throwIfAny();
            throw exception;
        }
    }

    private static AllocationWorld brewery(Document document, long memory) {
        List<String> goods = document.keys("environment.goods");
        Brewery brewery = new Brewery(
                whole(document, "environment.producers"),
                new Brewery.Goods(
                        goods,
                        Reals.of(goods.stream()
                                .mapToDouble(good -> document.number(Document.join("environment.goods", good)))
                                .toArray()),
                        numbers(document, "environment.worth")),
                new Brewery.Levels(numbers(document, "environment.levels"), drift(document, "environment.drift")),
                whole(document, "environment.periods"));
        brewery.size().requireFits(memory);
        return brewery.world();
    }

    private static AllocationWorld storage(Document document, long memory) {
        List<String> draws = document.entries("environment.imbalances");
        StorageProviders storage = new StorageProviders(
                whole(document, "environment.providers"),
                whole(document, "environment.capacity"),
                new StorageProviders.Imbalances(
                        draws.stream()
                                .map(draw -> whole(document, draw + ".amount"))
                                .toList(),
                        Reals.of(draws.stream()
                                .mapToDouble(draw -> document.number(draw + ".probability"))
                                .toArray())),
                new StorageProviders.Costs(
                        numbers(document, "environment.costs"),
                        drift(document, "environment.idle"),
                        drift(document, "environment.working")),
                document.number("environment.penalty"),
                document.number("environment.discount"));
        storage.size().requireFits(memory);
        return storage.world();
    }

    private static int whole(Document document, String path) {
        return Math.toIntExact(document.whole(path));
    }

    private static Reals numbers(Document document, String path) {
        return Reals.of(
                document.numbers(path).stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Drift drift(Document document, String path) {
        return new Drift(document.number(path + ".up"), document.number(path + ".down"));
    }
}
