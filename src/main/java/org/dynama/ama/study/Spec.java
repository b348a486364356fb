package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.objective.Objectives;
import org.dynama.ama.search.BoostSharing;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchSettings;
import org.dynama.config.Document;
import org.dynama.config.Fault;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;
import org.dynama.world.Environment;
import org.dynama.world.Folding;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/**
 * What to run, read from a YAML file, every key filled in and checked.
 *
 * @param name of the run, for people
 * @param environment the world
 * @param folding of the world, where the search is to use that agents are exchangeable; else null
 * @param objective what is maximized
 * @param search how
 * @param solver where and how batches are solved
 * @param evaluation how the result is evaluated
 * @param seed of all streams
 * @param yaml the resolved document
 * @param tree the resolved document
 * @param source the file that the environment was read from; null for a built-in one. The resolved document then names
 *     the copy in the run's folder
 */
public record Spec(
        String name,
        Environment environment,
        @Nullable Folding folding,
        Objective objective,
        SearchSettings search,
        Settings solver,
        EvaluationSettings evaluation,
        long seed,
        String yaml,
        JsonNode tree,
        @Nullable EnvironmentFile source) {
    /** The copy of an environment's file in a run's folder. */
    public static final String ENVIRONMENT_COPY = "environment.json";

    /**
     * How a mechanism is evaluated.
     *
     * @param profiles fresh ones, at least 2
     * @param linearPrograms rather than dynamic programming
     * @param shareProfiles on which the share of a bound is measured; 0 for none
     * @param misreports that the audit tries
     */
    public record EvaluationSettings(int profiles, boolean linearPrograms, int shareProfiles, int misreports) {}

    /**
     * Reads a spec.
     *
     * @param overrides {@code path=value} each
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static Spec read(Path file, List<String> overrides) {
        return of(Document.read(file, Schema.spec(), overrides));
    }

    /**
     * Fills in and checks a document that was read before.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static Spec of(Document document) {
        Faults faults = new Faults(document.source());
        DescribedWorld world = DescribedWorld.of(document, "environment", faults);
        EnvironmentFile source = world.file();
        Environment environment = world.environment();
        Folding folding = folding(document, environment, faults);
        Objective objective = objective(document, environment, faults);
        SearchSettings search = search(document, environment, faults);
        Settings solver = new Settings(
                Settings.Device.valueOf(document.text("device").toUpperCase(Locale.ROOT)),
                Settings.Precision.valueOf(document.text("precision").toUpperCase(Locale.ROOT)),
                Math.toIntExact(document.whole("threads")),
                document.whole("memory") << 20);
        EvaluationSettings evaluation = new EvaluationSettings(
                Math.toIntExact(document.whole("evaluation.profiles")),
                "lp".equals(document.text("evaluation.solver")),
                Math.toIntExact(document.whole("evaluation.shareProfiles")),
                Math.toIntExact(document.whole("evaluation.misreports")));
        faults.throwIfAny();
        Document resolved = source == null
                ? document
                : Document.parse(
                        document.source(),
                        document.toYaml(),
                        Schema.spec(),
                        List.of("environment.file=" + ENVIRONMENT_COPY));
        return new Spec(
                document.text("name"),
                environment,
                folding,
                objective,
                search,
                solver,
                evaluation,
                document.whole("seed"),
                resolved.toYaml(),
                resolved.node(),
                source);
    }

    /** A fault from the message of a check in another room: the rule on its first line, the hint on its second. */
    public static Fault fault(Document document, String path, IllegalArgumentException exception) {
        String[] lines = String.valueOf(exception.getMessage()).split("\n", 2);
        return document.fault(path, "cannot be used: " + lines[0], lines.length > 1 ? lines[1] : "");
    }

    private static @Nullable Folding folding(Document document, Environment environment, Faults faults) {
        String key = "optimizer.exchangeable";
        if (!document.truth(key)) {
            return null;
        }
        if ("true".equals(document.text("optimizer.weights"))) {
            faults.add(document.fault(
                    "optimizer.weights",
                    "must not be searched with optimizer.exchangeable, which gives all agents the same",
                    "Maybe optimizer.weights: false."));
        }
        if (!document.has("environment.kind") || !"sequential-sales".equals(document.text("environment.kind"))) {
            faults.add(document.fault(
                    key,
                    "needs environment.kind: sequential-sales",
                    "Maybe leave it out, or optimizer.tying: action."));
            return null;
        }
        try {
            return Folding.of(environment);
        } catch (IllegalArgumentException exception) {
            faults.add(fault(document, key, exception));
            return null;
        }
    }

    /** The world that the search sees. */
    Environment searched() {
        return folding == null ? environment : folding.folded();
    }

    private static Objective objective(Document document, Environment environment, Faults faults) {
        boolean sum = document.isMap("objective");
        for (String name : sum ? document.keys("objective") : List.of(document.text("objective"))) {
            try {
                Objectives.require(name, environment);
            } catch (Refusal refusal) {
                String path = sum ? Document.join("objective", name) : "objective";
                faults.add(document.fault(path, refusal.rule(), refusal.hint()));
                return Objective.REVENUE;
            }
        }
        try {
            return sum
                    ? Objectives.weightedSum(weights(document), environment)
                    : Objectives.named(document.text("objective"), environment);
        } catch (IllegalArgumentException exception) {
            faults.add(document.fault("objective", exception));
            return Objective.REVENUE;
        }
    }

    private static Map<String, Double> weights(Document document) {
        Map<String, Double> weights = new LinkedHashMap<>();
        document.keys("objective")
                .forEach(name -> weights.put(name, document.number(Document.join("objective", name))));
        return weights;
    }

    private static SearchSettings search(Document document, Environment environment, Faults faults) {
        int starts = Math.toIntExact(document.whole("optimizer.starts"));
        int points = Math.toIntExact(document.whole("optimizer.searchPoints"));
        if (points < starts) {
            faults.add(document.fault(
                    "optimizer.searchPoints",
                    "must be at least optimizer.starts = " + starts,
                    "Maybe optimizer.starts: " + points + "."));
        }
        Optimizer optimizer = Optimizer.named(document.text("optimizer.kind"));
        try {
            optimizer.require(environment);
        } catch (Refusal refusal) {
            faults.add(document.fault("optimizer.kind", refusal.rule(), refusal.hint()));
        }
        String weights = document.text("optimizer.weights");
        BoostSharing boosts = BoostSharing.valueOf(
                document.text("optimizer.tying").toUpperCase(Locale.ROOT).replace('-', '_'));
        return new SearchSettings(
                optimizer,
                new SearchSettings.Coordinates(
                        boosts, "true".equals(weights) || ("auto".equals(weights) && agentsDiffer(environment))),
                new SearchSettings.Points(points, starts),
                new SearchSettings.Ascent(
                        Math.toIntExact(document.whole("optimizer.profiles")),
                        Math.toIntExact(document.whole("optimizer.iterations")),
                        document.number("optimizer.step")),
                new SearchSettings.Entropy(
                        "joint".equals(document.text("optimizer.entropy")), document.number("optimizer.temperature")),
                new SearchSettings.Differences(perturbations(document, faults), document.number("optimizer.smoothing")),
                document.whole("seed"));
    }

    private static int perturbations(Document document, Faults faults) {
        int perturbations = Math.toIntExact(document.whole("optimizer.perturbations"));
        if (perturbations % 2 == 0) {
            return perturbations;
        }
        faults.add(document.fault(
                "optimizer.perturbations",
                "must be even: they come in antithetic pairs",
                "Maybe optimizer.perturbations: " + (perturbations - 1) + "."));
        return 2;
    }

    private static boolean agentsDiffer(Environment environment) {
        return environment.agents().stream()
                        .map(agent -> agent.types())
                        .distinct()
                        .count()
                > 1;
    }
}
