package org.dynama.environment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;

/**
 * Items sold one after the other to agents with unit demand.
 *
 * <p>Every round one item is kept (action 0) or sold to an agent (actions 1 to n). A state is the whole history: the
 * buyer of each past item, or nobody. An agent's type is her value of her first item; later ones are worth nothing to
 * her. Undiscounted; {@code S = sum_{t < items} (n + 1)^t}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, sequential auctions</a>
 */
public final class SequentialSales {
    private SequentialSales() {}

    /** Types U[0, 1] for every agent. */
    public static Environment uniform(int agents, int items) {
        return of(Reals.filled(agents, 1), items);
    }

    /** Type of agent {@code i = 1..n}: U[0, 1/i]. */
    public static Environment asymmetric(int agents, int items) {
        return of(asymmetricBounds(agents), items);
    }

    /** The asymmetric upper bounds 1, 1/2, ..., 1/n. (The paper's text says i; its numbers are those of 1/i.) */
    public static Reals asymmetricBounds(int agents) {
        double[] high = new double[agents];
        for (int i = 0; i < agents; i++) {
            high[i] = 1.0 / (i + 1);
        }
        return Reals.of(high);
    }

    /**
     * Types U[0, high[i]].
     *
     * @param high shape {@code [n]}; each finite and positive
     * @param items at least 1
     */
    public static Environment of(Reals high, int items) {
        int n = high.size();
        if (n < 1 || items < 1) {
            throw new IllegalArgumentException("agents = " + n + " and items = " + items
                    + " must each be at least 1\nMaybe 3 agents and 2 items.");
        }
        List<Agent> agents = new ArrayList<>();
        List<String> actions = new ArrayList<>(List.of("keep"));
        for (int i = 0; i < n; i++) {
            if (!(high.get(i) > 0 && Double.isFinite(high.get(i)))) {
                throw new IllegalArgumentException("high[" + i + "] = " + high.get(i) + " must be finite and positive");
            }
            agents.add(new Agent("agent " + (i + 1), TypeDistribution.Uniform.of(0, high.get(i))));
            actions.add("sell to agent " + (i + 1));
        }
        List<int[]> histories = Histories.of(n + 1, items);
        Mdp mdp = new Mdp(
                histories.stream()
                        .map(history -> Histories.describe(history, "round", a -> a == 0 ? "nobody" : "agent " + a))
                        .toList(),
                actions,
                Histories.transitions(histories, n + 1, items),
                Histories.initial(histories),
                new Horizon.Finite());
        String name = "sequential sale of " + items + (items == 1 ? " item" : " items") + " to " + n
                + (n == 1 ? " agent" : " agents");
        return new Environment(name, mdp, agents, rewards(histories, n), Reals.filled(mdp.pairCount(), 0));
    }

    private static RewardMap rewards(List<int[]> histories, int agents) {
        RewardMap.Builder builder = new RewardMap.Builder(agents, histories.size() * (agents + 1));
        for (int s = 0; s < histories.size(); s++) {
            for (int i = 0; i < agents; i++) {
                int winner = i + 1;
                if (Arrays.stream(histories.get(s)).noneMatch(past -> past == winner)) {
                    builder.add(s * (agents + 1) + winner, i, 0, 1);
                }
            }
        }
        return builder.build();
    }
}
