package org.dynama.pivot.world;

import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.model.Reals;

/** The worlds that are built in, as a spec's key {@code environment} chooses and describes them. */
public enum ShippedWorld {
    BREWERY {
        @Override
        public AllocationWorld world(Document document, long memory) {
            BreweryKeys keys = document.bind("environment", BreweryKeys.class);
            Brewery brewery = new Brewery(
                    keys.producers,
                    new Brewery.Goods(
                            List.copyOf(keys.goods.keySet()),
                            Reals.of(keys.goods.values().stream()
                                    .mapToDouble(p -> p)
                                    .toArray()),
                            keys.worth),
                    keys.valuations.isEmpty()
                            ? new Brewery.Levels(keys.levels, keys.drift)
                            : PrivateBundles.of(
                                    List.copyOf(keys.goods.keySet()), keys.valuations, keys.kernel, keys.drift),
                    keys.periods);
            brewery.size().requireFits(memory);
            return brewery.world();
        }
    },
    STORAGE {
        @Override
        public AllocationWorld world(Document document, long memory) {
            StorageKeys keys = document.bind("environment", StorageKeys.class);
            StorageProviders storage = new StorageProviders(
                    keys.providers,
                    keys.capacity,
                    new StorageProviders.Imbalances(
                            keys.imbalances.stream().map(Imbalance::amount).toList(),
                            Reals.of(keys.imbalances.stream()
                                    .mapToDouble(Imbalance::probability)
                                    .toArray())),
                    new StorageProviders.Costs(keys.costs, keys.idle, keys.working),
                    keys.penalty,
                    keys.discount);
            storage.size().requireFits(memory);
            return storage.world();
        }
    };

    private record BreweryKeys(
            int producers,
            Map<String, Double> goods,
            Reals levels,
            Reals worth,
            Drift drift,
            Map<String, Map<String, Double>> valuations,
            Map<String, Map<String, Double>> kernel,
            int periods) {}

    private record Imbalance(int amount, double probability) {}

    private record StorageKeys(
            int providers,
            int capacity,
            List<Imbalance> imbalances,
            Reals costs,
            double penalty,
            Drift idle,
            Drift working,
            double discount) {}

    /**
     * The world that a document describes.
     *
     * @param memory bytes that its tables may take
     * @throws IllegalArgumentException if they need more, or keys do not go together
     */
    public abstract AllocationWorld world(Document document, long memory);
}
