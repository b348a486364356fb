package org.dynama.world.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.Faults;
import org.dynama.model.Agent;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.file.LinearLoss.Term;
import org.dynama.world.file.SearchNodes.Node;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAction.NamedLoss;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * The environment that a market is to a search: an MDP whose states carry draw and period.
 *
 * <p>A search needs types that stay as they are, and actions that nobody's presence blocks.
 */
final class SearchWorld {
    private final MarketplaceFile file;
    private final Marketplace market;
    private final Faults faults;
    private final SearchNodes nodes;
    private final List<TypeCode> codes;

    private SearchWorld(MarketplaceFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
        market = file.market();
        nodes = new SearchNodes(file, faults);
        codes = IntStream.range(0, market.agents().size())
                .mapToObj(i -> TypeCode.of(market, i))
                .toList();
    }

    /**
     * The environment of a market.
     *
     * @throws org.dynama.config.ConfigException with all that a search cannot use, at its place in the file
     */
    static Environment of(MarketplaceFile file) {
        Faults faults = new Faults(file.document().source());
        requireFits(file, faults);
        faults.throwIfAny();
        return new SearchWorld(file, faults).environment();
    }

    private static void requireFits(MarketplaceFile file, Faults faults) {
        Marketplace market = file.market();
        for (int i = 0; i < market.agents().size(); i++) {
            if (market.agents().get(i).types() instanceof Listed listed && !listed.stays(listed.drift())) {
                faults.add(file.document().fault("agents[" + i + "].drift", MOVES, PIVOT));
            }
        }
        for (int e = 0; e < market.actions().size(); e++) {
            MarketAction action = market.actions().get(e);
            boolean moves = action.effect().drift().entrySet().stream()
                    .anyMatch(drift -> market.agents().get(drift.getKey()).types() instanceof Listed listed
                            && !listed.stays(drift.getValue()));
            if (moves) {
                faults.add(file.document().fault("actions[" + e + "].drift", MOVES, PIVOT));
            }
            if (!action.condition().blockedBy().isEmpty()) {
                faults.add(file.document()
                        .fault(
                                "actions[" + e + "].blockedBy",
                                "blocks the action, and a search needs actions that nobody's presence blocks",
                                PIVOT));
            }
        }
    }

    private static final String MOVES = "moves types, and a search needs types that stay";
    private static final String PIVOT = "Maybe dynama pivot, which allows for it.";

    private Environment environment() {
        List<Agent> agents = codes.stream().map(code -> code.agent(market)).toList();
        requireActions();
        Mdp mdp = new Mdp(nodes.names(), market.labels().actions(), transitions(), initial(), market.horizon());
        GraphChecks checks = new GraphChecks(file, nodes, mdp, faults);
        checks.checkGain();
        List<BitSet> needs = needs();
        List<BitSet> masks = checks.masks(needs, agents);
        faults.throwIfAny();
        boolean nobodyNeeded = needs.stream().allMatch(BitSet::isEmpty);
        Absence absence = nobodyNeeded ? new Absence.ZeroReward() : new Absence.Masked(masks);
        int dimension = agents.stream()
                .mapToInt(agent -> agent.types().dimension())
                .max()
                .orElseThrow();
        return new Environment(market.name(), mdp, agents, rewards(), designer(), absence, losses(dimension));
    }

    private interface Visitor {
        /** An action at a node, with the number of its state-action pair. */
        void at(Node node, int pair, MarketAction action);
    }

    private void each(Visitor visitor) {
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            for (MarketAction action : nodes.actions(node)) {
                visitor.at(node, n * market.labels().actions().size() + action.action(), action);
            }
        }
    }

    private void requireActions() {
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            if (nodes.actions(node).isEmpty()) {
                faults.add(file.document().fault(
                        file.place(node.state()),
                        "has no action under draw " + market.labels().draws().get(node.draw())
                                + (market.periods() > 0 ? " in period " + (node.period() + 1) : ""),
                        "Maybe one that does nothing, without draws, needs and periods."));
            }
        }
        faults.throwIfAny();
    }

    private Reals initial() {
        double[] initial = new double[nodes.size()];
        for (int n = 0; n < initial.length; n++) {
            Node node = nodes.get(n);
            if (node.period() == 0) {
                BigDecimal share = share(market.initial(), node.state());
                initial[n] = share.multiply(share(market.draws(0), node.draw())).doubleValue();
            }
        }
        return Reals.of(initial);
    }

    /** One of some probabilities, divided by their sum, which may miss 1 by a little. */
    private static BigDecimal share(Reals probabilities, int k) {
        BigDecimal sum = probabilities.stream().mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        return BigDecimal.valueOf(probabilities.get(k)).divide(sum, MathContext.DECIMAL128);
    }

    private static Map<Integer, BigDecimal> shares(Map<Integer, Double> probabilities) {
        BigDecimal sum = probabilities.values().stream()
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<Integer, BigDecimal> shares = new LinkedHashMap<>();
        probabilities.forEach((s, p) -> shares.put(s, BigDecimal.valueOf(p).divide(sum, MathContext.DECIMAL128)));
        return shares;
    }

    private Transitions transitions() {
        int actions = market.labels().actions().size();
        Transitions.Builder builder = new Transitions.Builder(nodes.size(), actions);
        each((node, pair, action) -> {
            builder.end(pair / actions, pair % actions);
            if (nodes.endsAfter(node, action)) {
                return;
            }
            int period = nodes.next(node.period());
            Reals draws = market.draws(period);
            shares(action.effect().next()).forEach((state, share) -> {
                for (int z = 0; z < draws.size(); z++) {
                    double probability = share.multiply(share(draws, z)).doubleValue();
                    int next = nodes.number(new Node(period, state, z));
                    builder.to(pair / actions, pair % actions, next, Math.min(1, probability));
                }
            });
        });
        return builder.build();
    }

    private RewardMap rewards() {
        RewardMap.Builder builder = new RewardMap.Builder(
                codes.size(), nodes.size() * market.labels().actions().size());
        each((node, pair, action) -> {
            add(builder, pair, action.effect().rewards(), 1);
            ending(node, action, (ending, share) -> add(builder, pair, ending.rewards(), share));
        });
        return builder.build();
    }

    private void add(RewardMap.Builder builder, int pair, Map<Integer, Payoff> payoffs, double share) {
        payoffs.forEach((i, payoff) -> {
            for (Term term : codes.get(i).terms(payoff)) {
                builder.add(pair, i, term.component(), share * term.coefficient());
            }
        });
    }

    private interface Ended {
        void with(Marketplace.Ending ending, double share);
    }

    /** What the last period's action leads to, with its probability. */
    private void ending(Node node, MarketAction action, Ended ended) {
        if (node.period() + 1 == market.periods()) {
            Map<Integer, BigDecimal> shares = shares(action.effect().next());
            for (Marketplace.Ending ending : market.endings()) {
                if (shares.containsKey(ending.state())) {
                    ended.with(ending, shares.get(ending.state()).doubleValue());
                }
            }
        }
    }

    private Reals designer() {
        double[] designer = new double[nodes.size() * market.labels().actions().size()];
        each((node, pair, action) -> {
            designer[pair] = action.effect().designer();
            ending(node, action, (ending, share) -> designer[pair] += share * ending.designer());
        });
        return Reals.of(designer);
    }

    /** For each agent the pairs that need her. */
    private List<BitSet> needs() {
        List<BitSet> needs = new ArrayList<>();
        codes.forEach(code -> needs.add(new BitSet()));
        each((node, pair, action) ->
                action.condition().needs().stream().forEach(i -> needs.get(i).set(pair)));
        return needs;
    }

    /** The losses, in the order in which the file first names them. */
    private List<Loss> losses(int dimension) {
        Map<String, Map<Integer, List<Term>>> byName = new LinkedHashMap<>();
        market.actions().stream()
                .flatMap(action -> action.effect().losses().keySet().stream())
                .forEach(name -> byName.computeIfAbsent(name, first -> new LinkedHashMap<>()));
        each((node, pair, action) -> action.effect()
                .losses()
                .forEach((name, loss) -> byName.getOrDefault(name, Map.of()).put(pair, terms(loss))));
        List<Loss> losses = new ArrayList<>();
        byName.forEach((name, terms) -> losses.add(new LinearLoss(name, dimension, terms)));
        return losses;
    }

    private List<Term> terms(NamedLoss loss) {
        List<Term> terms = new ArrayList<>();
        if (loss.byAgent().isEmpty()) {
            terms.add(new Term(0, RewardMap.CONSTANT, loss.constant()));
        }
        loss.byAgent().forEach((i, payoff) -> terms.addAll(codes.get(i).terms(payoff)));
        return terms;
    }
}
