package org.dynama.ama.mechanism;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;

/** Mechanisms with the mistakes that are made in practice, for audits to find. */
public final class BrokenMechanisms {
    private BrokenMechanisms() {}

    /** Follows a softened policy and charges what it makes the others lose. */
    public static Mechanism softPolicy(Environment environment, AmaParameters parameters, double temperature) {
        AffineMaximizer sound = new AffineMaximizer(environment, parameters);
        return new Mechanism() {
            private Measures.Regularized soft(Maximizer maximizer, Profiles reports) {
                return ((DpMaximizer) maximizer)
                        .solver()
                        .regularized(sound.grand(), reports, new Regularizer.ConditionalEntropy(temperature));
            }

            @Override
            public Outcome outcome(Maximizer maximizer, Profiles reports) {
                BoundedValues[] marginal = new BoundedValues[environment.agentCount()];
                for (int i = 0; i < marginal.length; i++) {
                    marginal[i] = sound.marginal(i).values(maximizer, reports);
                }
                try (Measures.Regularized measures = soft(maximizer, reports)) {
                    double[] zeros = new double[reports.count()];
                    Optima optima = new Optima(
                            new BoundedValues(measures.inner(sound.grand()), zeros),
                            zeros,
                            measures.rewards(),
                            new double[0][],
                            new int[0][]);
                    return new Outcome(parameters, optima, marginal);
                }
            }

            @Override
            public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
                try (Measures.Regularized measures = soft(maximizer, reports)) {
                    return measures.toArray();
                }
            }
        };
    }

    /** What an agent is charged instead of her payment. */
    @FunctionalInterface
    public interface Charge {
        double of(Profiles reports, int i, int b, double payment);
    }

    /** Charges something else than it should. */
    public static Mechanism otherPayments(Environment environment, AmaParameters parameters, Charge charge) {
        AffineMaximizer sound = new AffineMaximizer(environment, parameters);
        return new Mechanism() {
            @Override
            public Outcome outcome(Maximizer maximizer, Profiles reports) {
                Outcome outcome = sound.outcome(maximizer, reports);
                Optima optima = maximizer.optima(sound.grand(), reports);
                BoundedValues[] marginal = new BoundedValues[environment.agentCount()];
                for (int i = 0; i < marginal.length; i++) {
                    double[] values = new double[outcome.count()];
                    for (int b = 0; b < outcome.count(); b++) {
                        double payment = charge.of(reports, i, b, outcome.payment(i, b));
                        values[b] = optima.values().value(b)
                                + parameters.weights().get(i) * (payment - optima.reward(i, b));
                    }
                    marginal[i] = new BoundedValues(values, new double[values.length]);
                }
                return new Outcome(parameters, optima, marginal);
            }

            @Override
            public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
                return sound.occupancies(maximizer, reports, outcome);
            }
        };
    }

    /** Forgets the others' weights in the first agent's marginal economy. */
    public static Mechanism forgottenWeight(Environment environment, AmaParameters parameters) {
        AffineMaximizer sound = new AffineMaximizer(environment, parameters);
        AffineWelfare unweighted = AffineWelfare.total(
                        environment.agentCount(), environment.mdp().pairCount())
                .without(0);
        return new Mechanism() {
            @Override
            public Outcome outcome(Maximizer maximizer, Profiles reports) {
                BoundedValues[] marginal = new BoundedValues[environment.agentCount()];
                for (int i = 0; i < marginal.length; i++) {
                    marginal[i] = maximizer.values(
                            i == 0 ? unweighted : sound.marginal(i).welfare(), reports);
                }
                return new Outcome(parameters, maximizer.optima(sound.grand(), reports), marginal);
            }

            @Override
            public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
                return sound.occupancies(maximizer, reports, outcome);
            }
        };
    }
}
