package org.dynama.world.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** Actions and ends of a market as the keys that {@link ActionKeys} reads. */
record ActionText(Marketplace market) {

    Map<String, Object> of(MarketAction action) {
        MarketAction.Condition condition = action.condition();
        MarketAction.Effect effect = action.effect();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("state", market.labels().states().get(action.state()));
        keys.put("name", market.labels().actions().get(action.action()));
        if (condition.draws().cardinality() < market.labels().draws().size()) {
            keys.put("draws", MarketplaceText.named(market.labels().draws(), condition.draws()));
        }
        List<String> agents = market.agents().stream().map(MarketAgent::name).toList();
        if (!condition.needs().isEmpty()) {
            keys.put("needs", MarketplaceText.named(agents, condition.needs()));
        }
        if (!condition.blockedBy().isEmpty()) {
            keys.put("blockedBy", MarketplaceText.named(agents, condition.blockedBy()));
        }
        if (condition.periods().cardinality() < market.stages()) {
            keys.put(
                    "periods",
                    condition.periods().stream().map(t -> t + 1).boxed().toList());
        }
        Map<String, Object> next = new LinkedHashMap<>();
        effect.next().forEach((s, p) -> next.put(market.labels().states().get(s), MarketplaceText.number(p)));
        keys.put("next", next);
        putEarned(keys, effect.rewards(), effect.designer());
        Map<String, Object> drift = new LinkedHashMap<>();
        effect.drift().forEach((i, kernel) -> {
            Listed listed = (Listed) market.agents().get(i).types();
            drift.put(agents.get(i), MarketplaceText.rows(listed.names(), kernel, listed.drift()));
        });
        if (!drift.isEmpty()) {
            keys.put("drift", drift);
        }
        Map<String, Object> losses = new LinkedHashMap<>();
        effect.losses()
                .forEach((name, loss) -> losses.put(
                        name,
                        loss.byAgent().isEmpty() ? MarketplaceText.number(loss.constant()) : payoffs(loss.byAgent())));
        if (!losses.isEmpty()) {
            keys.put("losses", losses);
        }
        return keys;
    }

    Map<String, Object> of(Marketplace.Ending ending) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("state", market.labels().states().get(ending.state()));
        putEarned(keys, ending.rewards(), ending.designer());
        return keys;
    }

    private void putEarned(Map<String, Object> keys, Map<Integer, Payoff> rewards, double designer) {
        if (!rewards.isEmpty()) {
            keys.put("rewards", payoffs(rewards));
        }
        if (designer != 0) {
            keys.put("designer", MarketplaceText.number(designer));
        }
    }

    private Map<String, Object> payoffs(Map<Integer, Payoff> payoffs) {
        Map<String, Object> map = new LinkedHashMap<>();
        payoffs.forEach((i, payoff) -> map.put(market.agents().get(i).name(), payoff(i, payoff)));
        return map;
    }

    private Object payoff(int i, Payoff payoff) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (payoff instanceof Payoff.Table table) {
            List<String> names = ((Listed) market.agents().get(i).types()).names();
            for (int k = 0; k < names.size(); k++) {
                keys.put(names.get(k), MarketplaceText.number(table.amounts().get(k)));
            }
            return keys;
        }
        Payoff.Linear linear = (Payoff.Linear) payoff;
        if (linear.coefficients().size() == 0) {
            return MarketplaceText.number(linear.constant());
        }
        keys.put("type", MarketplaceText.list(linear.coefficients()));
        if (linear.constant() != 0) {
            keys.put("constant", MarketplaceText.number(linear.constant()));
        }
        return keys;
    }
}
