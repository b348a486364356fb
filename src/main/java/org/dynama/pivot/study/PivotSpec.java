package org.dynama.pivot.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.pivot.search.AffineSearch;
import org.dynama.pivot.simulation.ReportingStrategy;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.ShippedWorld;
import org.dynama.pivot.world.WorldExpansion;
import org.dynama.pivot.world.WorldFile;
import org.dynama.study.Input;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/**
 * What to run, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param affine what is allocated, with weights and boosts
 * @param strategies one for each agent
 * @param companions files that the world's file names, as it names them
 * @param environment as the spec has it; a file that it names is the copy in the run's folder
 * @param described the world as its file has it; null for a kind
 */
public record PivotSpec(
        Keys keys,
        AffineWorld affine,
        List<Strategy> strategies,
        List<String> companions,
        JsonNode environment,
        @Nullable Marketplace described) {
    private static final String ABSENCE = "environment." + DescribedWorld.ABSENCE;

    public PivotSpec {
        companions = List.copyOf(companions);
        strategies = List.copyOf(strategies);
    }

    /**
     * Keys besides the world.
     *
     * @param optimizer of weights and boosts
     * @param tolerance of the checks, relative to the money that each is about
     * @param tableRows rows of {@code values.csv} at most
     * @param seed of all streams but, where they have one of their own, the seasons'
     * @param threads 0 for all cores
     */
    public record Keys(
            String name,
            Optimizer optimizer,
            double tolerance,
            Simulation simulation,
            long tableRows,
            long seed,
            int threads) {
        /** Of the seasons that are simulated. */
        long seasonSeed() {
            return simulation.seed == null ? seed : simulation.seed;
        }
    }

    /** How weights and boosts are searched; see {@link AffineSearch.Settings}. */
    public record Optimizer(
            Method kind, int evaluations, boolean weights, int annealings, AffineSearch.Wanted objective) {
        boolean isOn() {
            return kind != Method.NONE;
        }

        AffineSearch.Settings settings() {
            return new AffineSearch.Settings(evaluations, weights, annealings, objective);
        }
    }

    /** Kinds of searches. */
    public enum Method {
        /** Weights and boosts are taken as they are. */
        NONE,
        /** Simulated annealing. */
        ANNEALING
    }

    /**
     * Seasons that are simulated.
     *
     * @param seed of theirs; null for that of the spec
     */
    public record Simulation(int seasons, @Nullable Long seed) {}

    /** How an agent reports, in a word and in what she does. */
    public record Strategy(String name, ReportingStrategy reporting) {}

    /**
     * Reads a spec and the world that it names.
     *
     * @throws org.dynama.config.ConfigException with every fault of the file that has them, at once
     */
    public static PivotSpec of(Document document) {
        Keys keys = document.bind("", Keys.class);
        WorldFile file = document.has("environment.file") ? file(document) : null;
        AllocationWorld plain = file == null ? kind(document) : file.world();
        boolean worst = document.has(ABSENCE) && DescribedWorld.WORST_TYPE.equals(document.text(ABSENCE));
        AllocationWorld world = worst ? plain.withWorstTypes() : plain;
        Faults faults = new Faults(document.source());
        List<Strategy> strategies = strategies(document, world, faults);
        AffineWorld affine = new AffineKeys(document, world, faults).read();
        faults.throwIfAny();
        Map<String, String> copies = new LinkedHashMap<>();
        Input.of(document).forEach(input -> copies.put(input.key(), input.copy()));
        return new PivotSpec(
                keys,
                affine,
                strategies,
                file == null ? List.of() : file.companions(),
                document.with(copies).node().path("environment"),
                file == null ? null : file.market());
    }

    /** What is allocated. */
    public AllocationWorld world() {
        return affine.world();
    }

    /** The world in the common format. */
    public Marketplace market() {
        return described != null ? described : WorldExpansion.of(world()).market();
    }

    /** The world of a kind, written out as a market. */
    public static Expansion expansion(Document document) {
        return WorldExpansion.of(kind(document));
    }

    private static WorldFile file(Document document) {
        int cells = Math.toIntExact(document.whole("environment.grid"));
        return WorldFile.read(
                document.file("environment.file"), Runtime.getRuntime().maxMemory(), cells);
    }

    private static AllocationWorld kind(Document document) {
        ShippedWorld kind = document.bind("environment.kind", ShippedWorld.class);
        return document.made(
                "environment", () -> kind.world(document, Runtime.getRuntime().maxMemory()));
    }

    private static List<Strategy> strategies(Document document, AllocationWorld world, Faults faults) {
        String path = "simulation.strategies";
        List<String> names = world.agents().stream().map(FiniteAgent::name).toList();
        for (String key : document.keys(path)) {
            if (!names.contains(key)) {
                faults.add(document.fault(
                        Document.join(path, key), "is not an agent", "Known are " + String.join(", ", names) + "."));
            }
        }
        List<Strategy> strategies = new ArrayList<>();
        for (FiniteAgent agent : world.agents()) {
            String key = Document.join(path, agent.name());
            String name = document.has(key) ? document.text(key) : "truthful";
            ReportingStrategy reporting = ReportingStrategy.named(name, agent);
            if (reporting != null) {
                strategies.add(new Strategy(name, reporting));
            } else {
                faults.add(document.fault(
                        key,
                        "is neither a strategy nor a type of " + agent.name(),
                        "Known are truthful, lowest, highest, random, " + String.join(", ", agent.types()) + "."));
            }
        }
        return strategies;
    }

    List<ReportingStrategy> reporting() {
        return strategies.stream().map(Strategy::reporting).toList();
    }
}
