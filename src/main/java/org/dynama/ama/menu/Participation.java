package org.dynama.ama.menu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.LeastReward;

/**
 * Without which entries of a menu an agent's marginal economy must do: those that use an action that needs her, and those that
 * are worth less than nothing to some type that she may have. What is left, {@code K_i}, gives a truthful agent at least
 * nothing, whatever boosts are.
 */
final class Participation {
    private final Environment world;
    private final Menu menu;

    Participation(Environment world, Menu menu) {
        this.world = world;
        this.menu = menu;
        if (world.absence().taken() instanceof Absence.Retyped) {
            throw Refusal.of("a left-out agent who stays with a cost has no place in a menu", "Maybe leftOut: mask.");
        }
    }

    /**
     * The menu's rule for absent agents.
     *
     * @param features rewards of the entries
     * @throws Refusal naming the first agent without whom no entry is left
     */
    Absence rule(RewardMap features) {
        List<BitSet> without = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            BitSet entries = needing(i);
            if (!(world.absence() instanceof Absence.WorstType)) {
                entries.or(harming(i, features));
                if (entries.cardinality() == menu.size()) {
                    throw refusal(i);
                }
            }
            without.add(entries);
        }
        boolean all = without.stream().allMatch(BitSet::isEmpty);
        return all ? new Absence.ZeroReward() : new Absence.Masked(without);
    }

    private BitSet needing(int i) {
        Absence absence = world.absence().taken();
        BitSet entries = new BitSet();
        if (!(absence instanceof Absence.Masked)) {
            return entries;
        }
        for (int k = 0; k < menu.size(); k++) {
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                if (!absence.isAllowed(i, menu.pair(m))) {
                    entries.set(k);
                }
            }
        }
        return entries;
    }

    private BitSet harming(int i, RewardMap features) {
        LeastReward least = new LeastReward(features, i, world.agents().get(i).types());
        BitSet entries = new BitSet();
        for (int k = 0; k < menu.size(); k++) {
            entries.set(k, least.at(k) < 0);
        }
        return entries;
    }

    private Refusal refusal(int i) {
        String name = world.agents().get(i).name();
        return new Refusal(
                "agent \"" + name + "\"",
                "",
                "leaves no entry of the menu: each of the " + menu.size()
                        + " uses an action that needs her, or is worth less than nothing to a type that she may have",
                "Maybe add a policy that does without her.");
    }
}
