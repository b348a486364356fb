package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.world.market.MarketAction;

/**
 * All that can happen until a market ends: public states, reports of all agents, draws and actions, and what each agent knows of
 * it when she reports: what is public, and her own reports.
 */
final class ReportTree {
    /** Larger trees are not grown. */
    static final int MOST_NODES = 60_000;

    final FiniteMarket market;
    final List<Node> roots = new ArrayList<>();
    final List<Knowledge> knowledge = new ArrayList<>();
    private final Map<Knowledge.Key, Integer> numbers = new HashMap<>();
    private int nodes;

    /**
     * A history when an action is to be taken.
     *
     * @param number of it, from 0
     * @param period from 0
     * @param types shape {@code [n]}, as reported now
     * @param chance that it comes to this where everybody is truthful, actions apart
     * @param others shape {@code [n]}: the same, without the chances of the agent's own types
     * @param known shape {@code [n]}: the number of what each knew when she reported
     * @param actions that can be taken
     * @param children by action
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Node(
            int number,
            int period,
            int[] types,
            double chance,
            double[] others,
            int[] known,
            List<MarketAction> actions,
            List<List<Node>> children) {}

    /**
     * What an agent knows when she reports.
     *
     * @param key what it was before
     * @param action that was taken since; not read where there was none
     * @param possible which types she may have, if her last report was true
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Knowledge(Key key, List<MarketAction> action, boolean[] possible) {
        /** Who, what she knew before, what she reported, what was drawn and done, and the public state now. */
        record Key(int agent, int before, int report, int draw, int action, int state) {}

        boolean isFirst() {
            return key.before < 0;
        }
    }

    /** The tree grows no further than {@link #MOST_NODES}, and is then {@link #isTooLarge}. */
    ReportTree(FiniteMarket market) {
        this.market = market;
        int n = market.agents();
        double[] states = market.initial();
        for (int s = 0; s < states.length; s++) {
            if (states[s] > 0) {
                double[] ones = new double[n];
                Arrays.fill(ones, states[s]);
                List<double[]> chances = new ArrayList<>();
                int[] known = new int[n];
                for (int i = 0; i < n; i++) {
                    chances.add(market.initial(i));
                    known[i] = number(new Knowledge.Key(i, -1, -1, -1, -1, s), List.of(), market.initial(i));
                }
                roots.addAll(reports(0, s, states[s], ones, known, chances));
            }
        }
    }

    boolean isTooLarge() {
        return nodes > MOST_NODES;
    }

    /** How many histories there are. */
    int size() {
        return nodes;
    }

    private int number(Knowledge.Key key, List<MarketAction> action, double[] chances) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        boolean[] possible = new boolean[chances.length];
        for (int k = 0; k < possible.length; k++) {
            possible[k] = chances[k] > 0;
        }
        numbers.put(key, knowledge.size());
        knowledge.add(new Knowledge(key, action, possible));
        return knowledge.size() - 1;
    }

    /** What follows in a public state, for all reports and draws. */
    private List<Node> reports(
            int period, int state, double chance, double[] others, int[] known, List<double[]> chances) {
        List<Node> found = new ArrayList<>();
        int[] types = new int[chances.size()];
        boolean more = true;
        while (more && !isTooLarge()) {
            double here = chance;
            for (int i = 0; i < types.length; i++) {
                here *= chances.get(i)[types[i]];
            }
            double[] draws = market.draws(period);
            for (int z = 0; here > 0 && z < draws.length && !isTooLarge(); z++) {
                if (draws[z] > 0) {
                    double[] rest = new double[types.length];
                    for (int i = 0; i < rest.length; i++) {
                        rest[i] = others[i] * draws[z];
                        for (int j = 0; j < types.length; j++) {
                            rest[i] *= j == i ? 1 : chances.get(j)[types[j]];
                        }
                    }
                    found.add(node(period, state, z, types.clone(), here * draws[z], rest, known));
                }
            }
            int i = 0;
            while (i < types.length && ++types[i] == chances.get(i).length) {
                types[i++] = 0;
            }
            more = i < types.length;
        }
        return found;
    }

    private Node node(int period, int state, int draw, int[] types, double chance, double[] others, int[] known) {
        int number = nodes++;
        List<MarketAction> actions = market.actions(period, state, draw);
        List<List<Node>> children = new ArrayList<>();
        for (MarketAction action : actions) {
            List<Node> after = new ArrayList<>();
            if (!market.ends(period, action) && !isTooLarge()) {
                FiniteMarket.next(action).forEach((next, p) -> {
                    int[] later = new int[types.length];
                    double[] rest = new double[types.length];
                    List<double[]> chances = new ArrayList<>();
                    for (int i = 0; i < types.length; i++) {
                        chances.add(market.moved(i, action, types[i]));
                        rest[i] = others[i] * p;
                        Knowledge.Key key = new Knowledge.Key(i, known[i], types[i], draw, action.action(), next);
                        later[i] = number(key, List.of(action), chances.get(i));
                    }
                    after.addAll(reports(market.after(period), next, chance * p, rest, later, chances));
                });
            }
            children.add(after);
        }
        return new Node(number, period, types, chance, others, known, actions, children);
    }

    /** The exponent of the largest amount. */
    int exponent() {
        double largest = 0;
        List<Node> waiting = new ArrayList<>(roots);
        while (!waiting.isEmpty()) {
            Node node = waiting.remove(waiting.size() - 1);
            for (MarketAction action : node.actions) {
                largest = Math.max(largest, Math.abs(market.designer(action, node.period)));
                for (int i = 0; i < node.types.length; i++) {
                    largest = Math.max(largest, Math.abs(market.reward(i, action, node.period, node.types[i])));
                }
            }
            node.children.forEach(waiting::addAll);
        }
        return largest > 0 ? Math.getExponent(largest) : 0;
    }
}
