package org.dynama.solver.average;

import java.util.BitSet;
import org.dynama.model.AffineWelfare;
import org.dynama.model.RewardMap;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;

/** The affine welfare of pairs for the profiles at hand, and what rounding may have done to it. */
final class Coefficients {
    /** Of weight, coefficient, type and boost to binary, of two products, and what a sum begins with. */
    private static final int ROUNDINGS = 8;

    private final AverageSolver solver;
    private final RewardMap rewards;

    Coefficients(AverageSolver solver) {
        this.solver = solver;
        rewards = solver.rewards;
    }

    /** Fills the rows of pairs. */
    void fill(AffineWelfare welfare, CompiledWelfare compiled, BitSet pairs, double[][] c, double[][] noise) {
        for (int p = pairs.nextSetBit(0); p >= 0; p = pairs.nextSetBit(p + 1)) {
            Rows.fill(c[p], compiled.base[p]);
            Rows.fill(noise[p], constants(welfare, p));
            for (int m = compiled.offsets[p]; m < compiled.offsets[p + 1]; m++) {
                double[] type = solver.types[compiled.row[m]];
                Rows.addScaled(c[p], compiled.coefficient[m], type);
                addAbsolute(noise[p], Math.abs(compiled.coefficient[m]), type);
            }
            Rows.scale(noise[p], RelativeValues.UNIT * (ROUNDINGS + rewards.end(p) - rewards.begin(p)));
        }
    }

    /** The sizes of what the base is the sum of. */
    private double constants(AffineWelfare welfare, int pair) {
        double sum = Math.abs(welfare.boosts().get(pair));
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            if (rewards.component(m) == RewardMap.CONSTANT) {
                sum += Math.abs(welfare.weights().get(rewards.agent(m)) * rewards.coefficient(m));
            }
        }
        return sum;
    }

    private static void addAbsolute(double[] out, double scale, double[] x) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += scale * Math.abs(x[w]);
        }
    }
}
