package org.dynama.model;

import org.dynama.refusal.Refusal;

/**
 * A point with what Adam remembers of its gradients.
 *
 * <p>The second moment fades sooner than the usual 0.999 lets it: the function changes under the steps, by annealing or by
 * others who learn, and what was seen of an old one must be forgotten.
 *
 * @param point where the steps have led
 * @param first running mean of the gradient
 * @param second running mean of its square
 * @param steps how many were taken
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015), Algorithm 1</a>
 */
public record Adam(Reals point, Reals first, Reals second, int steps) {
    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.99;
    private static final double EPSILON = 1e-8;

    public Adam {
        if (first.size() != point.size() || second.size() != point.size() || steps < 0) {
            String sizes = point.size() + ", " + first.size() + ", " + second.size() + ", steps " + steps;
            throw new Refusal("point, first, second", sizes, "must have one size, and steps not be negative", "");
        }
    }

    /** At rest at a point. */
    public static Adam at(double... point) {
        return new Adam(Reals.of(point), Reals.filled(point.length, 0), Reals.filled(point.length, 0), 0);
    }

    /** One step uphill of size about {@code rate} in every coordinate. */
    public Adam ascend(double[] gradient, double rate) {
        double[] x = point.toArray();
        double[] m = first.toArray();
        double[] v = second.toArray();
        double correctFirst = 1 - Math.pow(DECAY_FIRST, steps + 1.0);
        double correctSecond = 1 - Math.pow(DECAY_SECOND, steps + 1.0);
        for (int k = 0; k < x.length; k++) {
            m[k] = DECAY_FIRST * m[k] + (1 - DECAY_FIRST) * gradient[k];
            v[k] = DECAY_SECOND * v[k] + (1 - DECAY_SECOND) * gradient[k] * gradient[k];
            x[k] += rate * (m[k] / correctFirst) / (Math.sqrt(v[k] / correctSecond) + EPSILON);
        }
        return new Adam(Reals.of(x), Reals.of(m), Reals.of(v), steps + 1);
    }

    /** One step downhill, to the last bit that uphill with the opposite gradient. */
    public Adam descend(double[] gradient, double rate) {
        return ascend(gradient, -rate);
    }
}
