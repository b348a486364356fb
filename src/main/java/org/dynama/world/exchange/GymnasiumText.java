package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.config.Json;

/** A model as a transition table of Gymnasium, which {@link GymnasiumTable} reads; what all have by an action is its reward. */
final class GymnasiumText {
    private GymnasiumText() {}

    static String of(ExplicitModel model) {
        Map<String, Integer> actions = new LinkedHashMap<>();
        model.choices().forEach(choice -> actions.putIfAbsent(choice.action(), actions.size()));
        StringBuilder text = new StringBuilder("{");
        text.append("\"name\": ").append(quoted(model.name()));
        if (model.discount() < 1) {
            text.append(",\n\"discount\": ").append(model.discount());
        }
        if (!model.horizon().isEmpty()) {
            text.append(",\n\"horizon\": ").append(quoted(model.horizon()));
        }
        text.append(",\n\"states\": ").append(list(model.states()));
        text.append(",\n\"actions\": ").append(list(List.copyOf(actions.keySet())));
        text.append(",\n\"initial\": ").append(initial(model.initial()));
        text.append(",\n\"P\": {");
        for (int k = 0, before = -1; k < model.choices().size(); k++) {
            ModelChoice choice = model.choices().get(k);
            boolean isFirst = choice.state() != before;
            if (isFirst) {
                text.append(before < 0 ? "\n\"" : "},\n\"")
                        .append(choice.state())
                        .append("\": {");
            }
            text.append(isFirst ? "\"" : ", \"")
                    .append(actions.get(choice.action()))
                    .append("\": ");
            text.append(outcomes(choice));
            before = choice.state();
        }
        return text.append("}}}\n").toString();
    }

    private static String initial(SparseRow initial) {
        List<String> entries = new ArrayList<>();
        for (int k = 0; k < initial.size(); k++) {
            entries.add("\"" + initial.state(k) + "\": " + initial.value(k));
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private static String outcomes(ModelChoice choice) {
        double reward = choice.earned().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        List<String> entries = new ArrayList<>();
        for (int k = 0; k < choice.next().size(); k++) {
            boolean ends = choice.next().state(k) == SparseRow.END;
            int next = ends ? choice.state() : choice.next().state(k);
            entries.add("[" + choice.next().value(k) + ", " + next + ", " + reward + ", " + ends + "]");
        }
        return "[" + String.join(", ", entries) + "]";
    }

    private static String list(List<String> names) {
        return names.stream().map(GymnasiumText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String name) {
        return Json.write(name).strip();
    }
}
