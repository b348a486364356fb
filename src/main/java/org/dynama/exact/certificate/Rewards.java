package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;

/** What each agent earns at each move, at her report: computed once for all economies of an instance. */
final class Rewards {
    final Instance instance;
    /** Shape {@code [n][moves]}. */
    private final List<List<Rational>> table = new ArrayList<>();

    Rewards(Instance instance) {
        this.instance = instance;
        for (List<Rational> type : instance.reports()) {
            int agent = table.size();
            table.add(instance.world().moves().stream()
                    .map(move -> move.reward(agent, type))
                    .toList());
        }
    }

    Rational of(int agent, int move) {
        return table.get(agent).get(move);
    }
}
