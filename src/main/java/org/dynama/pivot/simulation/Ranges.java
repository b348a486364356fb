package org.dynama.pivot.simulation;

import java.util.Arrays;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.PivotStage;

/**
 * How far two truthful seasons of a mechanism can be apart, in whatever they earn and pay: from its tables, period by period, so
 * that it holds of seasons that nobody has seen. Quantities stand in the order of {@link Averages}: welfare, the public's utility,
 * then each agent's utility and payment.
 */
final class Ranges {
    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final double[] widest;
    /** In the period at hand. */
    private final double[] least;

    private final double[] most;

    private Ranges(PivotMechanism mechanism) {
        this.mechanism = mechanism;
        world = mechanism.world();
        widest = new double[2 + 2 * world.agentCount()];
        least = new double[widest.length];
        most = new double[widest.length];
    }

    /** The ranges of whole seasons, discounted; shape {@code [2 + 2 n]}. */
    static double[] of(PivotMechanism mechanism, int periods) {
        Ranges ranges = new Ranges(mechanism);
        double weight = 1;
        for (int t = 0; t < periods; t++, weight *= ranges.world.discount()) {
            if (t < mechanism.periods()) {
                ranges.begin();
                ranges.period(t);
            }
            ranges.add(weight);
        }
        if (ranges.world.isFinite()) {
            ranges.begin();
            ranges.end();
            ranges.add(weight);
        }
        return ranges.widest;
    }

    private void begin() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    private void add(double weight) {
        Arrays.setAll(widest, k -> widest[k] + weight * (most[k] - least[k]));
    }

    private void take(int quantity, double amount) {
        least[quantity] = Math.min(least[quantity], amount);
        most[quantity] = Math.max(most[quantity], amount);
    }

    private void period(int t) {
        PivotStage stage = world.stages().get(t);
        for (int s = 0; s < world.stateCount(); s++) {
            for (int z = 0; z < stage.draws(); z++) {
                for (int b = 0; b < mechanism.profiles().count(); b++) {
                    int a = mechanism.policy().action(t, s, z, b);
                    double welfare = stage.relativePublic(s, a);
                    take(1, welfare);
                    for (int i = 0; i < world.agentCount(); i++) {
                        double earned =
                                stage.utility(i, s, a, mechanism.profiles().type(i, b));
                        double paid = mechanism.transfers().payment(t, i, s, z, b);
                        take(2 + 2 * i, earned - paid);
                        take(3 + 2 * i, paid);
                        welfare += earned;
                    }
                    take(0, welfare);
                }
            }
        }
    }

    private void end() {
        double[] terminal = world.terminal().relativePublic();
        for (int s = 0; s < world.stateCount(); s++) {
            double lowest = terminal[s];
            double highest = terminal[s];
            take(1, terminal[s]);
            for (int i = 0; i < world.agentCount(); i++) {
                int types = mechanism.profiles().types(i);
                double[] earned = new double[types];
                for (int k = 0; k < types; k++) {
                    earned[k] = world.terminal().utilities().get(i).get(s * types + k);
                    take(2 + 2 * i, earned[k]);
                }
                take(3 + 2 * i, 0);
                lowest += Arrays.stream(earned).min().orElse(0);
                highest += Arrays.stream(earned).max().orElse(0);
            }
            take(0, lowest);
            take(0, highest);
        }
    }
}
