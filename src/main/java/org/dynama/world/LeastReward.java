package org.dynama.world;

import java.util.List;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;

/** The least that a pair can be worth to an agent, over all types that she may have. */
public final class LeastReward {
    private final RewardMap rewards;
    private final int agent;
    private final List<WorstTypes.Box> support;

    /**
     * Of one agent.
     *
     * @param types that she may have; boxes, single types, or segments from the origin
     */
    public LeastReward(RewardMap rewards, int agent, TypeDistribution types) {
        this.rewards = rewards;
        this.agent = agent;
        support = WorstTypes.support(types);
    }

    /** The least reward at a pair; minus infinity where types have no end. */
    public double at(int pair) {
        double least = Double.POSITIVE_INFINITY;
        for (WorstTypes.Box box : support) {
            least = Math.min(least, in(box, pair));
        }
        return least;
    }

    /** The most that a pair can be worth if any of its terms may have the other sign; infinite where types have no end. */
    public double size(int pair) {
        double most = 0;
        for (WorstTypes.Box box : support) {
            double sum = 0;
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                double c = Math.abs(rewards.coefficient(m));
                int k = rewards.component(m);
                if (rewards.agent(m) == agent && c != 0) {
                    sum += k < 0
                            ? c
                            : c
                                    * Math.max(
                                            Math.abs(box.low().get(k)),
                                            Math.abs(box.high().get(k)));
                }
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private double in(WorstTypes.Box box, int pair) {
        double least = 0;
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            if (rewards.agent(m) == agent) {
                int k = rewards.component(m);
                double c = rewards.coefficient(m);
                least += k < 0 || c == 0
                        ? c
                        : Math.min(c * box.low().get(k), c * box.high().get(k));
            }
        }
        return least;
    }
}
