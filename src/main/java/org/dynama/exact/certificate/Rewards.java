package org.dynama.exact.certificate;

import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** What each agent earns at each move, at her report: computed once for all economies of an instance, when first asked for. */
final class Rewards {
    final Instance instance;
    /** Shape {@code [n][moves]}. */
    private final @Nullable Rational[][] table;

    Rewards(Instance instance) {
        this.instance = instance;
        table = new Rational[instance.reports().size()][instance.world().moves().size()];
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
