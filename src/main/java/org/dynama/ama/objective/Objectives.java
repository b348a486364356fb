package org.dynama.ama.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.ama.objective.Objective.Sense;
import org.dynama.config.Nearest;
import org.dynama.model.Loss;
import org.dynama.refusal.Refusal;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/** Objectives by name: revenue, welfare, profit, the losses of an environment, and weighted sums of these. */
public final class Objectives {
    private Objectives() {}

    /** What can be wanted in any environment. */
    public static List<String> names() {
        return Arrays.stream(NamedObjective.values()).map(NamedObjective::key).toList();
    }

    /** What can be wanted in an environment: {@link #names()} and its losses. */
    public static List<String> names(Environment environment) {
        List<String> names = new ArrayList<>(names());
        environment.losses().stream()
                .filter(loss -> !(loss instanceof DesignerReward))
                .map(Loss::name)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /**
     * Refuses what an environment does not know.
     *
     * @throws Refusal with a rule for the place where the name stands
     */
    public static void require(String name, Environment environment) {
        List<String> known = names(environment);
        if (!known.contains(name)) {
            String nearest = Nearest.of(name, known);
            throw new Refusal(
                    "objective",
                    name,
                    "names a loss that the environment does not have",
                    "Maybe " + (nearest.isEmpty() ? "one of " + String.join(", ", known) : nearest) + ".");
        }
    }

    /**
     * The objective with a name; a loss is minimized.
     *
     * @throws IllegalArgumentException if the environment does not know it
     */
    public static Objective named(String name, Environment environment) {
        require(name, environment);
        for (NamedObjective objective : NamedObjective.values()) {
            if (objective.key().equals(name)) {
                return objective.in(environment);
            }
        }
        List<String> losses = environment.losses().stream().map(Loss::name).toList();
        return Objective.minimizing(name, losses.indexOf(name), losses.size());
    }

    /**
     * A sum of weighted numbers, each as its objective reports it, maximized.
     *
     * @param weights finite, by name; negative where little is wanted
     * @throws IllegalArgumentException if the environment does not know a name, or nothing has a weight
     */
    public static Objective weightedSum(Map<String, Double> weights, Environment environment) {
        double revenue = 0;
        double welfare = 0;
        double[] losses = new double[environment.losses().size()];
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            Objective part = named(entry.getKey(), environment);
            double weight = part.reported(entry.getValue());
            revenue += weight * part.revenue();
            welfare += weight * part.welfare();
            for (int k = 0; k < part.losses().size(); k++) {
                losses[k] += weight * part.losses().get(k);
            }
        }
        List<Double> byLoss = Arrays.stream(losses).boxed().toList();
        return new Objective("weighted sum", Sense.MAX, revenue, welfare, byLoss);
    }
}
