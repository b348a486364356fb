package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a transition table of Gymnasium as JSON: {@code P[state][action]} is a list of
 * {@code [probability, next, reward, terminated]}. Lists, or maps whose keys are numbers; alone, or as the key {@code P} of a
 * map that may have {@code initial}, {@code states}, {@code actions}, {@code name}, {@code discount} and {@code horizon}.
 */
final class GymnasiumTable {
    static final int MOST_STATES = 1_000_000;

    private static final String KEYS = "Known are P, initial, states, actions, name, discount, horizon.";

    private final SourceText source;
    private final JsonCursor json;
    private final GymnasiumOutcomes outcomes;
    private final TreeMap<Integer, List<ModelChoice>> choices = new TreeMap<>();
    private final SparseRow initial = new SparseRow();
    private final List<String> notes = new ArrayList<>();
    private @Nullable List<String> states;
    private @Nullable List<String> actions;
    private String name;
    private String horizon = "";
    private double discount = Double.NaN;

    private GymnasiumTable(SourceText source, String name) {
        this.source = source;
        this.name = name;
        json = new JsonCursor(source);
        outcomes = new GymnasiumOutcomes(source, json);
    }

    /** The model of a text; faults are added to the text's. */
    static ExplicitModel read(SourceText source, String name) {
        return new GymnasiumTable(source, name).model();
    }

    private ExplicitModel model() {
        if (json.peek() == '[') {
            json.array(this::state);
        } else {
            json.object(this::key);
        }
        json.requireEnd();
        int count = choices.isEmpty() ? 0 : 1 + choices.lastKey();
        if (count == 0) {
            throw source.end(0, "", "holds no state", "Maybe {\"P\": [[[[1.0, 0, 0.5, true]]]]}.");
        }
        outcomes.requireBelow(count);
        List<String> stateNames = Names.of(states, count, "states", source);
        List<ModelChoice> all = new ArrayList<>();
        int most = 0;
        for (int s = 0; s < count; s++) {
            List<ModelChoice> here = choices.getOrDefault(s, List.of());
            if (here.isEmpty()) {
                source.fault("has no action in state " + s, "Give it one, such as [1.0, " + s + ", 0.0, true].");
            }
            all.addAll(here);
            most = Math.max(
                    most,
                    here.stream()
                            .mapToInt(c -> 1 + Integer.parseInt(c.action()))
                            .max()
                            .orElse(0));
        }
        List<String> names = Names.of(actions, most, "actions", source);
        if (initial.size() == 0) {
            initial.set(0, 1);
            notes.add("The table does not say where runs start, so they start in state " + stateNames.get(0));
        } else if (initial.state(initial.size() - 1) >= count) {
            source.fault("starts in a state that is none of its " + count, "");
        }
        source.throwIfAny();
        List<ModelChoice> named = all.stream()
                .map(c -> new ModelChoice(c.state(), names.get(Integer.parseInt(c.action())), c.next(), c.earned()))
                .toList();
        return new ExplicitModel(
                name, stateNames, named, initial, discount, horizon, List.of(ExplicitModel.REWARD), notes);
    }

    private void key(String key) {
        switch (key) {
            case "P" -> numbered(this::state);
            case "initial" -> initial();
            case "states" -> states = names();
            case "actions" -> actions = names();
            case "name" -> name = json.string();
            case "horizon" -> horizon = json.string();
            case "discount" -> discount = json.number();
            default -> state(number(key, KEYS));
        }
    }

    /** A list, or a map whose keys are numbers. */
    private void numbered(IntConsumer entry) {
        if (json.peek() == '{') {
            json.object(key -> entry.accept(number(key, "Keys here are numbers, such as \"0\".")));
        } else {
            json.array(entry);
        }
    }

    private int number(String key, String hint) {
        boolean isNumber = key.matches("[0-9]{1,7}") && Integer.parseInt(key) < MOST_STATES;
        if (!isNumber) {
            throw source.end(json.keyAt(), key, "is a key that is not known", hint);
        }
        return Integer.parseInt(key);
    }

    private void state(int state) {
        List<ModelChoice> here = new ArrayList<>();
        if (choices.put(state, here) != null) {
            throw source.end(json.at(), "", "is the second entry of state " + state, "Keep one of the two.");
        }
        numbered(action -> here.add(outcomes.choice(state, action)));
    }

    private void initial() {
        json.peek();
        int place = json.at();
        if (json.peek() != '[' && json.peek() != '{') {
            initial.set(json.whole("a state"), 1);
            return;
        }
        numbered(state -> {
            json.peek();
            int at = json.at();
            double probability = json.number();
            if (!(probability >= 0 && probability <= 1)) {
                source.fault(at, String.valueOf(probability), "must be a probability", "");
            } else if (probability > 0) {
                initial.set(state, probability);
            }
        });
        if (!(Math.abs(initial.sum() - 1) <= 1e-9)) {
            source.fault(place, "", "sums to " + initial.sum() + " and must sum to 1", "");
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        json.array(k -> names.add(json.string()));
        return names;
    }
}
