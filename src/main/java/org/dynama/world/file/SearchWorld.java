package org.dynama.world.file;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.config.Faults;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.file.SearchNodes.Node;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.MarketGraph;
import org.dynama.world.market.Marketplace;

/**
 * The environment that a market is to a search: an MDP whose states carry draw and period.
 *
 * <p>A search needs types that stay as they are, and actions that nobody's presence blocks.
 */
final class SearchWorld {
    /** What a search needs of a market; mechanisms that learn online need no less. */
    static final String NEEDS = "search needs types that stay, and actions that nobody's presence blocks";

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
    static Environment of(MarketplaceFile file, String needs) {
        requireFits(file, needs);
        return new SearchWorld(file, new Faults(new MarketFaults(file).source())).environment();
    }

    private static void requireFits(MarketplaceFile file, String needs) {
        Marketplace market = file.market();
        Fit fit = new Fit(file, needs);
        for (int i = 0; i < market.agents().size(); i++) {
            if (market.agents().get(i).types() instanceof Listed listed && !listed.stays(listed.drift())) {
                fit.not("agents[" + i + "].drift", "moves types");
            }
        }
        for (int e = 0; e < market.actions().size(); e++) {
            MarketAction action = market.actions().get(e);
            boolean moves = action.effect().drift().entrySet().stream()
                    .anyMatch(drift -> market.agents().get(drift.getKey()).types() instanceof Listed listed
                            && !listed.stays(drift.getValue()));
            if (moves) {
                fit.not("actions[" + e + "].drift", "moves types");
            }
            if (!action.condition().blockedBy().isEmpty()) {
                fit.not("actions[" + e + "].blockedBy", "blocks the action");
            }
        }
        fit.throwIfAny("Maybe dynama pivot, which allows for both.");
    }

    private Environment environment() {
        List<Agent> agents = codes.stream().map(code -> code.agent(market)).toList();
        requireActions();
        Transitions transitions = transitions();
        Mdp mdp = new Mdp(nodes.names(), market.labels().actions(), transitions, initial(), horizon());
        GraphChecks checks = new GraphChecks(file, nodes, mdp, faults);
        checks.checkRuns();
        SearchRewards rewards = new SearchRewards(market, nodes, codes, transitions);
        List<BitSet> needs = rewards.needs();
        List<BitSet> masks = checks.masks(needs, agents);
        faults.throwIfAny();
        boolean nobodyNeeded = needs.stream().allMatch(BitSet::isEmpty);
        Absence absence = nobodyNeeded ? new Absence.ZeroReward() : new Absence.Masked(masks);
        return new Environment(
                market.name(), mdp, agents, rewards.map(), rewards.designer(), absence, rewards.losses());
    }

    /** A total horizon without cycles is a finite one, which is solved without equations. */
    private Horizon horizon() {
        boolean finite = market.horizon() instanceof Horizon.Total
                && MarketGraph.of(market).cycle().isEmpty();
        return finite ? new Horizon.Finite() : market.horizon();
    }

    private void requireActions() {
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            if (nodes.actions(node).isEmpty()) {
                faults.add(new MarketFaults(file)
                        .state(
                                node.state(),
                                "has no action under draw "
                                        + market.labels().draws().get(node.draw())
                                        + (market.periods() > 0 ? " in period " + (node.period() + 1) : ""),
                                "Maybe one that does nothing, without draws, needs and periods."));
            }
        }
        faults.throwIfAny();
    }

    private Reals initial() {
        double[] initial = new double[nodes.size()];
        List<BigDecimal> states = Shares.of(market.initial());
        for (int n = 0; n < initial.length; n++) {
            Node node = nodes.get(n);
            if (node.period() == 0) {
                BigDecimal draw = Shares.of(market.draws(0, node.state())).get(node.draw());
                initial[n] = states.get(node.state()).multiply(draw).doubleValue();
            }
        }
        return Reals.of(initial);
    }

    private Transitions transitions() {
        Transitions.Builder builder =
                new Transitions.Builder(nodes.size(), market.labels().actions().size());
        nodes.each((node, number, action) -> {
            builder.end(number, action.action());
            if (nodes.endsAfter(node, action)) {
                return;
            }
            int period = nodes.next(node.period());
            Shares.of(action.effect().next()).forEach((state, share) -> {
                List<BigDecimal> draws = Shares.of(market.draws(period, state));
                for (int z = 0; z < draws.size(); z++) {
                    if (draws.get(z).signum() == 0) {
                        continue;
                    }
                    double probability = share.multiply(draws.get(z)).doubleValue();
                    int next = nodes.number(new Node(period, state, z));
                    builder.to(number, action.action(), next, Math.min(1, probability));
                }
            });
        });
        return builder.build();
    }
}
