package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * An affine maximizer: it maximizes affine welfare exactly and charges each agent what her presence costs the others.
 *
 * <p>Truth is a dominant strategy for every positive weight and every boost.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Definition 3.1</a>
 */
public final class AffineMaximizer implements Mechanism {
    private final Environment environment;
    private final AmaParameters parameters;
    private final AffineWelfare grand;
    private final List<MarginalEconomy> marginals;

    /**
     * The mechanism with the given parameters.
     *
     * @throws IllegalArgumentException if the parameters' shapes do not fit the environment
     */
    public AffineMaximizer(Environment environment, AmaParameters parameters) {
        this(environment, parameters, new BitSet());
    }

    /**
     * The mechanism when some agents take no part: their marginal economy is then everyone's.
     *
     * @param absent they must earn nothing in the environment
     * @throws IllegalArgumentException if the parameters' shapes do not fit the environment
     */
    public AffineMaximizer(Environment environment, AmaParameters parameters, BitSet absent) {
        if (parameters.weights().size() != environment.agentCount()
                || parameters.boosts().size() != environment.mdp().pairCount()) {
            throw Refusal.of(
                    "weights for " + parameters.weights().size() + " agents and boosts for "
                            + parameters.boosts().size() + " state-action pairs must fit the environment's "
                            + environment.agentCount() + " and "
                            + environment.mdp().pairCount(),
                    "");
        }
        this.environment = environment;
        this.parameters = parameters;
        AffineWelfare everyone = new AffineWelfare(parameters.weights(), parameters.boosts());
        for (int i = absent.nextSetBit(0); i >= 0; i = absent.nextSetBit(i + 1)) {
            everyone = environment.absence().without(everyone, i);
        }
        grand = everyone;
        marginals = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            boolean worst = environment.absence() instanceof Absence.WorstType && !absent.get(i);
            marginals.add(new MarginalEconomy(
                    worst ? grand : environment.absence().without(grand, i),
                    environment.rewards(),
                    i,
                    worst && environment.absence() instanceof Absence.WorstType rule
                            ? rule.worst().get(i)
                            : null));
        }
    }

    public AmaParameters parameters() {
        return parameters;
    }

    /** What is maximized when everyone is present. */
    public AffineWelfare grand() {
        return grand;
    }

    /** What agent {@code i}'s payment is held against. */
    public MarginalEconomy marginal(int i) {
        return marginals.get(i);
    }

    @Override
    public Outcome outcome(Maximizer maximizer, Profiles reports) {
        BoundedValues[] values = marginalValues(maximizer, reports);
        return new Outcome(parameters, maximizer.optima(grand, reports), values);
    }

    private BoundedValues[] marginalValues(Maximizer maximizer, Profiles reports) {
        if (marginals.stream().noneMatch(MarginalEconomy::counts)) {
            List<AffineWelfare> others =
                    marginals.stream().map(MarginalEconomy::welfare).toList();
            return maximizer.marginalValues(grand, others, reports);
        }
        return marginals.stream()
                .map(economy -> economy.values(maximizer, reports))
                .toArray(BoundedValues[]::new);
    }

    @Override
    public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
        return maximizer.occupancies(grand, reports);
    }

    /** The outcomes of all reported profiles by the batch solver, chunk by chunk and in order. */
    public void forEachOutcome(Solvers solvers, Profiles reports, Consumer<Outcome> consumer) {
        solvers.forEach(
                reports.count(),
                (solver, from, to) -> outcome(
                        new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE),
                        reports.slice(from, to)),
                consumer);
    }
}
