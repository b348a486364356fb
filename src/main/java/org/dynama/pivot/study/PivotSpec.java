package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.pivot.simulation.ReportingStrategy;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.WorldFile;
import org.jspecify.annotations.Nullable;

/**
 * What to run, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param world what is allocated
 * @param strategies how each agent reports, in words
 */
public record PivotSpec(Keys keys, AllocationWorld world, List<String> strategies) {
    static final String TRUTHFUL = "truthful";

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
    static PivotSpec of(Document document) {
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
            String strategy = document.has(key) ? document.text(key) : TRUTHFUL;
            if (reporting(strategy, agent) == null) {
                faults.add(document.fault(
                        key,
                        "is neither a strategy nor a type of " + agent.name(),
                        "Known are truthful, lowest, highest, random, " + String.join(", ", agent.types()) + "."));
            }
            strategies.add(strategy);
        }
        return strategies;
    }

    private static @Nullable ReportingStrategy reporting(String strategy, FiniteAgent agent) {
        int type = agent.types().indexOf(strategy);
        return switch (strategy) {
            case TRUTHFUL -> ReportingStrategy.TRUTHFUL;
            case "random" -> ReportingStrategy.RANDOM;
            case "lowest" -> ReportingStrategy.always(0);
            case "highest" -> ReportingStrategy.always(agent.types().size() - 1);
            default -> type < 0 ? null : ReportingStrategy.always(type);
        };
    }

    /** How each agent reports. */
    List<ReportingStrategy> reporting() {
        List<ReportingStrategy> reporting = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            ReportingStrategy strategy =
                    reporting(strategies.get(i), world.agents().get(i));
            if (strategy != null) {
                reporting.add(strategy);
            }
        }
        return reporting;
    }
}
