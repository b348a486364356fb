package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.ama.menu.MenuObjective;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.objective.Objectives;
import org.dynama.ama.search.LastingEffort;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchSettings;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Input;
import org.dynama.world.Environment;
import org.dynama.world.Folding;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/**
 * What to run, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param world that a mechanism is for
 * @param folding of the world, where the search is to use that agents are exchangeable; else null
 * @param objective what is maximized
 * @param search how
 * @param tree the whole document; a file that it names is the copy in the run's folder
 * @param offered the policies among which a mechanism chooses; null where it chooses an action in every state
 */
public record SearchSpec(
        Keys keys,
        DescribedWorld world,
        @Nullable Folding folding,
        Objective objective,
        SearchSettings search,
        JsonNode tree,
        @Nullable OfferedMenu offered) {

    /**
     * Keys besides world, objective and optimizer.
     *
     * @param name of the run, for people
     * @param seed of all streams but, where it has one of its own, the evaluation's
     * @param threads 0 for all cores
     * @param memory of one batch, in MiB
     * @param loops of softened solutions
     */
    public record Keys(
            String name,
            Evaluation evaluation,
            long seed,
            Settings.Device device,
            Settings.Precision precision,
            int threads,
            long memory,
            Settings.Loops loops) {
        /** Of all that is drawn for evaluations and audits. */
        public long evaluationSeed() {
            return evaluation.seed == null ? seed : evaluation.seed;
        }
    }

    /** How values are found that no search has seen. */
    public enum Route {
        /** Linear programs. */
        LP,
        /** Dynamic programs. */
        DP,
        /** Linear programs where these are quick, else dynamic programs that linear programs prove. */
        AUTO
    }

    /**
     * How a mechanism is evaluated.
     *
     * @param profiles fresh ones, at least 2
     * @param solver the exact route
     * @param shareProfiles on which the share of a bound is measured; 0 for none
     * @param misreports that the audit tries
     * @param seed of what is drawn; null for that of the search
     */
    public record Evaluation(
            int profiles,
            Route solver,
            int shareProfiles,
            int misreports,
            @Nullable Long seed) {}

    /**
     * Fills in and checks a document.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static SearchSpec of(Document document) {
        Faults faults = new Faults(document.source());
        return of(document, DescribedWorld.of(document, "environment", faults), faults);
    }

    /**
     * The same for a world that is known already: a file that the document names is not read.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static SearchSpec in(DescribedWorld world, Document document) {
        return of(document, world, new Faults(document.source()));
    }

    private static SearchSpec of(Document document, DescribedWorld world, Faults faults) {
        Keys keys = document.bind("", Keys.class);
        Environment environment = world.environment();
        Folding folding = folding(document, environment, faults);
        Objective objective = objective(document, environment, faults);
        SearchSettings search =
                OptimizerKeys.settings(document, folding == null ? environment : folding.folded(), keys.seed(), faults);
        try {
            search.optimizer().require(objective);
        } catch (Refusal refusal) {
            faults.add(document.fault("optimizer.kind", refusal.rule(), refusal.hint()));
        }
        if (keys.device == Settings.Device.GPU && search.optimizer() == Optimizer.MENU) {
            faults.add(document.fault(
                    "device",
                    "has no effect with optimizer.kind: menu, which the Java kernel finds on the CPU",
                    "Maybe device: auto."));
        }
        faults.throwIfAny();
        JsonNode tree = document.with(Input.copies(document)).node();
        return new SearchSpec(keys, world, folding, objective, search, tree, null);
    }

    /**
     * The same for a mechanism that chooses from a menu: its environment is the menu's, its world stays.
     *
     * @param menu of the world's policies
     */
    public SearchSpec offering(OfferedMenu menu) {
        return new SearchSpec(keys, world, folding, objective, search, tree, menu);
    }

    /**
     * The same with other ways to search, and with another objective.
     *
     * @throws Refusal if the optimizer does not do for the world or the objective, or the objective has no name and is no sum
     */
    public SearchSpec with(Objective other, SearchSettings settings) {
        settings.optimizer().require(world.environment());
        settings.optimizer().require(other);
        ObjectNode changed = tree.deepCopy();
        changed.set("objective", ObjectiveKeys.of(other, world.environment()));
        return new SearchSpec(keys, world, null, other, settings, changed, null);
    }

    /** The same world, of which it is said otherwise where it comes from. */
    public SearchSpec in(DescribedWorld same) {
        return new SearchSpec(keys, same, folding, objective, search, tree, offered);
    }

    /** The same by given loops. */
    SearchSpec with(Settings.Loops loops) {
        Keys same = new Keys(
                keys.name, keys.evaluation, keys.seed, keys.device, keys.precision, keys.threads, keys.memory, loops);
        return new SearchSpec(same, world, folding, objective, search, tree, offered);
    }

    /** The same for mechanisms that choose an action in every state of the world. */
    public SearchSpec whole() {
        return offered == null ? this : new SearchSpec(keys, world, folding, objective, search, tree, null);
    }

    /** What is maximized in {@link #environment()}. */
    @Override
    public Objective objective() {
        return offered == null ? objective : MenuObjective.of(objective, offered);
    }

    /** Where gradients are computed. */
    GradientCourse.Where gradients() {
        String where = tree.path("optimizer").path("engine").asText();
        return GradientCourse.Where.valueOf(where.toUpperCase(Locale.ROOT));
    }

    /** How many policies a menu is to have, at most. */
    int menuSize() {
        return tree.path("optimizer").path("size").asInt();
    }

    /** Whether the mechanism chooses from a menu of estimated features, and is not exactly truthful. */
    public boolean isApproximate() {
        return offered != null && offered.bound() != null;
    }

    /** Whether a menu's features are to be estimated by simulated runs. */
    boolean isEstimated() {
        return tree.path("optimizer").path("features").asText().equals(OptimizerKeys.ESTIMATE);
    }

    /** How many runs of each policy estimate them. */
    int menuRuns() {
        return tree.path("optimizer").path("runs").asInt();
    }

    /** The environment in which a mechanism chooses: the world, or its menu. */
    public Environment environment() {
        return offered == null ? world.environment() : offered.choice();
    }

    /** Conventions that decide numbers, for every output. */
    List<String> notes() {
        if (offered != null) {
            return offered.notes();
        }
        List<String> notes = new ArrayList<>(environment().notes());
        EntropyNote.of(this).ifPresent(notes::add);
        LastingEffort.note(environment(), search).ifPresent(notes::add);
        return List.copyOf(notes);
    }

    /** What solves batches in the world, or in a folded one. */
    public Solvers solvers(Environment environment, Settings.Precision precision) {
        boolean isRegularized = search.optimizer().isRegularized();
        return Solvers.of(
                environment.mdp(), environment.rewards(), environment.dimension(), settings(precision), isRegularized);
    }

    private Settings settings(Settings.Precision precision) {
        return new Settings(keys.device, precision, keys.threads, keys.memory << 20, keys.loops);
    }

    /** What {@code loops: auto} is on this JVM, by the name of the key; empty where it is not asked, or changes nothing. */
    public Map<String, String> decided() {
        Settings.Loops taken =
                keys.loops == Settings.Loops.AUTO && search.optimizer().isRegularized()
                        ? Solvers.softenedLoops(searched().mdp(), settings(keys.precision))
                        : null;
        return taken == null ? Map.of() : Map.of("loops", taken.name().toLowerCase(Locale.ROOT));
    }

    /** The plain solver of batches in the world, for numbers that must be the same everywhere. */
    public Solvers kernel(int threads) {
        Environment world = environment();
        return Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), threads);
    }

    /** The world that the search sees. */
    Environment searched() {
        return folding == null ? environment() : folding.folded();
    }

    /** The files that the spec names, and those that the environment's file names. */
    public List<Input> inputs(Document document) {
        return Input.of(document).stream().flatMap(this::withCompanions).toList();
    }

    /** The environment's file, and the files that it names, copied beside its copy. */
    Stream<Input> withCompanions(Input environment) {
        return environment.with(world.file() == null ? List.of() : world.file().companions());
    }

    private static @Nullable Folding folding(Document document, Environment environment, Faults faults) {
        String key = "optimizer.exchangeable";
        if (!document.truth(key)) {
            return null;
        }
        if (Optimizer.MENU.key().equals(document.text("optimizer.kind"))) {
            faults.add(document.fault(
                    key,
                    "must not stand with optimizer.kind: menu, whose policies tell agents apart",
                    "Maybe leave it out."));
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
                    "Maybe leave it out, or optimizer.sharing: action."));
            return null;
        }
        try {
            return Folding.of(environment);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault(key, refused));
            return null;
        }
    }

    private static Objective objective(Document document, Environment environment, Faults faults) {
        boolean sum = document.isMap("objective");
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String name : sum ? document.keys("objective") : List.of(document.text("objective"))) {
            String path = sum ? Document.join("objective", name) : "objective";
            try {
                Objectives.require(name, environment);
                weights.put(name, sum ? document.number(path) : 1);
            } catch (Refusal refusal) {
                faults.add(document.fault(path, refusal.rule(), refusal.hint()));
                return Objective.REVENUE;
            }
        }
        try {
            return sum
                    ? Objectives.weightedSum(weights, environment)
                    : Objectives.named(document.text("objective"), environment);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault("objective", refused));
            return Objective.REVENUE;
        }
    }
}
