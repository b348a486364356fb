package org.dynama.world.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Loss;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.file.LinearLoss.Term;
import org.dynama.world.file.SearchNodes.Node;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAction.NamedLoss;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * What actions are worth to a search: rewards, the designer's own, needs and losses. What a last period's action leads to is
 * earned with it.
 *
 * @param codes of the agents' types
 * @param transitions whose pairs earn
 */
record SearchRewards(Marketplace market, SearchNodes nodes, List<TypeCode> codes, Transitions transitions) {
    /** What agents earn, by state-action pair. */
    RewardMap map() {
        RewardMap.Builder builder = new RewardMap.Builder(codes.size(), transitions.pairs());
        nodes.each((node, number, action) -> {
            int pair = transitions.pair(number, action.action());
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
            Map<Integer, BigDecimal> shares = Shares.of(action.effect().next());
            for (Marketplace.Ending ending : market.endings()) {
                if (shares.containsKey(ending.state())) {
                    ended.with(ending, shares.get(ending.state()).doubleValue());
                }
            }
        }
    }

    /** What the designer earns, by state-action pair. */
    Reals designer() {
        double[] designer = new double[transitions.pairs()];
        nodes.each((node, number, action) -> {
            int pair = transitions.pair(number, action.action());
            designer[pair] = action.effect().designer();
            ending(node, action, (ending, share) -> designer[pair] += share * ending.designer());
        });
        return Reals.of(designer);
    }

    /** For each agent the pairs that need her. */
    List<BitSet> needs() {
        List<BitSet> needs = new ArrayList<>();
        codes.forEach(code -> needs.add(new BitSet()));
        nodes.each((node, number, action) -> action.condition().needs().stream()
                .forEach(i -> needs.get(i).set(transitions.pair(number, action.action()))));
        return needs;
    }

    /** The losses, in the order in which the file first names them. */
    List<Loss> losses() {
        int dimension = codes.stream()
                .mapToInt(code -> code.distribution().dimension())
                .max()
                .orElseThrow();
        Map<String, Map<Integer, List<Term>>> byName = new LinkedHashMap<>();
        market.actions().stream()
                .flatMap(action -> action.effect().losses().keySet().stream())
                .forEach(name -> byName.computeIfAbsent(name, first -> new LinkedHashMap<>()));
        nodes.each((node, number, action) -> action.effect()
                .losses()
                .forEach((name, loss) -> byName.computeIfAbsent(name, first -> new LinkedHashMap<>())
                        .put(transitions.pair(number, action.action()), terms(loss))));
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
