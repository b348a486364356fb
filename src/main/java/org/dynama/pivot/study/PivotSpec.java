package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.pivot.simulation.ReportingStrategy;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.ShippedWorld;
import org.dynama.pivot.world.WorldFile;

/**
 * What to run, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param world what is allocated
 * @param strategies how each agent reports, in words
 */
public record PivotSpec(Keys keys, AllocationWorld world, List<String> strategies) {
    public PivotSpec {
        strategies = List.copyOf(strategies);
    }

    /**
     * Keys besides the world.
     *
     * @param tolerance of the checks, relative to the largest welfare
     * @param tableRows rows of {@code values.csv} at most
     * @param seed of all streams
     * @param threads 0 for all cores
     */
    public record Keys(String name, double tolerance, Simulation simulation, long tableRows, long seed, int threads) {}

    /** Seasons that are simulated. */
    public record Simulation(int seasons) {}

    /**
     * Reads a spec and the world that it names.
     *
     * @throws ConfigException with every fault of the file that has them, at once
     */
    public static PivotSpec of(Document document) {
        Keys keys = document.bind("", Keys.class);
        AllocationWorld world = world(document);
        Faults faults = new Faults(document.source());
        List<String> strategies = strategies(document, world, faults);
        faults.throwIfAny();
        return new PivotSpec(keys, world, strategies);
    }

    private static AllocationWorld world(Document document) {
        long memory = Runtime.getRuntime().maxMemory();
        if (document.has("environment.file")) {
            return WorldFile.read(document.file("environment.file"), memory);
        }
        ShippedWorld kind = document.bind("environment.kind", ShippedWorld.class);
        try {
            return kind.world(document, memory);
        } catch (IllegalArgumentException refused) {
            throw new ConfigException(document.source(), List.of(document.fault("environment", refused)));
        }
    }

    private static List<String> strategies(Document document, AllocationWorld world, Faults faults) {
        String path = "simulation.strategies";
        List<String> names = world.agents().stream().map(FiniteAgent::name).toList();
        for (String key : document.keys(path)) {
            if (!names.contains(key)) {
                faults.add(document.fault(
                        Document.join(path, key), "is not an agent", "Known are " + String.join(", ", names) + "."));
            }
        }
        List<String> strategies = new ArrayList<>();
        for (FiniteAgent agent : world.agents()) {
            String key = Document.join(path, agent.name());
            String strategy = document.has(key) ? document.text(key) : "truthful";
            if (ReportingStrategy.named(strategy, agent) == null) {
                faults.add(document.fault(
                        key,
                        "is neither a strategy nor a type of " + agent.name(),
                        "Known are truthful, lowest, highest, random, " + String.join(", ", agent.types()) + "."));
            }
            strategies.add(strategy);
        }
        return strategies;
    }

    /** How each agent reports. */
    List<ReportingStrategy> reporting() {
        return IntStream.range(0, strategies.size())
                .mapToObj(i -> Objects.requireNonNull(ReportingStrategy.named(
                        strategies.get(i), world.agents().get(i))))
                .toList();
    }
}
