package org.dynama.solver.discounted;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.PairMask;
import org.dynama.solver.kernel.RoundingBound;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.soft.JointNewton;
import org.dynama.solver.soft.SparseRegularized;
import org.dynama.solver.sparse.SparseSolver;
import org.jspecify.annotations.Nullable;

/**
 * The plain Java kernel for discounted MDPs and for those of a total horizon, cycles and all (and for the joint entropy of
 * acyclic ones, with discount 1 like total ones): policy iteration for hard solutions, Newton's method for regularized ones,
 * {@link Rows#WIDTH} profiles at a time. Occupancies are discounted visits.
 *
 * <p>Where states are many and successors few, conditional entropy is solved by iteration ({@code soft}).
 *
 * <p>Cost per profile: hard {@code O(S A)} a sweep, and {@code O(S^3)} a policy only where chance moves; regularized
 * {@code O(S^3)} a Newton step, less what the transitions leave zero.
 */
public final class DiscountedSolver extends Kernel {
    /** Per period; in (0, 1), and 1 where runs end by themselves. */
    final double discount;

    final Endless runs;

    /** The order of an acyclic MDP; null for others. */
    private final @Nullable Stages stages;

    private final double[] scratch = new double[Rows.WIDTH];
    private final PolicyIteration policies;
    /** Of hard solutions, where states are many and chance moves; else null. */
    private final @Nullable SparseSolver sparse;

    private @Nullable SoftPolicies softPolicies;
    private @Nullable OccupancyMetric metric;
    private @Nullable JointNewton joint;
    private @Nullable ConditionalNewton conditional;
    private @Nullable SparseRegularized iterated;

    /**
     * A solver of a discounted or total MDP; of a finite one for regularized solutions only.
     *
     * @throws IllegalArgumentException if the horizon is none of these
     */
    public DiscountedSolver(Mdp mdp, RewardMap rewards, int dimension) {
        this(mdp, rewards, dimension, SparseSolver.suits(mdp));
    }

    /** The same, where someone else decides whether hard solutions take the sparse route, which any world may. */
    public DiscountedSolver(Mdp mdp, RewardMap rewards, int dimension, boolean many) {
        super(mdp, rewards, dimension);
        stages = mdp.horizon() instanceof Horizon.Finite ? Stages.of(mdp) : null;
        runs = stages == null ? Endless.of(mdp) : Endless.FINITE;
        discount = runs.discount();
        policies = new PolicyIteration(this);
        sparse = (many || runs.mayLast()) && stages == null ? new SparseSolver(this, runs.sum(1), null) : null;
    }

    /** What one solver's rows take where it only maximizes: three tables and some rows by state. */
    public static long bytes(Mdp mdp) {
        return 8L * Rows.WIDTH * (3L * mdp.pairCount() + 4L * mdp.stateCount());
    }

    /** Its matrix over states, which it makes where chance moves. */
    public static long matrixBytes(Mdp mdp) {
        long states = mdp.stateCount();
        return mdp.transitions().isDeterministic() ? 0 : 8 * states * states;
    }

    /** The rows of one that regularizes, too: six tables and more rows by state. */
    public static long regularizedBytes(Mdp mdp) {
        return 8L * Rows.WIDTH * (6L * mdp.pairCount() + 12L * mdp.stateCount());
    }

    /** Its matrices over states, at most: two, of rows; none where states are many, unless joint entropy is eliminated ({@link JointSize}). */
    public static long newtonBytes(Mdp mdp) {
        long states = mdp.stateCount();
        return SparseRegularized.suits(mdp) ? 0 : 8L * Rows.WIDTH * 2 * states * states;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        if (sparse != null) {
            return sparse.values(
                    welfare, profiles, PairMask.of(mdp, compile(welfare)).pairs());
        }
        double[][] c = takeTable();
        double[] values = maximize(welfare, profiles, c);
        giveTable(c);
        return values;
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        if (sparse != null) {
            return sparse.hard(
                    welfare, profiles, PairMask.of(mdp, compile(welfare)).pairs());
        }
        double[][] c = takeTable();
        double[] values = maximize(welfare, profiles, c);
        CompiledWelfare.requirePolicy(values);
        policies.breakTies(c);
        giveTable(c);
        return new VisitMeasures(this, welfare, profiles, values, policies);
    }

    @Override
    public double[] errors(AffineWelfare welfare, Profiles profiles) {
        if (sparse != null) {
            return sparse.errors(
                    welfare, profiles, PairMask.of(mdp, compile(welfare)).pairs());
        }
        return Rows.filled(profiles.count(), error(welfare, profiles));
    }

    double error(AffineWelfare welfare, Profiles profiles) {
        load(profiles);
        CompiledWelfare compiled = compile(welfare);
        return compiled.error(box(), () -> new RoundingBound(this, compiled).endless(runs, PolicyIteration.ROUNDING));
    }

    /** Solves, and leaves coefficients in a table; minus infinity where a run may have to break the rules. */
    private double[] maximize(AffineWelfare welfare, Profiles profiles, double[][] c) {
        CompiledWelfare.requireNoLoss(welfare.loss());
        CompiledWelfare compiled = compile(welfare);
        load(profiles);
        PairMask allowed = PairMask.of(mdp, compiled);
        coefficients(c, compiled, allowed.pairs());
        if (stages == null) {
            policies.run(c, allowed.pairs(), profiles.count());
        } else {
            induct(stages, c, allowed.pairs());
        }
        double[] values = new double[profiles.count()];
        addInitialValues(values);
        if (!allowed.mayStart(mdp)) {
            Arrays.fill(values, Double.NEGATIVE_INFINITY);
        }
        return values;
    }

    /** Backward induction: fills the value rows of an acyclic MDP. */
    private void induct(Stages order, double[][] c, boolean[] allowed) {
        for (int k = states - 1; k >= 0; k--) {
            int s = order.inOrder(k);
            Rows.fill(value[s], Double.NEGATIVE_INFINITY);
            for (int p = mdp.firstPair(s); p < mdp.endPair(s); p++) {
                if (allowed[p]) {
                    maximize(value[s], c[p], p);
                }
            }
        }
    }

    /** Fills the rows of allowed pairs with what a visit is worth. */
    void coefficients(double[][] c, CompiledWelfare compiled, boolean[] allowed) {
        for (int p = 0; p < c.length; p++) {
            if (allowed[p]) {
                Rows.fill(c[p], compiled.base[p]);
                for (int m = compiled.offsets[p]; m < compiled.offsets[p + 1]; m++) {
                    Rows.addScaled(c[p], compiled.coefficient[m], types[compiled.row[m]]);
                }
            }
        }
    }

    /** {@code best = max(best, c + discount * E[value of the successor])}. */
    void maximize(double[] best, double[] c, int p) {
        int only = successor(p);
        if (only >= 0) {
            Rows.max(best, c, discount, value[only]);
        } else {
            continuation(scratch, c, p, value);
            Rows.max(best, scratch);
        }
    }

    /** {@code out = c + discount * E[v of the successor]}; {@code out} may be {@code c}. */
    void continuation(double[] out, double[] c, int p, double[][] v) {
        Transitions transitions = mdp.transitions();
        int first = transitions.begin(p);
        if (first == transitions.end(p)) {
            Rows.set(out, c, 0, zero);
            return;
        }
        Rows.set(out, c, discount * transitions.probability(first), v[transitions.next(first)]);
        for (int k = first + 1; k < transitions.end(p); k++) {
            Rows.addScaled(out, discount * transitions.probability(k), v[transitions.next(k)]);
        }
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        runs.requireEnd(mdp, "an entropy");
        CompiledWelfare.requireFinite(welfare);
        boolean isJoint = regularizer instanceof Regularizer.JointEntropy;
        if (isJoint ? SparseRegularized.suitsJoint(mdp) : SparseRegularized.suits(mdp)) {
            return iterated().solve(welfare, profiles, regularizer);
        }
        if (isJoint) {
            JointSize.require(mdp);
        }
        double[][] c = takeTable();
        // Newton starts from the hard solution: the colder, the nearer; at no temperature can it stick elsewhere.
        maximize(welfare, profiles, c);
        double alpha = regularizer.temperature();
        try {
            return isJoint
                    ? new RegularizedVisits.Joint(this, profiles, alpha, c, joint())
                    : new RegularizedVisits.Conditional(this, profiles, alpha, c, conditional());
        } finally {
            giveTable(c);
        }
    }

    private SparseRegularized iterated() {
        if (iterated == null) {
            iterated = new SparseRegularized(this, runs);
        }
        return iterated;
    }

    private JointNewton joint() {
        if (joint == null) {
            Endless.requireReach(mdp);
            joint = new JointNewton(new EliminatedJoint(softPolicies(), metric()), runs, initial);
        }
        return joint;
    }

    private ConditionalNewton conditional() {
        if (conditional == null) {
            conditional = new ConditionalNewton(this);
        }
        return conditional;
    }

    /** Made when first needed, like everything of the size {@code S * S}. */
    SoftPolicies softPolicies() {
        if (softPolicies == null) {
            softPolicies = new SoftPolicies(this);
        }
        return softPolicies;
    }

    OccupancyMetric metric() {
        if (metric == null) {
            metric = new OccupancyMetric(this);
        }
        return metric;
    }

    /** The Newton steps that each lane took in the last joint-entropy solution; not a copy. */
    public int[] jointSteps() {
        return SparseRegularized.suitsJoint(mdp) ? iterated().jointSteps() : joint().steps();
    }
}
