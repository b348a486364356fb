package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** What each agent earns at each move, at her report: computed once for all economies of an instance, when first asked for. */
final class Rewards {
    final Instance instance;
    /** Shape {@code [n][moves]}. */
    private final @Nullable Rational[][] table;

    /** By move, its boost and what each of its rewards counts for, over one denominator. */
    private final @Nullable Fractions[] weighted;

    Rewards(Instance instance) {
        this.instance = instance;
        table = new Rational[instance.reports().size()][instance.world().moves().size()];
        weighted = new Fractions[instance.world().moves().size()];
    }

    /** A move's boost and the weighted rewards of all agents who are not absent, in lowest terms. */
    Rational without(BitSet absent, int move) {
        List<Move.Reward> earned = instance.world().moves().get(move).rewards();
        if (earned.isEmpty()) {
            return instance.boosts().get(move);
        }
        Fractions all = weighted(move, earned);
        BigInteger sum = all.numerator(0);
        for (int k = 0; k < earned.size(); k++) {
            if (!absent.get(earned.get(k).agent())) {
                sum = sum.add(all.numerator(k + 1));
            }
        }
        return Rational.of(sum, all.denominator()).reduced();
    }

    private Fractions weighted(int move, List<Move.Reward> earned) {
        Fractions known = weighted[move];
        if (known == null) {
            List<Rational> parts = new ArrayList<>(List.of(instance.boosts().get(move)));
            earned.forEach(
                    reward -> parts.add(instance.weights().get(reward.agent()).times(of(reward.agent(), move))));
            known = Fractions.of(parts);
            weighted[move] = known;
        }
        return known;
    }

    Rational of(int agent, int move) {
        Rational known = table[agent][move];
        if (known == null) {
            known = instance.world()
                    .moves()
                    .get(move)
                    .reward(agent, instance.reports().get(agent));
            table[agent][move] = known;
        }
        return known;
    }
}
