package org.dynama.ama.search;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.MarginalEconomy;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * The expected objective's gradient in weights and boosts.
 *
 * <p>The optimal values {@code F} and {@code F_-i} are maxima, so their gradients are hard occupancies (envelope
 * theorem); only the grand economy's policy is smoothed, and only for the part that flows through it:
 *
 * <pre>
 * dJ/db   = lambda          + sum_i (nu_-i - nu) / w_i
 * dJ/dw_j = &lt;lambda, r_j&gt; + sum_i (&lt;nu_-i, r_j&gt;[j != i] - &lt;nu, r_j&gt;) / w_i - (F_-j - F) / w_j^2
 * </pre>
 *
 * where {@code lambda} pulls {@code sum_i r_i} back through the regularized solution; the envelope terms belong to
 * revenue. Held against her worst type, agent {@code i} counts in {@code F_-i} as well, with that type, which is a minimum and
 * needs no derivative either; a minimum inside a box has the visits of the lottery that is optimal there.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 4</a>
 */
public final class ObjectiveGradient {
    private final Environment environment;
    private final Objective objective;
    private final Solvers solvers;
    private final @Nullable GradientEngine engine;
    private final AffineWelfare cotangent;

    public ObjectiveGradient(Environment environment, Objective objective, Solvers solvers) {
        this(environment, objective, solvers, null);
    }

    /**
     * The same, by other machines where they are wanted, to the same bits.
     *
     * @param solvers the Java kernel's, if there are other machines
     */
    ObjectiveGradient(Environment environment, Objective objective, Solvers solvers, @Nullable GradientEngine engine) {
        this.environment = environment;
        this.engine = engine;
        if (engine != null) {
            engine.attached(solvers);
        }
        this.objective = objective;
        this.solvers = solvers;
        cotangent = AffineWelfare.of(
                objective.rewardWeight(),
                weightedLoss(environment, objective),
                environment.agentCount(),
                environment.mdp().pairCount());
    }

    private static @Nullable Loss weightedLoss(Environment environment, Objective objective) {
        Loss sum = null;
        for (int k = 0; k < objective.losses().size(); k++) {
            double weight = objective.losses().get(k);
            if (weight != 0) {
                Loss part = environment.losses().get(k).scaled(weight);
                sum = sum == null ? part : sum.plus(part);
            }
        }
        return sum;
    }

    /**
     * The objective and its gradient at one mechanism.
     *
     * @param objective estimated with hard policies, as it would be evaluated
     * @param boosts shape {@code [P]}; of the smoothed objective
     * @param weights shape {@code [n]}; of the smoothed objective
     */
    public record Step(Estimate objective, Reals boosts, Reals weights) {}

    /** The mean over the given profiles: the objective with hard policies, the gradient with a smoothed one. */
    public Step at(AmaParameters parameters, Profiles profiles, Regularizer regularizer) {
        return mean(parameters, profiles, regularizer);
    }

    /** The same without the part of the gradient that flows through the policy: it needs no smoothing. */
    Step envelope(AmaParameters parameters, Profiles profiles) {
        return mean(parameters, profiles, null);
    }

    /** What flows through the policy, {@code <nu, dJ/d(nu)>} with hard policies; shape {@code [B]}. */
    double[] throughPolicy(OccupancySolver solver, AffineMaximizer mechanism, Profiles profiles) {
        try (Measures.Optimal grand = solver.hard(mechanism.grand(), profiles)) {
            return grand.inner(cotangent);
        }
    }

    private Step mean(AmaParameters parameters, Profiles profiles, @Nullable Regularizer regularizer) {
        GradientMessage asked = new GradientMessage(parameters, regularizer);
        Accumulator total = new Accumulator(profiles.count());
        if (engine != null && engine.isWanted()) {
            engine.took(elsewhere(engine, asked, profiles, total::add));
        } else {
            long begun = System.nanoTime();
            sums(asked, profiles, total::add);
            if (engine != null) {
                engine.took((System.nanoTime() - begun) / 1e9 * solvers.threads());
            }
        }
        return total.mean();
    }

    /** The sums over each chunk, in order. */
    void sums(GradientMessage asked, Profiles profiles, Consumer<GradientSums> inOrder) {
        AffineMaximizer mechanism = new AffineMaximizer(environment, asked.parameters());
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> chunk(solver, mechanism, profiles.slice(from, to), asked.regularizer()),
                inOrder);
    }

    /** The same by other machines; returns the seconds that they have worked. */
    private double elsewhere(
            GradientEngine other, GradientMessage asked, Profiles profiles, Consumer<GradientSums> inOrder) {
        List<byte[]> slices = GradientMessage.slices(profiles);
        double[] seconds = {0};
        int[] done = {0};
        other.each(asked.bytes(), slices, answer -> {
            DoubleBuffer in = GradientMessage.doubles(answer);
            seconds[0] += in.get();
            while (in.hasRemaining()) {
                inOrder.accept(GradientSums.read(in, environment, asked.parameters()));
            }
            done[0]++;
            solvers.tell((double) done[0] / slices.size());
        });
        return seconds[0];
    }

    private GradientSums chunk(
            OccupancySolver solver, AffineMaximizer mechanism, Profiles profiles, @Nullable Regularizer regularizer) {
        GradientSums chunk = new GradientSums(environment, mechanism.parameters(), profiles.count());
        double rate = objective.revenue();
        try (Measures.Optimal grand = solver.hard(mechanism.grand(), profiles)) {
            double inverse = 0;
            for (int i = 0; i < environment.agentCount(); i++) {
                inverse += 1 / mechanism.parameters().weights().get(i);
            }
            chunk.addMeasures(grand, -rate * inverse);
            chunk.addValues(grand.inner(cotangent));
            for (int i = 0; i < environment.agentCount() && rate != 0; i++) {
                addMarginal(chunk, solver, mechanism.marginal(i), grand, profiles, i);
            }
        }
        if (regularizer == null) {
            return chunk;
        }
        try (Measures.Regularized soft = solver.regularized(mechanism.grand(), profiles, regularizer);
                Measures lambda = soft.pullback(cotangent)) {
            chunk.addMeasures(lambda, 1);
        }
        return chunk;
    }

    private void addMarginal(
            GradientSums chunk,
            OccupancySolver solver,
            MarginalEconomy economy,
            Measures.Optimal grand,
            Profiles profiles,
            int i) {
        DpMaximizer maximizer = new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE);
        if (economy.isPure()) {
            try (Measures.Optimal marginal = solver.hard(economy.welfare(), economy.at(maximizer, profiles))) {
                boolean counts = economy.counts();
                chunk.addMarginal(MarginalMeasure.of(marginal), grand, i, objective.revenue(), counts);
            }
            return;
        }
        MarginalMeasure marginal =
                MarginalMeasure.of(economy.found(maximizer, profiles), maximizer, economy, environment.rewards());
        chunk.addMarginal(marginal, grand, i, objective.revenue(), true);
    }

    /** Adds chunks in order. */
    private final class Accumulator {
        private final int count;
        private final List<double[]> values = new ArrayList<>();
        private final double[] boosts = new double[environment.mdp().pairCount()];
        private final double[] weights = new double[environment.agentCount()];

        Accumulator(int count) {
            this.count = count;
        }

        void add(GradientSums chunk) {
            values.add(chunk.values);
            for (int pair = 0; pair < boosts.length; pair++) {
                boosts[pair] += chunk.boosts[pair] / count;
            }
            for (int j = 0; j < weights.length; j++) {
                weights[j] += chunk.weights[j] / count;
            }
        }

        Step mean() {
            double[] all =
                    values.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
            return new Step(Estimate.of(all), Reals.of(boosts), Reals.of(weights));
        }
    }
}
