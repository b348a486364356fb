package org.dynama.solver.acyclic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.RoundingBound;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.sparse.NarrowInduction;
import org.dynama.solver.sparse.SparseSolver;
import org.jspecify.annotations.Nullable;

/**
 * The plain Java kernel: backward and forward sweeps over an acyclic MDP for {@link Rows#WIDTH} profiles at a time,
 * batch innermost, without allocation in steady state. It starts no native engine.
 *
 * <p>Cost: {@code O(B entries)} time, {@code O(P)} rows of memory.
 */
public final class AcyclicSolver extends Kernel {
    final Stages stages;
    private final double[] scratch = new double[Rows.WIDTH];
    /** By how much the action that was last found best leads. */
    double lead;

    private final Deque<int[]> paths = new ArrayDeque<>();
    private final Softening softening;
    private final boolean singlePath;
    private final HardSweep sweep;
    private final MarginalSweeps marginals;
    /** How many solutions there were: the value rows are the last one's. */
    private long solutions;

    /** The grand economy that was solved with its marginal ones, and whose values the value rows still are; else null. */
    private @Nullable AffineWelfare ahead;

    private @Nullable DiscountedSolver newton;
    /** For a few profiles of a large world; else null. */
    private final @Nullable NarrowInduction narrow;

    /** With plain loops. */
    public AcyclicSolver(Mdp mdp, RewardMap rewards, int dimension) {
        this(mdp, rewards, dimension, new PlainRows());
    }

    /** @param rows of softened sweeps; this solver's alone */
    public AcyclicSolver(Mdp mdp, RewardMap rewards, int dimension, SweepRows rows) {
        super(mdp, rewards, dimension);
        stages = Stages.of(mdp);
        narrow = SparseSolver.suits(mdp) ? new NarrowInduction(this, stages) : null;
        softening = new Softening(this, rows);
        sweep = new HardSweep(this);
        marginals = new MarginalSweeps(sweep);
        singlePath = deterministic && mdp.initial().stream().filter(p -> p > 0).count() == 1;
    }

    /** What one solver's rows take: four tables (two hard solutions, weights of a softened one, a loss) and the values. */
    public static long bytes(Mdp mdp) {
        return 8L * Rows.WIDTH * (4L * mdp.pairCount() + 2L * mdp.stateCount());
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        if (narrow != null && NarrowInduction.suits(profiles)) {
            return narrow.values(welfare, profiles);
        }
        maximize(welfare, profiles);
        double[] values = new double[profiles.count()];
        addInitialValues(values);
        return values;
    }

    @Override
    public double[][] marginalValues(AffineWelfare grand, List<AffineWelfare> others, Profiles profiles) {
        List<MarginalSweep> sweeps = marginals.of(grand, others);
        if (sweeps.isEmpty() || (narrow != null && NarrowInduction.suits(profiles))) {
            return super.marginalValues(grand, others, profiles);
        }
        maximize(grand, profiles);
        double[] base = compile(grand).base;
        double[][] values = new double[others.size()][profiles.count()];
        for (int e = 0; e < values.length; e++) {
            sweeps.get(e).run(base);
            addInitialValues(sweeps.get(e).value, values[e]);
        }
        ahead = grand;
        return values;
    }

    @Override
    public double[] errors(AffineWelfare welfare, Profiles profiles) {
        load(profiles);
        return Rows.filled(profiles.count(), error(compile(welfare)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Equal welfares that are not the same are only solved again.
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        CompiledWelfare coefficients = compile(welfare);
        if (narrow != null && NarrowInduction.suits(profiles)) {
            return narrow.hard(welfare, profiles, leads -> margins(coefficients, leads));
        }
        if (welfare == ahead && isLoaded(profiles)) {
            ahead = null;
        } else {
            maximize(welfare, profiles);
        }
        return singlePath
                ? new PathMeasures(this, coefficients, profiles, sweep)
                : new ChanceMeasures(this, coefficients, profiles);
    }

    /** The backward sweep: fills the value rows. */
    private void maximize(AffineWelfare welfare, Profiles profiles) {
        CompiledWelfare.requireNoLoss(welfare.loss());
        load(profiles);
        solutions++;
        ahead = null;
        sweep.run(compile(welfare));
    }

    /** Fills the value row of a state, action by action. */
    void maximize(CompiledWelfare coefficients, int s) {
        double[] best = value[s];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (int p = mdp.firstPair(s); p < mdp.endPair(s); p++) {
            maximize(best, coefficients, p);
        }
    }

    private void maximize(double[] best, CompiledWelfare coefficients, int p) {
        if (successor(p) >= 0 && coefficients.isSimple(p)) {
            double[] type = types[coefficients.slopeRow(p)];
            Rows.max(best, coefficients.base[p], coefficients.slope(p), type, value[successor(p)]);
        } else {
            continuation(scratch, coefficients, p, 0);
            Rows.max(best, scratch);
        }
    }

    /** {@code out = coefficient + bonus + E[value of the successor]}. */
    void continuation(double[] out, CompiledWelfare coefficients, int p, double bonus) {
        if (successor(p) >= 0 && coefficients.isSimple(p)) {
            double[] type = types[coefficients.slopeRow(p)];
            Rows.set(out, coefficients.base[p] + bonus, coefficients.slope(p), type, value[successor(p)]);
            return;
        }
        Transitions transitions = mdp.transitions();
        Rows.fill(out, coefficients.base[p] + bonus);
        for (int m = coefficients.offsets[p]; m < coefficients.offsets[p + 1]; m++) {
            Rows.addScaled(out, coefficients.coefficient[m], types[coefficients.row[m]]);
        }
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            Rows.addScaled(out, transitions.probability(k), value[transitions.next(k)]);
        }
    }

    /** What rounding may feign between two actions. */
    double feigned(CompiledWelfare welfare) {
        return 2 * error(welfare);
    }

    private double error(CompiledWelfare welfare) {
        return welfare.error(box(), () -> new RoundingBound(this, welfare).acyclic(stages));
    }

    /** Leads, less what rounding may feign. */
    double[] margins(CompiledWelfare welfare, double[] leads) {
        double feigned = feigned(welfare);
        return Arrays.stream(leads).map(least -> least - feigned).toArray();
    }

    /** The lowest action that attains the maximum at state {@code s} for lane {@code w}; every value must be set. */
    int bestPair(CompiledWelfare coefficients, int s, int w) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        double next = Double.NEGATIVE_INFINITY;
        for (int p = mdp.firstPair(s); p < mdp.endPair(s); p++) {
            double q = worth(coefficients, p, w);
            if (q > most) {
                next = most;
                most = q;
                best = p;
            } else {
                next = Math.max(next, q);
            }
        }
        lead = most - next;
        return best;
    }

    /** By how much the best action at state {@code s} leads in lane {@code w}; every value must be set. */
    double leadIn(CompiledWelfare coefficients, int s, int w) {
        bestPair(coefficients, s, w);
        return lead;
    }

    /** What a pair is worth in lane {@code w}, by the values of its successors. */
    double worth(CompiledWelfare coefficients, int p, int w) {
        Transitions transitions = mdp.transitions();
        double q = coefficients.at(p, types, w);
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            q += transitions.probability(k) * value[transitions.next(k)][w];
        }
        return q;
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        CompiledWelfare.requireNoLoss(welfare.loss());
        if (regularizer instanceof Regularizer.JointEntropy && !stages.isUniformTree()) {
            return newton().regularized(welfare, profiles, regularizer);
        }
        load(profiles);
        solutions++;
        ahead = null;
        return softening.solve(compile(welfare), profiles, regularizer);
    }

    /** Where states have several histories, or runs end early, joint entropy takes Newton's method, with discount 1. */
    private DiscountedSolver newton() {
        if (newton == null) {
            newton = new DiscountedSolver(mdp, rewards, dimension);
        }
        return newton;
    }

    /** A number of the last solution. */
    long solution() {
        return solutions;
    }

    /** Guards what is read from the value rows against another solution's. */
    void requireSolution(long solution) {
        if (solution != solutions) {
            throw new Failure(
                    "these margins belong to a solution that the solver has left",
                    "Maybe read them before anything else is solved.");
        }
    }

    int[] takePath() {
        int[] path = paths.poll();
        return path == null ? new int[stages.count() * Rows.WIDTH] : path;
    }

    void givePath(int[] path) {
        paths.push(path);
    }

    @Override
    public void close() {
        super.close();
        paths.clear();
        softening.clear();
        if (newton != null) {
            newton.close();
        }
    }
}
