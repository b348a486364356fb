package org.dynama.pivot.check;

/**
 * One step of policy evaluation at one public state: what the policies and transfers earn, without any maximum. Writes
 * welfare, what truth earns and what opting out earns; copies the solver's marginal contributions beside them.
 */
final class EvaluationStep {
    private final Block block;
    private final Columns columns;

    EvaluationStep(Block block) {
        this.block = block;
        columns = block.columns;
    }

    /** Evaluates the state that the block has entered. */
    void write(Tables into) {
        for (int b = 0; b < block.count; b++) {
            write(b, (block.s * block.count + b) * columns.width(), into.joint());
        }
        for (int i = 0; i < block.agents; i++) {
            for (int b = 0; b < block.count; b++) {
                // Of all the profiles with the same others, the one with type 0 is enough.
                if (block.profiles.type(i, b) == 0) {
                    int q = block.profiles.others(i, b);
                    into.marginal()[i][block.s * block.profiles.countWithout(i) + q] =
                            block.world.worstTypes() ? least(i, b, into.joint()) : without(i, b, q);
                }
            }
        }
    }

    private void write(int b, int row, double[] joint) {
        double welfare = 0;
        double earned = 0;
        for (int z = 0; z < block.stage.draws(); z++) {
            int k = block.takenAt(z, b);
            double probability = block.stage.probability(z);
            welfare += probability * (block.welfare(NOBODY, k, z, b) + block.after(k, b, Columns.WELFARE));
            earned += columns.affine() ? probability * (block.earned(k, b) + block.after(k, b, columns.money())) : 0;
        }
        joint[row + columns.money()] = earned;
        joint[row + Columns.WELFARE] = welfare;
        for (int i = 0; i < block.agents; i++) {
            joint[row + columns.truth(i)] = truth(i, b);
            joint[row + columns.optOut(i)] = optOut(i, b);
            joint[row + columns.contribution(i)] = block.mechanism.contribution(block.t, i, block.s, b);
        }
    }

    private static final int NOBODY = -1;

    /** What truth earns agent {@code i} from this period on. */
    private double truth(int i, int b) {
        int column = columns.truth(i);
        double earned = -block.expectedPaid[i][b];
        for (int z = 0; z < block.stage.draws(); z++) {
            int k = block.takenAt(z, b);
            earned += block.stage.probability(z) * (block.utility(i, k, b) + block.after(k, b, column));
        }
        return earned;
    }

    /**
     * What agent {@code i} earns from now on if she opts out: neither report nor payment. Nothing where payments are held
     * against worst types, and no policy is made for her absence.
     */
    private double optOut(int i, int b) {
        if (block.world.worstTypes()) {
            return 0;
        }
        int column = columns.optOut(i);
        int q = block.profiles.others(i, b);
        double earned = 0;
        for (int z = 0; z < block.stage.draws(); z++) {
            int k = block.takenWithoutAt(i, z, q);
            earned += block.stage.probability(z) * (block.utility(i, k, b) + block.after(k, b, column));
        }
        return earned;
    }

    /** The least welfare over agent {@code i}'s types, the others' being those of profile {@code b}. */
    private double least(int i, int b, double[] joint) {
        double least = Double.POSITIVE_INFINITY;
        for (int type = 0; type < block.profiles.types(i); type++) {
            int row = (block.s * block.count + block.profiles.with(i, b, type)) * columns.width();
            least = Math.min(least, joint[row + Columns.WELFARE]);
        }
        return least;
    }

    private double without(int i, int b, int q) {
        double welfare = 0;
        for (int z = 0; z < block.stage.draws(); z++) {
            int k = block.takenWithoutAt(i, z, q);
            welfare += block.stage.probability(z) * (block.welfare(i, k, z, b) + block.afterWithout(i, k, q));
        }
        return welfare;
    }
}
