package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.objective.Objectives;
import org.dynama.model.Loss;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** How a spec says an objective that was made in code. */
final class ObjectiveKeys {
    private ObjectiveKeys() {}

    /**
     * Its name in an environment, or the sum of which it is.
     *
     * @throws Refusal if it is neither, so that nobody could read it back
     */
    static JsonNode of(Objective objective, Environment environment) {
        List<String> names = Objectives.names(environment);
        for (String name : names) {
            if (Objectives.named(name, environment).equals(objective)) {
                return TextNode.valueOf(name);
            }
        }
        List<String> losses = environment.losses().stream().map(Loss::name).toList();
        Map<String, Double> sum = new LinkedHashMap<>();
        sum.put(Objective.REVENUE.name(), objective.revenue());
        sum.put(Objective.WELFARE.name(), objective.welfare());
        for (int k = 0; k < objective.losses().size(); k++) {
            if (k < losses.size() && names.contains(losses.get(k))) {
                sum.put(losses.get(k), objective.losses().get(k));
            }
        }
        sum.values().removeIf(weight -> weight == 0);
        if (sum.isEmpty() || !isSame(objective, Objectives.weightedSum(sum, environment))) {
            throw new Refusal(
                    "objective",
                    objective.name(),
                    "must be one of " + String.join(", ", names) + ", or a maximized sum of these",
                    "Maybe Objectives.named, or Objectives.weightedSum.");
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        sum.forEach(keys::put);
        return keys;
    }

    /** Of an environment without losses a sum may come without their weights. */
    private static boolean isSame(Objective objective, Objective sum) {
        boolean isWithout =
                objective.losses().isEmpty() && sum.losses().stream().allMatch(weight -> weight == 0);
        return objective.sense() == sum.sense()
                && objective.revenue() == sum.revenue()
                && objective.welfare() == sum.welfare()
                && (isWithout || objective.losses().equals(sum.losses()));
    }
}
