package org.dynama.world;

import java.util.Arrays;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * A sale to exchangeable agents, folded: the much smaller sale by rank, and where each state-action pair of the whole
 * tree lies in it.
 *
 * <p>With boosts spread from the small tree, both have the same affine welfare in every profile, and each agent gains the
 * same by taking part. Rewards and payments are the same, too, unless policies tie: then the whole tree serves the agent
 * of the lowest number first, the folded one the agent of the largest type, and what is as good afterwards may differ by
 * an agent's reward, which her payment follows. (Types that tie make no such policies: they are served alike.)
 */
public final class Folding {
    private final Environment folded;
    /** The folded pair of each pair of the whole tree. */
    private final int[] pairOf;

    private Folding(Environment folded, int[] pairOf) {
        this.folded = folded;
        this.pairOf = pairOf;
    }

    /**
     * Folds a sale. A pair that sells to someone without an item is a sale, every other one keeps.
     *
     * @param sales made by {@link SequentialSales}
     * @throws IllegalArgumentException if two agents' distributions differ
     */
    public static Folding of(Environment sales) {
        if (!Stages.of(sales.mdp()).isUniformTree()) {
            throw Refusal.of(
                    "a sale whose states do not tell what was sold when cannot be folded: its boosts would have to",
                    "Maybe environment.state: history.");
        }
        Environment folded =
                SequentialSales.ranked(sales.agents(), Stages.of(sales.mdp()).count());
        Transitions whole = sales.mdp().transitions();
        Transitions small = folded.mdp().transitions();
        int[] pairOf = new int[whole.pairs()];
        int[] stateOf = new int[whole.states()];
        // HistoryTree are numbered shortest first, so a state's own place is known before its pairs are met.
        for (int pair = 0; pair < pairOf.length; pair++) {
            boolean sold = sales.rewards().begin(pair) < sales.rewards().end(pair);
            pairOf[pair] = small.pair(stateOf[whole.stateOf(pair)], sold ? 1 : 0);
            if (whole.begin(pair) < whole.end(pair)) {
                stateOf[whole.next(whole.begin(pair))] = small.next(small.begin(pairOf[pair]));
            }
        }
        boolean worst = sales.absence() instanceof Absence.WorstType;
        return new Folding(worst ? Absence.WorstType.in(folded) : folded, pairOf);
    }

    /** The sale by rank. */
    public Environment folded() {
        return folded;
    }

    /** The folded pair of a pair of the whole tree. */
    public int pairOf(int pair) {
        return pairOf[pair];
    }

    /** Boosts of the whole tree, shape {@code [P]}, from those of the folded one. */
    public Reals spread(Reals boosts) {
        return Reals.of(Arrays.stream(pairOf).mapToDouble(boosts::get).toArray());
    }
}
