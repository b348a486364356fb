package org.dynama.world.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The part of a model that runs get to, its states numbered anew. A state where every choice stays and earns nothing is an
 * end, unless runs go on for ever; what ends with some probability leads to one state more, which ends.
 */
final class ModelGraph {
    private final ExplicitModel model;
    private final List<List<ModelChoice>> byState = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<ModelChoice> choices = new ArrayList<>();
    private final Map<String, Integer> actions = new LinkedHashMap<>();
    private final SparseRow initial = new SparseRow();
    private final int[] numbers;
    private final boolean mayEnd;
    private boolean hasEnds;

    /**
     * The graph of a model.
     *
     * @param start where runs start
     * @param mayEnd whether runs end where nothing happens any more
     */
    ModelGraph(ExplicitModel model, SparseRow start, boolean mayEnd) {
        this.model = model;
        this.mayEnd = mayEnd;
        numbers = new int[model.states().size()];
        model.states().forEach(state -> byState.add(new ArrayList<>()));
        model.choices().forEach(choice -> byState.get(choice.state()).add(choice));
        BitSet reached = reached(start);
        Arrays.fill(numbers, -1);
        reached.stream().forEach(s -> {
            numbers[s] = states.size();
            states.add(model.states().get(s));
        });
        for (int k = 0; k < start.size(); k++) {
            if (start.value(k) > 0) {
                initial.set(numbers[start.state(k)], start.value(k));
            }
        }
        int end = states.size();
        reached.stream().forEach(s -> byState.get(s).forEach(choice -> add(choice, end)));
        if (states.size() > end) {
            choices.add(ModelChoice.ending(end, "end"));
        }
        choices.forEach(choice -> actions.putIfAbsent(choice.action(), actions.size()));
    }

    private BitSet reached(SparseRow start) {
        BitSet reached = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>();
        reach(start, reached, waiting);
        while (!waiting.isEmpty()) {
            List<ModelChoice> here = byState.get(waiting.remove());
            if (mayEnd && here.stream().allMatch(ModelChoice::rests)) {
                ModelChoice first = here.get(0);
                here.clear();
                here.add(ModelChoice.ending(first.state(), first.action()));
            }
            here.forEach(choice -> reach(choice.next(), reached, waiting));
        }
        return reached;
    }

    private static void reach(SparseRow row, BitSet reached, Deque<Integer> waiting) {
        for (int k = 0; k < row.size(); k++) {
            int state = row.state(k);
            if (state != SparseRow.END && row.value(k) > 0 && !reached.get(state)) {
                reached.set(state);
                waiting.add(state);
            }
        }
    }

    private void add(ModelChoice choice, int end) {
        hasEnds |= choice.next().get(SparseRow.END, 0) > 0;
        SparseRow next = new SparseRow();
        for (int k = 0; k < choice.next().size(); k++) {
            int state = choice.next().state(k);
            boolean isEnd = state == SparseRow.END;
            if (isEnd && !choice.ends() && states.size() == end) {
                states.add(fresh());
            }
            if (choice.next().value(k) > 0) {
                next.set(
                        !isEnd ? numbers[state] : choice.ends() ? SparseRow.END : end,
                        choice.next().value(k));
            }
        }
        choices.add(new ModelChoice(numbers[choice.state()], choice.action(), next, choice.earned()));
    }

    private String fresh() {
        String name = "end";
        for (int k = 2; states.contains(name); k++) {
            name = "end " + k;
        }
        return name;
    }

    ExplicitModel model() {
        return model;
    }

    List<String> states() {
        return states;
    }

    List<ModelChoice> choices() {
        return choices;
    }

    SparseRow initial() {
        return initial;
    }

    /** The names of the actions, in the order in which choices first have them. */
    List<String> actions() {
        return List.copyOf(actions.keySet());
    }

    int action(String name) {
        return actions.getOrDefault(name, -1);
    }

    boolean hasEnds() {
        return hasEnds;
    }

    /** How many states of the model no run gets to. */
    int unreached() {
        return (int) Arrays.stream(numbers).filter(number -> number < 0).count();
    }

    /** Whether a run can get back to where it was. */
    boolean isCyclic() {
        int[] before = new int[states.size()];
        choices.forEach(choice -> eachNext(choice, next -> before[next]++));
        Deque<Integer> free = new ArrayDeque<>();
        for (int s = 0; s < before.length; s++) {
            if (before[s] == 0) {
                free.add(s);
            }
        }
        Map<Integer, List<ModelChoice>> here = new LinkedHashMap<>();
        choices.forEach(choice ->
                here.computeIfAbsent(choice.state(), s -> new ArrayList<>()).add(choice));
        int done = 0;
        for (; !free.isEmpty(); done++) {
            here.getOrDefault(free.remove(), List.of())
                    .forEach(choice -> eachNext(choice, next -> {
                        if (--before[next] == 0) {
                            free.add(next);
                        }
                    }));
        }
        return done < before.length;
    }

    private static void eachNext(ModelChoice choice, IntConsumer next) {
        for (int k = 0; k < choice.next().size(); k++) {
            if (choice.next().state(k) != SparseRow.END) {
                next.accept(choice.next().state(k));
            }
        }
    }
}
