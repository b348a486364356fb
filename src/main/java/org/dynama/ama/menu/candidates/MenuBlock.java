package org.dynama.ama.menu.candidates;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;

/** Economies of a block of profiles under a menu, one after another. */
final class MenuBlock {
    /** Entries that trail by so many temperatures weigh nothing in a softmax. */
    private static final double NEGLIGIBLE = 40;

    private final MenuGradient gradient;
    private final FeatureTable table;
    private final double[][] worth;
    private final double[] total;
    private final double[] soft;
    private final double[] made;
    private final int[] near;
    private final double[] others;
    private final int[] without;
    private int best;
    private int nearby;
    private double mean;

    MenuBlock(MenuGradient gradient) {
        this.gradient = gradient;
        table = gradient.table;
        worth = new double[table.agents()][table.entries()];
        total = new double[table.entries()];
        soft = new double[table.entries()];
        made = new double[table.entries()];
        near = new int[table.entries()];
        others = new double[table.agents()];
        without = new int[table.agents()];
    }

    MenuSums sums(AmaParameters parameters, Profiles profiles, int from, int to, double temperature, boolean features) {
        int width = features ? gradient.width() : 0;
        MenuSums sums = new MenuSums(to - from, table.entries(), table.agents(), width);
        double[][] losses = gradient.losses(profiles.slice(from, to));
        for (int b = from; b < to; b++) {
            choose(parameters, profiles, b);
            double envelope = envelope(parameters);
            weigh(temperature, losses, b - from);
            sums.values[b - from] = made[best] + envelope;
            sums.smoothed += mean + envelope;
            add(sums, parameters, temperature);
            if (features) {
                addFeatures(sums.features, parameters, temperature, profiles, b);
            }
        }
        return sums;
    }

    long[] chosen(AmaParameters parameters, Profiles profiles, int from, int to) {
        long[] chosen = new long[table.entries()];
        for (int b = from; b < to; b++) {
            choose(parameters, profiles, b);
            chosen[best]++;
            for (int i = 0; i < without.length; i++) {
                chosen[without[i]]++;
            }
        }
        return chosen;
    }

    double earned(AmaParameters parameters, Profiles profiles, int from, int to) {
        double sum = 0;
        for (int b = from; b < to; b++) {
            choose(parameters, profiles, b);
            for (double[] own : worth) {
                sum += Math.abs(own[best]);
            }
        }
        return sum;
    }

    /** Finds the best entry of every economy, ties to the lowest. */
    private void choose(AmaParameters parameters, Profiles profiles, int b) {
        for (int k = 0; k < total.length; k++) {
            total[k] = parameters.boosts().get(k);
        }
        boolean gains = true;
        for (int i = 0; i < worth.length; i++) {
            double[] own = worth[i];
            gains &= table.fill(own, i, profiles, b);
            double weight = parameters.weights().get(i);
            for (int k = 0; k < total.length; k++) {
                own[k] *= weight;
                total[k] += own[k];
            }
        }
        best = 0;
        int dearest = 0;
        for (int k = 1; k < total.length; k++) {
            best = total[k] > total[best] ? k : best;
            dearest = parameters.boosts().get(k) > parameters.boosts().get(dearest) ? k : dearest;
        }
        findRivals(gains ? Math.min(least(best, dearest), total[best]) : Double.NEGATIVE_INFINITY);
        for (int i = 0; i < worth.length; i++) {
            double[] own = worth[i];
            double most = Double.NEGATIVE_INFINITY;
            int at = -1;
            for (int r = 0; r < nearby; r++) {
                int k = near[r];
                double left = total[k] - own[k];
                if (left > most && table.isAllowed(i, k)) {
                    most = left;
                    at = k;
                }
            }
            others[i] = most;
            without[i] = at;
            double weight = parameters.weights().get(i);
            for (int k = 0; k < total.length && weight != 1; k++) {
                own[k] /= weight;
            }
        }
    }

    /** What every economy without an agent comes to at least, by one of two entries. */
    private double least(int one, int other) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < worth.length; i++) {
            double first = table.isAllowed(i, one) ? total[one] - worth[i][one] : Double.NEGATIVE_INFINITY;
            double second = table.isAllowed(i, other) ? total[other] - worth[i][other] : Double.NEGATIVE_INFINITY;
            least = Math.min(least, Math.max(first, second));
        }
        return least;
    }

    /** The entries that are worth so much to all: where nobody loses, no other one is the best without an agent. */
    private void findRivals(double least) {
        nearby = 0;
        for (int k = 0; k < total.length; k++) {
            if (total[k] >= least) {
                near[nearby++] = k;
            }
        }
    }

    private double envelope(AmaParameters parameters) {
        double sum = 0;
        for (int i = 0; i < others.length; i++) {
            sum += (others[i] - total[best]) / parameters.weights().get(i);
        }
        return gradient.objective.revenue() * sum;
    }

    /** What the objective makes of rewards and losses where entry {@code k} is chosen. */
    private double made(int k, double[][] losses, int b) {
        double sum = 0;
        for (double[] own : worth) {
            sum += own[k];
        }
        return gradient.objective.rewardWeight() * sum + (losses.length == 0 ? 0 : losses[k][b]);
    }

    /** The softmax over entries that weigh something, and the mean of what is made of them. */
    private void weigh(double temperature, double[][] losses, int b) {
        nearby = 0;
        double sum = 0;
        for (int k = 0; k < total.length; k++) {
            double behind = total[best] - total[k];
            if (k == best || (temperature > 0 && behind < NEGLIGIBLE * temperature)) {
                soft[k] = k == best ? 1 : Math.exp(-behind / temperature);
                sum += soft[k];
                near[nearby++] = k;
            }
        }
        mean = 0;
        for (int at = 0; at < nearby; at++) {
            int k = near[at];
            soft[k] /= sum;
            made[k] = made(k, losses, b);
            mean += soft[k] * made[k];
        }
    }

    private void add(MenuSums sums, AmaParameters parameters, double temperature) {
        double revenue = gradient.objective.revenue();
        for (int at = 0; at < nearby && temperature > 0; at++) {
            int k = near[at];
            double through = soft[k] * (made[k] - mean) / temperature;
            sums.boosts[k] += through;
            for (int j = 0; j < worth.length; j++) {
                sums.weights[j] += through * worth[j][k];
            }
        }
        for (int i = 0; i < others.length && revenue != 0; i++) {
            double rate = revenue / parameters.weights().get(i);
            sums.boosts[without[i]] += rate;
            sums.boosts[best] -= rate;
            for (int j = 0; j < worth.length; j++) {
                sums.weights[j] += rate * ((j == i ? 0 : worth[j][without[i]]) - worth[j][best]);
            }
            sums.weights[i] -=
                    rate * (others[i] - total[best]) / parameters.weights().get(i);
        }
    }

    private void addFeatures(
            double[][] features, AmaParameters parameters, double temperature, Profiles profiles, int b) {
        double rewards = gradient.objective.rewardWeight();
        double revenue = gradient.objective.revenue();
        for (int at = 0; at < nearby; at++) {
            features[near[at]][worth.length * (profiles.dimension() + 1)] += soft[near[at]];
        }
        for (int j = 0; j < worth.length; j++) {
            double weight = parameters.weights().get(j);
            for (int at = 0; at < nearby; at++) {
                int k = near[at];
                double through = temperature > 0 ? soft[k] * (made[k] - mean) / temperature : 0;
                addType(features[k], weight * through + rewards * soft[k], profiles, j, b);
            }
            for (int i = 0; i < others.length && revenue != 0; i++) {
                double rate = revenue * weight / parameters.weights().get(i);
                addType(features[best], -rate, profiles, j, b);
                if (j != i) {
                    addType(features[without[i]], rate, profiles, j, b);
                }
            }
        }
    }

    /** Adds to the slopes of agent {@code j}'s constant, which stands first, and of her components. */
    private static void addType(double[] row, double factor, Profiles profiles, int j, int b) {
        int first = j * (profiles.dimension() + 1);
        row[first] += factor;
        for (int k = 0; k < profiles.dimension(); k++) {
            row[first + k + 1] += factor * profiles.type(j, k, b);
        }
    }
}
