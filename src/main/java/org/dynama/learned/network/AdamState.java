package org.dynama.learned.network;

import org.dynama.model.Reals;

/**
 * Parameters with what Adam remembers of their gradients; descends.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015), Algorithm 1</a>
 */
public final class AdamState {
    private static final double FIRST = 0.9;
    /** Shorter than the usual 0.999: opponents move, and what was learned about an old one must fade. */
    private static final double SECOND = 0.99;

    private static final double EPSILON = 1e-8;

    private final double[] values;
    private final double[] mean;
    private final double[] square;
    private int steps;

    /** Starts from parameters that no gradient has moved. */
    public AdamState(double[] start) {
        values = start.clone();
        mean = new double[start.length];
        square = new double[start.length];
    }

    /**
     * What a checkpoint keeps.
     *
     * @param values the parameters
     * @param mean of past gradients
     * @param square mean of their squares
     * @param steps taken
     */
    public record Snapshot(Reals values, Reals mean, Reals square, int steps) {}

    /** Goes on from a checkpoint, to the last bit. */
    public AdamState(Snapshot snapshot) {
        values = snapshot.values().toArray();
        mean = snapshot.mean().toArray();
        square = snapshot.square().toArray();
        steps = snapshot.steps();
    }

    /** What a checkpoint keeps. */
    public Snapshot snapshot() {
        return new Snapshot(Reals.of(values), Reals.of(mean), Reals.of(square), steps);
    }

    /** The parameters themselves, not a copy. */
    public double[] values() {
        return values;
    }

    /** One step downhill. */
    public void descend(double[] gradient, double length) {
        steps++;
        double first = 1 - Math.pow(FIRST, steps);
        double second = 1 - Math.pow(SECOND, steps);
        for (int k = 0; k < values.length; k++) {
            mean[k] = FIRST * mean[k] + (1 - FIRST) * gradient[k];
            square[k] = SECOND * square[k] + (1 - SECOND) * gradient[k] * gradient[k];
            values[k] -= length * (mean[k] / first) / (Math.sqrt(square[k] / second) + EPSILON);
        }
    }
}
