package org.dynama.ama.study;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.menu.Menu;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.numpy.NpyTable;

/**
 * The policies of a menu as arrays: in {@code states} those that each entry reaches, entry {@code k}'s from place
 * {@code begin[k]}, and in {@code lotteries} the number of the lottery that it draws there; lottery {@code l} takes
 * {@code actions[j]} with {@code odds[j]} for {@code j} from {@code first[l]} to {@code first[l + 1]}. Most states of an entry
 * have one lottery: an auction's entries hold five.
 */
final class PolicyTables {
    private final List<Integer> begin = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private final List<Integer> lotteries = new ArrayList<>();
    private final Map<Lottery, Integer> known = new LinkedHashMap<>();
    private final List<Integer> first = new ArrayList<>(List.of(0));
    private final List<Integer> actions = new ArrayList<>();
    private final List<Double> odds = new ArrayList<>();

    PolicyTables(Mdp mdp, Menu menu) {
        Transitions transitions = mdp.transitions();
        for (int k = 0; k < menu.size(); k++) {
            begin.add(states.size());
            int from = menu.begin(k);
            while (from < menu.end(k)) {
                int state = transitions.stateOf(menu.pair(from));
                int to = from;
                while (to < menu.end(k) && transitions.stateOf(menu.pair(to)) == state) {
                    to++;
                }
                states.add(state);
                lotteries.add(lottery(transitions, menu, from, to));
                from = to;
            }
        }
        begin.add(states.size());
    }

    /** By value. */
    private record Lottery(IntBuffer actions, DoubleBuffer odds) {}

    private int lottery(Transitions transitions, Menu menu, int from, int to) {
        int[] taken = new int[to - from];
        double[] often = new double[to - from];
        for (int m = from; m < to; m++) {
            taken[m - from] = transitions.actionOf(menu.pair(m));
            often[m - from] = menu.probability(m);
        }
        Lottery lottery = new Lottery(IntBuffer.wrap(taken), DoubleBuffer.wrap(often));
        Integer number = known.get(lottery);
        if (number == null) {
            number = known.size();
            known.put(lottery, number);
            for (int j = 0; j < taken.length; j++) {
                actions.add(taken[j]);
                odds.add(often[j]);
            }
            first.add(actions.size());
        }
        return number;
    }

    MenuReference.Rows sizes() {
        return new MenuReference.Rows(states.size(), known.size(), odds.size());
    }

    List<NpyTable> tables() {
        return List.of(
                integers("begin", begin),
                integers("states", states),
                integers("lotteries", lotteries),
                integers("first", first),
                integers("actions", actions),
                NpyTable.numbers("odds", List.of(odds.size()), odds::get));
    }

    private static NpyTable integers(String name, List<Integer> values) {
        return NpyTable.integers(name, List.of(values.size()), values::get);
    }
}
