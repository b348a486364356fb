package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;

/**
 * What pairs add to a sensitivity: of a group of {@link AlikePairs} the mean by their shares, and by how much each is above it.
 * Where a loss tells pairs of a group apart by more than a number, every pair counts alone.
 */
final class PairGain {
    final PairRows rows;
    /** The groups of the rows. */
    final AlikePairs alike;
    /** Whether these are not the groups of the weights. */
    final boolean isApart;

    private final CompiledWelfare welfare;
    private final PairShares shares;
    /** By group. */
    private final double[] mean;

    private PairGain(Kernel solver, CompiledWelfare welfare, PairShares shares, AlikePairs alike, double[] mean) {
        this.welfare = welfare;
        this.shares = shares;
        this.alike = alike;
        this.mean = mean;
        isApart = alike != shares.alike;
        rows = new PairRows(solver, welfare, alike, mean);
    }

    static PairGain of(Kernel solver, CompiledWelfare welfare, PairShares shares, AlikePairs alone) {
        boolean together = true;
        for (int p = 0; p < welfare.base.length && welfare.loss != null; p++) {
            together &= !(welfare.loss.bears(p) && shares.alike.isShared(shares.alike.group[p]));
        }
        return together
                ? new PairGain(solver, welfare, shares, shares.alike, shares.means(welfare.base))
                : new PairGain(solver, welfare, shares, alone, welfare.base);
    }

    /** Whether this is what pairs add by a welfare where they have some shares. */
    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are only compiled again.
    boolean isOf(CompiledWelfare other, PairShares others) {
        return welfare == other && shares == others;
    }

    /** By how much a pair's gain is above that of its group. */
    double above(int p) {
        return welfare.base[p] - mean[alike.group[p]];
    }

    /** A pair's share of what its group has. */
    double share(int p) {
        return isApart ? 1 : shares.share(p);
    }
}
