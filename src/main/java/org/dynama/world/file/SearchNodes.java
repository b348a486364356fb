package org.dynama.world.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.config.Faults;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;

/**
 * The states of the MDP that a market is to a search: public states, which carry their draw where there are several, and their
 * period where the horizon has periods. Those that can be reached, in the order of periods, then states, then draws.
 */
final class SearchNodes {
    /** State-action pairs: tables over them must fit in memory many times. */
    private static final long MOST_PAIRS = 1_000_000;

    /** A public state with its draw, in a period from 0. */
    record Node(int period, int state, int draw) {}

    /** Is told of actions. */
    interface Visitor {
        /** An action at a node with its number. */
        void at(Node node, int number, MarketAction action);
    }

    private final Marketplace market;
    private final List<List<MarketAction>> byState = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final List<Node> nodes;

    /** Adds a fault where there are too many. */
    SearchNodes(MarketplaceFile file, Faults faults) {
        market = file.market();
        market.labels().states().forEach(state -> byState.add(new ArrayList<>()));
        market.actions().forEach(action -> byState.get(action.state()).add(action));
        Deque<Node> waiting = new ArrayDeque<>();
        for (int s = 0; s < byState.size(); s++) {
            if (market.initial().get(s) > 0) {
                reach(0, s, waiting);
            }
        }
        long pairs = 0;
        int whole = 0;
        while (!waiting.isEmpty() && pairs <= MOST_PAIRS) {
            Node node = waiting.remove();
            List<MarketAction> actions = actions(node);
            pairs += actions.size();
            whole = node.period();
            for (MarketAction action : actions) {
                if (!endsAfter(node, action)) {
                    action.effect().next().keySet().forEach(s -> reach(next(node.period()), s, waiting));
                }
            }
        }
        nodes = numbers.keySet().stream()
                .sorted(Comparator.comparingInt(Node::period)
                        .thenComparingInt(Node::state)
                        .thenComparingInt(Node::draw))
                .toList();
        for (int n = 0; n < nodes.size(); n++) {
            numbers.put(nodes.get(n), n);
        }
        if (pairs > MOST_PAIRS) {
            faults.add(new MarketFaults(file)
                    .actions(
                            "has " + (waiting.isEmpty() ? "" : "at least ") + nodes.size()
                                    + " states, with their draws and periods, which make "
                                    + (waiting.isEmpty() ? "" : "more than ") + pairs
                                    + " state-action pairs, and there must be at most " + MOST_PAIRS,
                            nearest(whole)));
            faults.throwIfAny();
        }
    }

    /** @param whole the periods that fit */
    private String nearest(int whole) {
        return market.periods() > 0 && whole > 0
                ? "Maybe " + whole + (whole == 1 ? " period" : " periods") + ", which fit, instead of "
                        + market.periods() + ", or fewer states or draws."
                : "Maybe fewer states, draws or actions: fold states that have the same future into one.";
    }

    private void reach(int period, int state, Deque<Node> waiting) {
        for (int z = 0; z < market.labels().draws().size(); z++) {
            Node node = new Node(period, state, z);
            boolean possible = market.draws(period, state).get(z) > 0;
            if (possible && numbers.putIfAbsent(node, 0) == null) {
                waiting.add(node);
            }
        }
    }

    int size() {
        return nodes.size();
    }

    Node get(int number) {
        return nodes.get(number);
    }

    /** The number of a node that can be reached. */
    int number(Node node) {
        return Objects.requireNonNull(numbers.get(node), "a node that is reached");
    }

    /** What can be done at a node, in the order of the file. */
    List<MarketAction> actions(Node node) {
        return byState.get(node.state()).stream()
                .filter(action -> action.condition().periods().get(node.period())
                        && action.condition().draws().get(node.draw()))
                .toList();
    }

    /** Goes through all that can be done, node after node, in the order of the file. */
    void each(Visitor visitor) {
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            for (MarketAction action : actions(node)) {
                visitor.at(node, n, action);
            }
        }
    }

    /** Whether nothing comes after an action at a node. */
    boolean endsAfter(Node node, MarketAction action) {
        return action.effect().ends() || market.periods() == node.period() + 1;
    }

    /** The period after one; the same where all are alike. */
    int next(int period) {
        return market.periods() == 0 ? 0 : period + 1;
    }

    /** For people: the public state, with its draw and period where there are several. */
    List<String> names() {
        boolean drawn = market.labels().draws().size() > 1;
        return nodes.stream()
                .map(node -> market.labels().states().get(node.state())
                        + (drawn ? ", draw " + market.labels().draws().get(node.draw()) : "")
                        + (market.periods() > 0 ? ", period " + (node.period() + 1) : ""))
                .toList();
    }
}
