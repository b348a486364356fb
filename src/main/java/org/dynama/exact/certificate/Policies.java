package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;

/** Proposed policies, the grand economy's first; they need not be complete, nor optimal. */
public final class Policies {
    private final List<int[]> moves;

    private Policies(List<int[]> moves) {
        this.moves = moves;
    }

    static Policies of(int[] moves, int economies) {
        List<int[]> all = new ArrayList<>();
        for (int k = 0; k < economies; k++) {
            all.add(moves.clone());
        }
        return new Policies(all);
    }

    /**
     * The policies behind occupancies that some solver has found: in each state the action with the most visits; nothing is
     * proposed for states without any.
     *
     * @param mdp of which {@link CertifiedWorlds} has made the world
     * @param visits for the grand economy, then for each agent's marginal economy, shape {@code [P]}
     */
    public static Policies of(Mdp mdp, List<Reals> visits) {
        List<int[]> all = new ArrayList<>();
        for (Reals table : visits) {
            int[] best = new int[mdp.stateCount()];
            Arrays.fill(best, Optimum.NO_MOVE);
            double[] most = new double[best.length];
            for (int pair = 0; pair < table.size(); pair++) {
                int s = mdp.stateOf(pair);
                if (table.get(pair) > most[s]) {
                    most[s] = table.get(pair);
                    best[s] = pair;
                }
            }
            all.add(best);
        }
        return new Policies(all);
    }

    /** By state, the index of a move, or {@link Optimum#NO_MOVE}. */
    int[] of(int economy) {
        return moves.get(economy).clone();
    }
}
