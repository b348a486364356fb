package org.dynama.ama.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.numpy.NpyArray;
import org.dynama.refusal.Refusal;

/** Policies from the arrays of {@link PolicyTables}, or from those of earlier versions: {@code pairs} and {@code probabilities}. */
final class PolicyReading {
    private final Map<String, NpyArray> arrays;
    private final Mdp mdp;
    private final int[] begin;

    private PolicyReading(Map<String, NpyArray> arrays, Mdp mdp) {
        this.arrays = arrays;
        this.mdp = mdp;
        begin = whole("begin");
    }

    /** The shapes of the arrays. */
    static Map<String, List<Integer>> shapes(MenuReference reference) {
        List<Integer> begin = List.of(reference.entries() + 1);
        MenuReference.Rows rows = reference.rows();
        return rows == null
                ? Map.of(
                        "begin", begin,
                        "pairs", List.of(reference.pairs()),
                        "probabilities", List.of(reference.pairs()))
                : Map.of(
                        "begin", begin,
                        "states", List.of(rows.states()),
                        "lotteries", List.of(rows.states()),
                        "first", List.of(rows.lotteries() + 1),
                        "actions", List.of(rows.odds()),
                        "odds", List.of(rows.odds()));
    }

    /**
     * Some of the menu's entries.
     *
     * @param names of all of them
     * @param wanted the first, and one past the last
     * @throws Refusal if they are no policies of the world
     */
    static Menu entries(Map<String, NpyArray> arrays, List<String> names, Mdp mdp, int... wanted) {
        PolicyReading reading = new PolicyReading(arrays, mdp);
        MenuBuilder builder = Menu.of(mdp);
        if (arrays.containsKey("pairs")) {
            reading.pairs(builder, names, wanted[0], wanted[1]);
        } else {
            reading.lotteries(builder, names, wanted[0], wanted[1]);
        }
        return builder.collected();
    }

    private void pairs(MenuBuilder builder, List<String> names, int first, int last) {
        int[] pairs = numbered(whole("pairs"));
        double[] probabilities = MenuArchive.values(arrays, "probabilities");
        for (int k = first; k < last; k++) {
            int from = from("begin", begin, k, pairs.length);
            add(
                    builder,
                    names.get(k),
                    Arrays.copyOfRange(pairs, from, begin[k + 1]),
                    Arrays.copyOfRange(probabilities, from, begin[k + 1]));
        }
    }

    /** Earlier versions counted {@code state * A + action}, those included that do not exist. */
    private int[] numbered(int... places) {
        int[] pairs = new int[places.length];
        for (int m = 0; m < places.length; m++) {
            int state = Math.floorDiv(places[m], mdp.actionCount());
            require("pairs", m, state, mdp.stateCount());
            pairs[m] = pair(
                    state,
                    Math.floorMod(places[m], mdp.actionCount()),
                    mdp.transitions().firstPair(state));
        }
        return pairs;
    }

    private void lotteries(MenuBuilder builder, List<String> names, int from, int last) {
        int[] states = whole("states");
        int[] lotteries = whole("lotteries");
        int[] first = whole("first");
        int[] actions = whole("actions");
        double[] odds = MenuArchive.values(arrays, "odds");
        for (int k = from; k < last; k++) {
            int size = 0;
            for (int e = from("begin", begin, k, states.length); e < begin[k + 1]; e++) {
                require("states", e, states[e], mdp.stateCount());
                require("lotteries", e, lotteries[e], first.length - 1);
                from("first", first, lotteries[e], odds.length);
                size += first[lotteries[e] + 1] - first[lotteries[e]];
            }
            int[] pairs = new int[size];
            double[] probabilities = new double[size];
            int m = 0;
            for (int e = begin[k]; e < begin[k + 1]; e++) {
                int pair = mdp.transitions().firstPair(states[e]);
                for (int j = first[lotteries[e]]; j < first[lotteries[e] + 1]; j++) {
                    pair = pair(states[e], actions[j], pair);
                    pairs[m] = pair;
                    probabilities[m++] = odds[j];
                }
            }
            add(builder, names.get(k), pairs, probabilities);
        }
    }

    /** The pair of an action in a state, from a pair of the same state on: actions ascend. */
    private int pair(int state, int action, int from) {
        Transitions transitions = mdp.transitions();
        for (int pair = from; pair < transitions.endPair(state); pair++) {
            if (transitions.actionOf(pair) == action) {
                return pair;
            }
        }
        throw new Refusal(
                "actions", action, "must be actions of state \"" + mdp.states().get(state) + "\", in order", "");
    }

    private static void add(MenuBuilder builder, String name, int[] pairs, double[] probabilities) {
        int k = builder.size();
        if (!builder.add(name, pairs, probabilities)) {
            throw new Refusal("entry " + k, name, "must be another policy than those before it", "");
        }
    }

    /** A row's first place. */
    private static int from(String name, int[] begin, int k, int end) {
        if (begin[k] < 0 || begin[k] > begin[k + 1] || begin[k + 1] > end) {
            throw new Refusal(
                    name + "[" + (k + 1) + "]", begin[k + 1], "must be a place behind " + name + "[" + k + "]", "");
        }
        return begin[k];
    }

    private static void require(String name, int at, int value, int count) {
        if (value < 0 || value >= count) {
            throw new Refusal(name + "[" + at + "]", value, "must be at least 0 and less than " + count, "");
        }
    }

    private int[] whole(String name) {
        double[] values = MenuArchive.values(arrays, name);
        int[] whole = new int[values.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = (int) values[k];
            if (whole[k] != values[k]) {
                throw new Refusal(name + "[" + k + "]", values[k], "must be a whole number", "");
            }
        }
        return whole;
    }
}
