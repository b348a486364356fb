package org.dynama.world;

import java.util.Arrays;
import org.dynama.model.Loss;
import org.dynama.model.Reals;

/**
 * The designer's own reward as a function of the occupancy, so that profit, revenue plus this, travels the road of the
 * losses. It is wanted, where a loss is not: objectives give it a positive weight.
 *
 * @param reward shape {@code [P]}; per visit
 */
public record DesignerReward(Reals reward) implements Loss {

    @Override
    public String name() {
        return "designer's reward";
    }

    @Override
    public boolean bears(int pair) {
        return reward.get(pair) != 0;
    }

    @Override
    public boolean isTypeFree() {
        return true;
    }

    @Override
    public void fill(double[][] types, double[][] out) {
        for (int pair = 0; pair < out.length; pair++) {
            if (bears(pair)) {
                Arrays.fill(out[pair], reward.get(pair));
            }
        }
    }
}
