package org.dynama.exact.season;

import java.math.BigDecimal;
import java.util.List;
import org.dynama.config.Json;
import org.dynama.exact.rational.Rational;
import org.dynama.file.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A world and the mechanism in it: at every draw the action is taken, of the best the lowest, that makes the most of the public's
 * and the boosts' worth and of the agents' rewards times their weights. A sum and a product of decimals count as the nearest
 * double's decimal, as they do in files.
 *
 * @param weights one for each agent
 * @param boosts of actions; several that hold at once add up
 */
public record SeasonDesign(SeasonWorld world, List<Rational> weights, List<Boost> boosts) {
    public SeasonDesign {
        weights = List.copyOf(weights);
        boosts = List.copyOf(boosts);
    }

    /** What an action is worth beside what it earns; null for in any period (from 1), public state or draw. */
    public record Boost(
            int action,
            Rational boost,
            @Nullable Integer period,
            @Nullable Integer state,
            @Nullable Integer draw) {
        boolean holds(int t, int s, int z) {
            return (period == null || period - 1 == t) && (state == null || state == s) && (draw == null || draw == z);
        }
    }

    /** What the public's reward and the boosts of a move count. */
    Rational common(SeasonWorld.Move move, int t, int z) {
        List<Rational> all = boosts.stream()
                .filter(boost -> boost.action() == move.action() && boost.holds(t, move.state(), z))
                .map(Boost::boost)
                .toList();
        Rational boost = all.stream().reduce(Rational.ZERO, Rational::plus);
        return boost.signum() == 0 ? move.designer() : nearest(move.designer().plus(nearest(boost)));
    }

    /** What an agent's reward counts. */
    Rational counted(int i, Rational reward) {
        Rational weight = weights.get(i);
        return weight.equals(Rational.ONE) ? reward : nearest(weight.times(reward));
    }

    private static Rational nearest(Rational value) {
        Rational reduced = value.reduced();
        BigDecimal decimal = new BigDecimal(reduced.numerator()).divide(new BigDecimal(reduced.denominator()));
        return Rational.of(BigDecimal.valueOf(decimal.doubleValue()));
    }

    /** SHA-256 of the world alone. */
    public String worldDigest() {
        return Digest.of(Json.write(world));
    }

    /** SHA-256 of world, weights and boosts. */
    public String digest() {
        return Digest.of(Json.write(this));
    }
}
