package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.refusal.Refusal;

/** A model as explicit files of PRISM, which {@link ExplicitFiles} reads; where it ends it stays in one state more. */
final class PrismText {
    private final ExplicitModel model;
    private final Map<String, String> actions = new HashMap<>();
    private final int end;
    private final boolean hasEnd;
    private final int states;
    /** The number of each choice in its state. */
    private final int[] numbers;

    private PrismText(ExplicitModel model) {
        this.model = model;
        end = model.states().size();
        hasEnd = model.choices().stream().anyMatch(choice -> choice.next().has(SparseRow.END));
        states = hasEnd ? end + 1 : end;
        numbers = new int[model.choices().size()];
        for (int c = 1; c < numbers.length; c++) {
            boolean isSame =
                    model.choices().get(c).state() == model.choices().get(c - 1).state();
            numbers[c] = isSame ? numbers[c - 1] + 1 : 0;
        }
        model.choices().forEach(choice -> actions.computeIfAbsent(choice.action(), this::identifier));
    }

    /** The texts of the files by what follows the stem of their names, such as {@code .tra}. */
    static Map<String, String> of(ExplicitModel model) {
        PrismText text = new PrismText(model);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".tra", text.transitions());
        files.put(".lab", text.labels());
        int number = 0;
        for (String structure : model.rewards()) {
            if (model.choices().stream().anyMatch(choice -> choice.earned().containsKey(structure))) {
                files.put(++number + ".trew", text.rewards(structure));
            }
        }
        return files;
    }

    /** A word that PRISM takes for an action, and no other action has. */
    private String identifier(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(?=[^A-Za-z_])", "_");
        String word = safe;
        for (int k = 2; actions.containsValue(word); k++) {
            word = safe + "_" + k;
        }
        return word;
    }

    /** Is told of a transition. */
    private interface Visitor {
        void at(int choice, int next, double probability);
    }

    private void each(Visitor visitor) {
        for (int c = 0; c < numbers.length; c++) {
            SparseRow row = model.choices().get(c).next();
            for (int k = 0; k < row.size(); k++) {
                visitor.at(c, row.state(k) == SparseRow.END ? end : row.state(k), row.value(k));
            }
        }
    }

    private String transitions() {
        List<String> lines = new ArrayList<>();
        each((c, next, probability) -> {
            ModelChoice choice = model.choices().get(c);
            lines.add(choice.state() + " " + numbers[c] + " " + next + " " + probability + " "
                    + actions.get(choice.action()));
        });
        if (hasEnd) {
            lines.add(end + " 0 " + end + " 1.0");
        }
        return counts(lines.size()) + String.join("\n", lines) + "\n";
    }

    private String counts(int entries) {
        return states + " " + (numbers.length + states - end) + " " + entries + "\n";
    }

    private String labels() {
        StringBuilder text = new StringBuilder("0=\"init\" 1=\"deadlock\"").append(hasEnd ? " 2=\"end\"\n" : "\n");
        SparseRow initial = model.initial();
        for (int k = 0; k < initial.size(); k++) {
            if (Math.abs(initial.value(k) * initial.size() - 1) > 1e-9) {
                throw Refusal.of(
                        "runs start in " + initial.size() + " states with different probabilities, and PRISM's files"
                                + " only know which states those are",
                        "Maybe --format gymnasium.");
            }
            text.append(initial.state(k)).append(": 0\n");
        }
        return text.append(hasEnd ? end + ": 2\n" : "").toString();
    }

    private String rewards(String structure) {
        List<String> lines = new ArrayList<>();
        each((c, next, probability) -> {
            Double reward = model.choices().get(c).earned().get(structure);
            if (reward != null) {
                lines.add(model.choices().get(c).state() + " " + numbers[c] + " " + next + " " + reward);
            }
        });
        String title = structure.replaceAll("[^A-Za-z0-9_ ]", "_");
        return "# Reward structure \"" + title + "\"\n# Transition rewards\n" + counts(lines.size())
                + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }
}
