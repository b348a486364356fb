package org.dynama.solver.acyclic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/** The marginal economies that a solver has met, by who is absent, where they can be solved after the grand one. */
final class MarginalSweeps {
    private final HardSweep sweep;
    private final Map<BitSet, MarginalSweep> known = new HashMap<>();
    /** How many rows they may have together: two tables', which are for hard solutions that have no paths. */
    private final int mostRows;

    private int rows;

    MarginalSweeps(HardSweep sweep) {
        this.sweep = sweep;
        mostRows = sweep.isPlain() ? 2 * sweep.term.length : 0;
    }

    /** The sweeps of economies; none where one differs from the grand one by more than absent agents, or they are too many. */
    @SuppressWarnings("ReferenceEquality") // Equal boosts that are not the same are only solved one by one.
    List<MarginalSweep> of(AffineWelfare grand, List<AffineWelfare> others) {
        List<MarginalSweep> sweeps = new ArrayList<>();
        for (AffineWelfare other : others) {
            BitSet absent = absent(grand.weights(), other.weights());
            MarginalSweep found =
                    absent == null || other.boosts() != grand.boosts() || other.loss() != null ? null : of(absent);
            if (found == null) {
                return List.of();
            }
            sweeps.add(found);
        }
        return sweeps;
    }

    private @Nullable MarginalSweep of(BitSet absent) {
        MarginalSweep found = known.get(absent);
        if (found == null && rows < mostRows) {
            found = new MarginalSweep(sweep, absent);
            rows += found.rows();
            known.put(absent, found);
        }
        return rows > mostRows ? null : found;
    }

    /** Who weighs nothing in one economy and something in another; null where weights differ otherwise. */
    private static @Nullable BitSet absent(Reals grand, Reals other) {
        BitSet absent = new BitSet();
        for (int i = 0; i < grand.size(); i++) {
            if (other.get(i) != grand.get(i)) {
                if (other.get(i) != 0) {
                    return null;
                }
                absent.set(i);
            }
        }
        return absent;
    }
}
