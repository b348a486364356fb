package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.dynama.compare.market.Cases;
import org.dynama.compare.market.MeanAmount;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is expected to earn before she pays, pay, and keep.
 *
 * @param reward null where only what she keeps is known
 * @param payment the same
 */
public record AgentShare(
        String name, @Nullable MeanAmount reward, @Nullable MeanAmount payment, MeanAmount utility) {

    static List<AgentShare> of(CaseOutcomes outcomes, Cases cases, Marketplace market) {
        List<AgentShare> shares = new ArrayList<>();
        for (int i = 0; i < outcomes.agents(); i++) {
            shares.add(new AgentShare(
                    market.agents().get(i).name(),
                    cases.mean(outcomes.rewards()[i]),
                    cases.mean(outcomes.payments()[i]),
                    cases.mean(outcomes.utility(i))));
        }
        return shares;
    }
}
