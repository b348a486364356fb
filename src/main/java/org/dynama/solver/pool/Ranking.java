package org.dynama.solver.pool;

import java.util.BitSet;
import org.dynama.model.Profiles;

/** Profiles with types sorted, largest first, and who stands where. */
final class Ranking {
    private final Profiles profiles;
    private final BitSet present;
    private final Profiles sorted;
    /** The rank of each agent; shape {@code [n][B]}. */
    private final int[][] rankOf;

    /**
     * Sorts every profile; ties go to the lower index.
     *
     * @param present agents who count; the others have type zero
     */
    Ranking(Profiles profiles, BitSet present) {
        this.profiles = profiles;
        this.present = present;
        int n = profiles.agents();
        int count = profiles.count();
        double[][] types = new double[n][count];
        rankOf = new int[n][count];
        for (int i = 0; i < n; i++) {
            if (present.get(i)) {
                profiles.copyTypes(i, 0, 0, count, types[i], 0);
            }
            // A rank is how many go before: counting them needs no branches, unlike a sort of so few.
            for (int j = 0; j < i; j++) {
                for (int b = 0; b < count; b++) {
                    int after = types[i][b] <= types[j][b] ? 1 : 0;
                    rankOf[i][b] += after;
                    rankOf[j][b] += 1 - after;
                }
            }
        }
        double[] inOrder = new double[n * count];
        for (int i = 0; i < n; i++) {
            for (int b = 0; b < count; b++) {
                inOrder[rankOf[i][b] * count + b] = types[i][b];
            }
        }
        sorted = Profiles.of(n, 1, count, inOrder);
    }

    /** The agent of a sorted profile is the rank. */
    Profiles sorted() {
        return sorted;
    }

    boolean isPresent(int i) {
        return present.get(i);
    }

    /**
     * What each agent earns, at her own type; shape {@code [n][B]}.
     *
     * @param shares of its type that each rank gets, shape {@code [ranks][B]}; later ranks get nothing
     */
    double[][] rewards(double[][] shares) {
        double[][] rewards = new double[rankOf.length][profiles.count()];
        for (int i = 0; i < rankOf.length; i++) {
            for (int b = 0; b < rewards[i].length; b++) {
                int rank = rankOf[i][b];
                rewards[i][b] = rank < shares.length ? shares[rank][b] * profiles.type(i, 0, b) : 0;
            }
        }
        return rewards;
    }
}
