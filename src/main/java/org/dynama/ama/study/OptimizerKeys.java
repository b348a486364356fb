package org.dynama.ama.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dynama.ama.search.BoostSharing;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.search.SearchSettings.Ascent;
import org.dynama.ama.search.SearchSettings.Coordinates;
import org.dynama.ama.search.SearchSettings.Differences;
import org.dynama.ama.search.SearchSettings.Entropy;
import org.dynama.ama.search.SearchSettings.Points;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** The keys of {@code optimizer} that are not bound to {@link SearchSettings} as they stand. */
record OptimizerKeys(
        String kind,
        Softening entropy,
        double temperature,
        BoostSharing sharing,
        int searchPoints,
        int starts,
        String weights,
        int profiles,
        int iterations) {
    /** What {@code features} is where runs estimate them. */
    static final String ESTIMATE = "estimate";

    private static final String PATH = "optimizer";

    /** Keys of other kinds, as they are where nobody gives them. */
    private static final Map<String, String> UNUSED_BY_MENUS = Map.of(
            "engine", "auto",
            "entropy", "auto",
            "temperature", "0.01",
            "perturbations", "20",
            "smoothing", "0.1",
            "sharing", "auto",
            "searchPoints", "2048",
            "starts", "8");

    enum Softening {
        /** Joint up to the size where it takes too long. */
        AUTO,
        JOINT,
        CONDITIONAL;

        boolean isJoint(Mdp mdp) {
            return this == JOINT || (this == AUTO && Solvers.affordsJointEntropy(mdp));
        }
    }

    /** How to search; faults that only show when keys are put together are added. */
    static SearchSettings settings(Document document, Environment environment, long seed, Faults faults) {
        OptimizerKeys keys = document.bind(PATH, OptimizerKeys.class);
        if (keys.searchPoints < keys.starts) {
            faults.add(document.fault(
                    "optimizer.searchPoints",
                    "must be at least optimizer.starts = " + keys.starts,
                    "Maybe optimizer.starts: " + keys.searchPoints + "."));
        }
        Optimizer optimizer = Optimizer.named(keys.kind);
        try {
            optimizer.require(environment);
        } catch (Refusal refusal) {
            faults.add(document.fault("optimizer.kind", refusal.rule(), refusal.hint()));
        }
        if (optimizer == Optimizer.TERMINAL_CLASSES && keys.weights.equals("true")) {
            faults.add(document.fault(
                    "optimizer.weights",
                    "must not be searched by terminal-classes, where all weights are one",
                    "Maybe optimizer.weights: false."));
        }
        if (optimizer == Optimizer.MENU) {
            requireUnused(document, faults);
        } else if (document.text("optimizer.features").equals(ESTIMATE)) {
            faults.add(document.fault(
                    "optimizer.features", "has an effect only with optimizer.kind: menu", "Maybe leave it out."));
        }
        return new SearchSettings(
                optimizer,
                new Coordinates(keys.sharing, keys.searchesWeights(environment)),
                new Points(keys.searchPoints, keys.starts),
                new Ascent(keys.profiles, keys.iterations, steps(document)),
                new Entropy(keys.entropy.isJoint(environment.mdp()), keys.temperature),
                differences(document, faults),
                seed);
    }

    /** Menus soften the choice of an entry, by temperatures of their own, and begin at entries of their own. */
    private static void requireUnused(Document document, Faults faults) {
        new TreeMap<>(UNUSED_BY_MENUS).forEach((key, usual) -> {
            String path = PATH + "." + key;
            if (!document.text(path).equals(usual)) {
                faults.add(document.fault(
                        path,
                        "has no effect with optimizer.kind: menu",
                        "Leave it out: menus have iterations, profiles, step, weights and size."));
            }
        });
    }

    /** By default only where agents differ. */
    private boolean searchesWeights(Environment environment) {
        return weights.equals("auto")
                ? environment.agents().stream()
                                .map(agent -> agent.types())
                                .distinct()
                                .count()
                        > 1
                : Boolean.parseBoolean(weights);
    }

    /** By default sizes that the search tries. */
    private static List<Double> steps(Document document) {
        String path = "optimizer.step";
        return document.text(path).equals("auto") ? Ascent.AUTO : List.of(document.number(path));
    }

    private static Differences differences(Document document, Faults faults) {
        String path = "optimizer.perturbations";
        long perturbations = document.whole(path);
        if (perturbations % 2 == 0) {
            return document.bind(PATH, Differences.class);
        }
        faults.add(document.fault(
                path,
                "must be even: they come in antithetic pairs",
                "Maybe optimizer.perturbations: " + (perturbations - 1) + "."));
        return new Differences(2, 1);
    }
}
