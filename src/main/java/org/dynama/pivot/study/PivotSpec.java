package org.dynama.pivot.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.simulation.ReportingStrategy;

/**
 * What to run, read from a YAML file, every key filled in and checked.
 *
 * @param name of the run, for people
 * @param world what is allocated
 * @param tolerance of the checks, relative to the largest welfare
 * @param seasons that are simulated
 * @param strategies how each agent reports, in words
 * @param tableRows rows of {@code values.csv} at most
 * @param seed of all streams
 * @param threads 0 for all cores
 * @param yaml the resolved document
 */
public record PivotSpec(
        String name,
        AllocationWorld world,
        double tolerance,
        int seasons,
        List<String> strategies,
        long tableRows,
        long seed,
        int threads,
        String yaml) {
    static final String TRUTHFUL = "truthful";
    static final String RANDOM = "random";
    static final String LOWEST = "lowest";
    static final String HIGHEST = "highest";

    public PivotSpec {
        strategies = List.copyOf(strategies);
    }

    /** The schema of such specs. */
    public static Schema schema() {
        return Schema.resource("pivot.schema.json");
    }

    /**
     * Reads a spec and the world that it names.
     *
     * @param overrides {@code path=value} each
     * @throws org.dynama.config.ConfigException with every fault of the file that has them, at once
     */
    public static PivotSpec read(Path file, List<String> overrides) {
        Document document = Document.read(file, schema(), overrides);
        Faults faults = new Faults(document.source());
        AllocationWorld world = PivotWorlds.of(document, Runtime.getRuntime().maxMemory());
        List<String> strategies = strategies(document, world, faults);
        faults.throwIfAny();
        return new PivotSpec(
                document.text("name"),
                world,
                document.number("tolerance"),
                Math.toIntExact(document.whole("simulation.seasons")),
                strategies,
                document.whole("tableRows"),
                document.whole("seed"),
                Math.toIntExact(document.whole("threads")),
                document.toYaml());
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
            if (!List.of(TRUTHFUL, RANDOM, LOWEST, HIGHEST).contains(strategy)
                    && !agent.types().contains(strategy)) {
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
        List<ReportingStrategy> reporting = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            List<String> types = world.agents().get(i).types();
            reporting.add(
                    switch (strategies.get(i)) {
                        case TRUTHFUL -> ReportingStrategy.TRUTHFUL;
                        case RANDOM -> ReportingStrategy.RANDOM;
                        case LOWEST -> ReportingStrategy.always(0);
                        case HIGHEST -> ReportingStrategy.always(types.size() - 1);
                        default -> ReportingStrategy.always(types.indexOf(strategies.get(i)));
                    });
        }
        return reporting;
    }

    /** Whether agent {@code i} reports truthfully. */
    boolean isTruthful(int i) {
        return strategies.get(i).equals(TRUTHFUL);
    }
}
