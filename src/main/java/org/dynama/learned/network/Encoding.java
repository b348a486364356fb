package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.world.Types;

/**
 * How values enter a network: as numbers in [-1, 1], and spread over features that make thresholds easy: one-hot for
 * discrete types, overlapping bumps for intervals.
 */
final class Encoding {
    private static final int BUMPS = 8;

    private final Tensors tensors;
    private final double centre;
    private final double inverse;
    private final double[] places;
    private final NDArray middle;
    private final NDArray inverseHalf;
    private final NDArray centres;
    private final double sharpness;
    /** Features per value. */
    final int features;

    Encoding(Types types, Tensors tensors) {
        this.tensors = tensors;
        double half = (types.high() - types.low()) / 2;
        centre = (types.high() + types.low()) / 2;
        inverse = 1 / half;
        middle = tensors.scalar(centre);
        inverseHalf = tensors.scalar(inverse);
        double[] at = types.match(
                discrete -> discrete.values().stream()
                        .map(v -> (v - types.low()) / half - 1)
                        .toArray(),
                interval -> bumps());
        sharpness = types.match(discrete -> oneHot(at), interval -> -0.5 * BUMPS * BUMPS / 4.0);
        features = at.length;
        places = at;
        centres = tensors.constant(at, at.length);
    }

    /** Bumps so sharp that neighbouring values do not see one another. */
    private static double oneHot(double[] at) {
        double nearest = 2;
        for (int g = 1; g < at.length; g++) {
            nearest = Math.min(nearest, at[g] - at[g - 1]);
        }
        return -100 / (nearest * nearest);
    }

    private static double[] bumps() {
        double[] at = new double[BUMPS];
        for (int k = 0; k < BUMPS; k++) {
            at[k] = -1 + 2.0 * k / (BUMPS - 1);
        }
        return at;
    }

    /** @param values any shape */
    NDArray normalized(NDArray values) {
        return values.sub(middle).mul(inverseHalf);
    }

    /** @param z shape {@code [N, k]}, normalized; returns {@code [N, k * features]} */
    NDArray spread(NDArray z) {
        NDArray distance = z.expandDims(2).sub(centres);
        return tensors.scaled(distance.mul(distance), sharpness)
                .exp()
                .reshape(-1, z.getShape().get(1) * features);
    }

    /** What {@link #normalized} makes of the values within a radius of another. */
    Enclosure normalized(double value, double radius) {
        Enclosure z = new Enclosure(radius, 1);
        z.middle[0] = (value - centre) * inverse;
        z.error[0] = 2 * Enclosure.ROUNDING * (Math.abs(value) + Math.abs(centre)) * inverse;
        z.slope[0] = inverse;
        return z;
    }

    /** What {@link #spread} makes of one value. */
    Enclosure spread(Enclosure z) {
        return SmoothEnclosure.bumps(z, places, sharpness);
    }
}
