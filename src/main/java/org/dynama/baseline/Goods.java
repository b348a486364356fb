package org.dynama.baseline;

import java.util.BitSet;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/** The numbers of an agent's type that she only receives for: goods, not costs. */
final class Goods {
    private Goods() {}

    /** Which numbers of agent {@code i} count anywhere, in order; none where one counts with a negative coefficient. */
    static int[] of(Environment environment, int i) {
        RewardMap rewards = environment.rewards();
        BitSet goods = new BitSet();
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            if (rewards.agent(m) == i && rewards.component(m) >= 0) {
                if (rewards.coefficient(m) < 0) {
                    return new int[0];
                }
                goods.set(rewards.component(m), rewards.coefficient(m) > 0 || goods.get(rewards.component(m)));
            }
        }
        return goods.stream().toArray();
    }
}
