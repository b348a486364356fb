package org.dynama.world.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which public state can follow which, whatever is drawn and whatever the period. */
public final class MarketGraph {
    private static final int SHOWN = 6;

    private final Marketplace market;
    private final int[][] next;

    private MarketGraph(Marketplace market, int[][] next) {
        this.market = market;
        this.next = next;
    }

    /** The graph of a market. */
    public static MarketGraph of(Marketplace market) {
        int states = market.labels().states().size();
        int[] counts = new int[states];
        market.actions()
                .forEach(action ->
                        counts[action.state()] += action.effect().next().size());
        int[][] next = new int[states][];
        for (int s = 0; s < states; s++) {
            next[s] = new int[counts[s]];
        }
        for (MarketAction action : market.actions()) {
            for (int successor : action.effect().next().keySet()) {
                next[action.state()][--counts[action.state()]] = successor;
            }
        }
        for (int s = 0; s < states; s++) {
            next[s] = Arrays.stream(next[s]).sorted().distinct().toArray();
        }
        return new MarketGraph(market, next);
    }

    /** The states that no run gets to, ascending. */
    public IntStream unreached() {
        BitSet reached = new BitSet();
        int[] waiting = new int[next.length];
        int count = 0;
        for (int s = 0; s < next.length; s++) {
            if (market.initial().get(s) > 0) {
                reached.set(s);
                waiting[count++] = s;
            }
        }
        while (count > 0) {
            for (int successor : next[waiting[--count]]) {
                if (!reached.get(successor)) {
                    reached.set(successor);
                    waiting[count++] = successor;
                }
            }
        }
        return IntStream.range(0, next.length).filter(s -> !reached.get(s));
    }

    /** The states of one cycle, in order; empty without one. */
    public List<Integer> cycle() {
        Walk walk = new Walk();
        return walk.cycle();
    }

    /**
     * The most actions that a run can take where there is no cycle.
     *
     * @throws IllegalStateException if there is one
     */
    public int longest() {
        Walk walk = new Walk();
        if (!walk.cycle().isEmpty()) {
            throw new IllegalStateException("runs of " + market.name() + " need not end");
        }
        int longest = 0;
        int[] actions = new int[next.length];
        for (int s : walk.finished) {
            actions[s] = 1;
            for (int successor : next[s]) {
                actions[s] = Math.max(actions[s], 1 + actions[successor]);
            }
            longest = Math.max(longest, actions[s]);
        }
        return longest;
    }

    /** A cycle for people, cut where it is long. */
    public String shown(List<Integer> cycle) {
        List<String> names = market.labels().states();
        String way = cycle.stream().limit(SHOWN).map(names::get).collect(Collectors.joining(" -> "));
        return way + (cycle.size() > SHOWN ? " -> ... -> " : " -> ") + names.get(cycle.get(0));
    }

    /** A walk in depth, without recursion. */
    private final class Walk {
        /** States in an order in which successors come first. */
        final List<Integer> finished = new ArrayList<>();

        private final BitSet done = new BitSet();
        private final int[] entry = new int[next.length];
        private final int[] place = new int[next.length];
        private final List<Integer> way = new ArrayList<>();

        List<Integer> cycle() {
            for (int root = 0; root < next.length; root++) {
                int s = done.get(root) ? -1 : root;
                while (s >= 0) {
                    if (place[s] == 0) {
                        way.add(s);
                        place[s] = way.size();
                    }
                    while (entry[s] < next[s].length && done.get(next[s][entry[s]])) {
                        entry[s]++;
                    }
                    if (entry[s] == next[s].length) {
                        done.set(s);
                        finished.add(s);
                        way.remove(way.size() - 1);
                        s = way.isEmpty() ? -1 : way.get(way.size() - 1);
                    } else {
                        int successor = next[s][entry[s]];
                        if (place[successor] > 0) {
                            return List.copyOf(way.subList(place[successor] - 1, way.size()));
                        }
                        s = successor;
                    }
                }
            }
            return List.of();
        }
    }
}
