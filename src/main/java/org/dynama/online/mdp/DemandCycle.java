package org.dynama.online.mdp;

import java.util.List;

/** Low, normal and peak demand: where it goes, and what it makes of values. */
final class DemandCycle {
    static final int STATES = 3;
    static final List<String> NAMES = List.of("low", "normal", "peak");

    /** The least probability of the kernel. */
    static final double LEAST = 0.1;

    /** Where demand goes from low, normal and peak when nothing is sold. */
    private static final double[][] IDLE = {{0.3, 0.6, 0.1}, {0.2, 0.3, 0.5}, {0.6, 0.25, 0.15}};
    /** Where it goes when everything is sold. */
    private static final double[][] SOLD = {{0.6, 0.3, 0.1}, {0.5, 0.3, 0.2}, {0.75, 0.15, 0.1}};
    /** How much values are worth at low, normal and peak demand. */
    private static final double[] LEVEL = {0.35, 0.65, 1};

    private DemandCycle() {}

    /** How much values are worth in a state. */
    static double level(int s) {
        return LEVEL[s];
    }

    /**
     * The kernel: between idle and sold out, by the share that is sold.
     *
     * @param sold shape {@code [A]}, each in [0, 1]
     * @return shape {@code [S * A * S]}
     */
    static double[] kernel(double[] sold) {
        double[] kernel = new double[STATES * sold.length * STATES];
        for (int s = 0; s < STATES; s++) {
            for (int a = 0; a < sold.length; a++) {
                for (int next = 0; next < STATES; next++) {
                    kernel[(s * sold.length + a) * STATES + next] =
                            (1 - sold[a]) * IDLE[s][next] + sold[a] * SOLD[s][next];
                }
            }
        }
        return kernel;
    }
}
