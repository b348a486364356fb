package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.learned.network.Tensors;
import org.dynama.model.Reals;

/**
 * The smoothed min-max objective {@code |v - target| + sum_i (alpha_i psi_i + beta_i h_i)}, and its augmented form with
 * {@code rho / 2 (psi_i^2 + h_i^2)}.
 *
 * <p>Absolute values and hinges {@code max(0, x)} are round below kappa. Their derivatives are taken at running means of
 * gains and utilities: a hinge of a noisy gain would count noise as regret. Without noise the means are the values
 * themselves, and the gradient is that of the smoothed objective.
 */
final class TrainingObjective {
    private final Tensors tensors;
    private final TrainingSettings.Losses losses;
    private final double memory;
    private final List<Running> gains = new ArrayList<>();
    private final List<Running> utilities = new ArrayList<>();
    private final Running profit;

    /** @param memory share of the old in a running mean; 0 where there is no noise */
    TrainingObjective(Tensors tensors, TrainingSettings.Losses losses, int agents, double memory) {
        this.tensors = tensors;
        this.losses = losses;
        this.memory = memory;
        profit = new Running();
        for (int i = 0; i < agents; i++) {
            gains.add(new Running());
            utilities.add(new Running());
        }
    }

    /** A running mean of an array, corrected for its empty start. */
    private static final class Running {
        private double[] sum = new double[0];
        private double weight;

        double[] with(double[] latest, double memory) {
            if (sum.length == 0) {
                sum = new double[latest.length];
            }
            weight = memory * weight + 1 - memory;
            double[] mean = new double[sum.length];
            for (int k = 0; k < sum.length; k++) {
                sum[k] = memory * sum[k] + (1 - memory) * latest[k];
                mean[k] = sum[k] / weight;
            }
            return mean;
        }
    }

    /**
     * What a step weighs the losses with.
     *
     * @param target profit wanted
     * @param alpha per agent, of regret
     * @param beta per agent, of the loss of individual rationality
     * @param penalty rho; 0 for none
     */
    public record Weights(double target, Reals alpha, Reals beta, double penalty) {}

    /**
     * What a step saw before it moved.
     *
     * @param profit of truth
     * @param regret per agent
     * @param participation per agent, the loss of individual rationality
     * @param gradient Euclidean norm of the loss's; 0 before it is known
     */
    public record Seen(double profit, Reals regret, Reals participation, double gradient) {
        Seen along(double[] gradient) {
            double squares = Arrays.stream(gradient).map(slope -> slope * slope).sum();
            return new Seen(profit, regret, participation, Math.sqrt(squares));
        }
    }

    /** The loss, linear at the present derivatives; and what was seen. */
    record Loss(NDArray scalar, Seen seen) {}

    private double hinge(double x) {
        double kappa = losses.smoothing();
        return x <= 0 ? 0 : x < kappa ? x * x / (2 * kappa) : x - kappa / 2;
    }

    private double derivative(double x) {
        return Math.max(0, Math.min(1, x / losses.smoothing()));
    }

    Loss of(Play play, Weights weights) {
        int n = play.truth().size();
        double mean = profit.with(play.profit().toDoubleArray(), memory)[0];
        double off = mean - weights.target();
        NDArray loss = play.profit().mul(tensors.scalarOnce(derivative(off) - derivative(-off)));
        double[] regret = new double[n];
        double[] participation = new double[n];
        for (int i = 0; i < n; i++) {
            NDArray gain = play.deviations().get(i).sub(play.truth().get(i).expandDims(0));
            double[] distribution = play.distribution().get(i).toDoubleArray();
            double[] derivatives = regret(gains.get(i).with(gain.toDoubleArray(), memory), distribution, i, regret);
            scale(derivatives, weights.alpha().get(i) + weights.penalty() * regret[i]);
            loss = loss.add(gain.mul(tensors.of(derivatives, gain.getShape().getShape()))
                    .sum());
            NDArray utility = play.truth().get(i);
            double[] means = utilities.get(i).with(utility.toDoubleArray(), memory);
            double[] falls = participation(means, distribution, i, participation);
            scale(falls, -(weights.beta().get(i) + weights.penalty() * participation[i]));
            loss = loss.add(utility.mul(tensors.of(falls, falls.length)).sum());
        }
        return new Loss(loss, new Seen(mean, Reals.of(regret), Reals.of(participation), 0));
    }

    private static void scale(double[] values, double factor) {
        for (int k = 0; k < values.length; k++) {
            values[k] *= factor;
        }
    }

    /** Derivatives of agent {@code i}'s regret in her gains, shape {@code [K, Q]}. */
    private double[] regret(double[] gains, double[] distribution, int i, double[] regret) {
        return switch (losses.regret()) {
            case FLOORED -> floored(gains, distribution, i, regret);
            case PRINTED -> printed(gains, distribution, i, regret);
        };
    }

    private double[] floored(double[] gains, double[] distribution, int i, double[] regret) {
        int types = distribution.length;
        double[] derivatives = new double[gains.length];
        for (int q = 0; q < types; q++) {
            int best = 0;
            for (int k = 1; k < gains.length / types; k++) {
                best = gains[k * types + q] > gains[best * types + q] ? k : best;
            }
            regret[i] += distribution[q] * hinge(gains[best * types + q]);
            derivatives[best * types + q] = distribution[q] * derivative(gains[best * types + q]);
        }
        return derivatives;
    }

    private static double[] printed(double[] gains, double[] distribution, int i, double[] regret) {
        int types = distribution.length;
        double[] each = new double[gains.length / types];
        for (int k = 0; k < gains.length; k++) {
            each[k / types] += distribution[k % types] * gains[k];
        }
        int best = 0;
        for (int k = 1; k < each.length; k++) {
            best = each[k] > each[best] ? k : best;
        }
        regret[i] = each[best];
        double[] derivatives = new double[gains.length];
        System.arraycopy(distribution, 0, derivatives, best * types, types);
        return derivatives;
    }

    /** How agent {@code i}'s loss falls with her utilities, shape {@code [Q]}. */
    private double[] participation(double[] utilities, double[] distribution, int i, double[] participation) {
        return switch (losses.participation()) {
            case INTERIM -> interim(utilities, distribution, i, participation);
            case EX_ANTE -> exAnte(utilities, distribution, i, participation);
        };
    }

    private double[] interim(double[] utilities, double[] distribution, int i, double[] participation) {
        double[] falls = new double[distribution.length];
        for (int q = 0; q < falls.length; q++) {
            participation[i] += distribution[q] * hinge(-utilities[q]);
            falls[q] = distribution[q] * derivative(-utilities[q]);
        }
        return falls;
    }

    private double[] exAnte(double[] utilities, double[] distribution, int i, double[] participation) {
        double mean = 0;
        for (int q = 0; q < distribution.length; q++) {
            mean += distribution[q] * utilities[q];
        }
        participation[i] = hinge(-mean);
        double[] falls = new double[distribution.length];
        for (int q = 0; q < falls.length; q++) {
            falls[q] = distribution[q] * derivative(-mean);
        }
        return falls;
    }

    /** The running means, for a checkpoint: profit, then gains and utilities of each agent, each with its weight last. */
    List<Reals> snapshot() {
        List<Reals> all = new ArrayList<>();
        for (Running running : running()) {
            double[] state = Arrays.copyOf(running.sum, running.sum.length + 1);
            state[running.sum.length] = running.weight;
            all.add(Reals.of(state));
        }
        return all;
    }

    /** Goes on from a checkpoint. */
    void restore(List<Reals> snapshot) {
        List<Running> all = running();
        for (int k = 0; k < all.size(); k++) {
            double[] state = snapshot.get(k).toArray();
            all.get(k).sum = Arrays.copyOf(state, state.length - 1);
            all.get(k).weight = state[state.length - 1];
        }
    }

    private List<Running> running() {
        List<Running> all = new ArrayList<>(List.of(profit));
        all.addAll(gains);
        all.addAll(utilities);
        return all;
    }
}
