package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.PivotStage;

/** What actions are worth in one public state of one period, in every economy, as the mechanism counts: the reasons of its choices. */
public final class StateWorths {
    private final PivotMechanism mechanism;
    private final Backup backup;
    private final double common;

    /** The worths of period {@code t} (0 of a discounted horizon) and public state {@code s}. */
    public StateWorths(PivotMechanism mechanism, int t, int s) {
        this.mechanism = mechanism;
        AllocationWorld scored = mechanism.affine().scored();
        PivotStage stage = scored.stages().get(t);
        backup = new Backup(scored, mechanism.profiles());
        backup.price(stage, s, mechanism.values().get(mechanism.after(t)));
        common = scored.commonFrom(t);
    }

    /**
     * Weighted welfare and boosts from now on.
     *
     * @param absent who takes no part; -1 for nobody
     * @param a an action that is feasible in the public state
     * @param z the draw
     * @param b a profile of all agents
     */
    public double of(int absent, int a, int z, int b) {
        int row = absent < 0 ? b : mechanism.profiles().others(absent, b);
        return common + backup.worth(absent, mechanism.affine().scoredAction(a, z), row);
    }
}
