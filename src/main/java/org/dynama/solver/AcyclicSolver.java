package org.dynama.solver;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.jspecify.annotations.Nullable;

/**
 * The plain Java kernel: backward and forward sweeps over an acyclic MDP for {@link Rows#WIDTH} profiles at a time,
 * batch innermost, without allocation in steady state. It starts no native engine.
 *
 * <p>Cost: {@code O(B (S A + entries))} time, {@code O(S A)} rows of memory.
 */
final class AcyclicSolver implements OccupancySolver {
    /** More welfares than a batch of economies has; past it the cache of compiled ones is emptied. */
    private static final int CACHED = 64;

    final Mdp mdp;
    final RewardMap rewards;
    final Stages stages;
    final int states;
    final int actions;
    final int dimension;
    final double[] initial;
    /** One row per agent and type component, for the profiles at hand. */
    final double[][] types;

    final double[] zero = new double[Rows.WIDTH];
    private final double[][] value;
    private final double[] scratch = new double[Rows.WIDTH];
    private @Nullable Profiles loaded;
    private @Nullable Loss filled;
    private double @Nullable [][] losses;
    private final Deque<double[][]> tables = new ArrayDeque<>();
    private final Deque<int[]> paths = new ArrayDeque<>();
    private final IdentityHashMap<AffineWelfare, CompiledWelfare> compiled = new IdentityHashMap<>();
    /** The only successor of a pair, {@code states} where it ends the run, -1 where chance decides or infeasible. */
    private final int[] successor;

    private final boolean singlePath;

    AcyclicSolver(Mdp mdp, RewardMap rewards, int dimension) {
        this.mdp = mdp;
        this.rewards = rewards;
        this.dimension = dimension;
        stages = Stages.of(mdp);
        states = mdp.stateCount();
        actions = mdp.actionCount();
        initial = mdp.initial().toArray();
        types = new double[rewards.agents() * dimension][Rows.WIDTH];
        value = new double[states + 1][Rows.WIDTH];
        successor = new int[mdp.pairCount()];
        boolean chance = mdp.initial().stream().filter(p -> p > 0).count() > 1;
        for (int p = 0; p < successor.length; p++) {
            successor[p] = onlySuccessor(p);
            chance |= successor[p] < 0 && mdp.transitions().feasible(p);
        }
        singlePath = !chance;
    }

    /** What one solver's rows take: four tables (a hard solution, policy, occupancies, sensitivities) and the values. */
    static long bytes(Mdp mdp) {
        return 8L * Rows.WIDTH * (4L * mdp.pairCount() + 2L * mdp.stateCount());
    }

    private int onlySuccessor(int pair) {
        Transitions transitions = mdp.transitions();
        int length = transitions.end(pair) - transitions.begin(pair);
        if (!transitions.feasible(pair) || length > 1) {
            return -1;
        }
        return length == 0 ? states : transitions.next(transitions.begin(pair));
    }

    @Override
    public int capacity() {
        return Rows.WIDTH;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        maximize(compile(welfare), profiles);
        double[] values = new double[profiles.count()];
        addInitialValues(values);
        return values;
    }

    /** Adds the expected value of the initial state, from the value rows. */
    void addInitialValues(double[] values) {
        for (int s = 0; s < states; s++) {
            for (int w = 0; w < values.length && initial[s] > 0; w++) {
                values[w] += initial[s] * value[s][w];
            }
        }
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        CompiledWelfare coefficients = compile(welfare);
        maximize(coefficients, profiles);
        return singlePath
                ? new PathMeasures(this, coefficients, profiles)
                : new ChanceMeasures(this, coefficients, profiles);
    }

    /** The backward sweep: fills the value rows. */
    private void maximize(CompiledWelfare coefficients, Profiles profiles) {
        CompiledWelfare.requireNoLoss(coefficients.loss);
        load(profiles);
        for (int k = states - 1; k >= 0; k--) {
            int s = stages.inOrder(k);
            double[] best = value[s];
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
            for (int p = s * actions; p < (s + 1) * actions; p++) {
                maximize(best, coefficients, p);
            }
        }
    }

    private void maximize(double[] best, CompiledWelfare coefficients, int p) {
        if (successor[p] >= 0 && coefficients.isSimple(p)) {
            double[] type = types[coefficients.slopeRow(p)];
            Rows.max(best, coefficients.base[p], coefficients.slope(p), type, value[successor[p]]);
        } else if (mdp.transitions().feasible(p)) {
            continuation(scratch, coefficients, p, 0);
            Rows.max(best, scratch);
        }
    }

    /** {@code out = coefficient + bonus + E[value of the successor]}. */
    void continuation(double[] out, CompiledWelfare coefficients, int p, double bonus) {
        if (successor[p] >= 0 && coefficients.isSimple(p)) {
            double[] type = types[coefficients.slopeRow(p)];
            Rows.set(out, coefficients.base[p] + bonus, coefficients.slope(p), type, value[successor[p]]);
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

    /** The lowest action that attains the maximum at state {@code s} for lane {@code w}; every value must be set. */
    int bestAction(CompiledWelfare coefficients, int s, int w) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        Transitions transitions = mdp.transitions();
        for (int p = s * actions; p < (s + 1) * actions; p++) {
            if (!transitions.feasible(p)) {
                continue;
            }
            double q = coefficients.at(p, types, w);
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                q += transitions.probability(k) * value[transitions.next(k)][w];
            }
            if (q > most) {
                most = q;
                best = p - s * actions;
            }
        }
        return best;
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        CompiledWelfare.requireNoLoss(welfare.loss());
        load(profiles);
        return new SoftMeasures(this, compile(welfare), profiles, StageTemperatures.of(mdp, stages, regularizer));
    }

    @SuppressWarnings(
            "ReferenceEquality") // Equal profiles that are not the same need not be compared: loading is cheap.
    private void load(Profiles profiles) {
        if (profiles.count() > Rows.WIDTH) {
            throw new IllegalArgumentException(
                    "profiles = " + profiles.count() + " must be at most capacity() = " + Rows.WIDTH);
        }
        if (profiles == loaded) {
            return;
        }
        if (profiles.agents() != rewards.agents() || profiles.dimension() != dimension) {
            throw new IllegalArgumentException("profiles of " + profiles.agents() + " agents with types of dimension "
                    + profiles.dimension() + " must fit the solver's " + rewards.agents() + " and " + dimension);
        }
        loaded = profiles;
        filled = null;
        for (int i = 0; i < rewards.agents(); i++) {
            for (int k = 0; k < dimension; k++) {
                profiles.copyTypes(i, k, 0, profiles.count(), types[i * dimension + k], 0);
            }
        }
    }

    /** Guards measures against types that were replaced under them. */
    @SuppressWarnings("ReferenceEquality")
    void requireLoaded(Profiles profiles) {
        if (profiles != loaded) {
            throw new IllegalStateException("these measures belong to a batch of profiles that the solver has left\n"
                    + "Maybe read them before the next batch is solved.");
        }
    }

    CompiledWelfare compile(AffineWelfare welfare) {
        CompiledWelfare known = compiled.get(welfare);
        if (known == null) {
            if (compiled.size() >= CACHED) {
                compiled.clear();
            }
            known = new CompiledWelfare(welfare, rewards, dimension);
            compiled.put(welfare, known);
        }
        return known;
    }

    /** The value rows, by state; the row past the last is the end's and stays zero. */
    double[][] value() {
        return value;
    }

    int successor(int pair) {
        return successor[pair];
    }

    /** The table of a loss for the profiles at hand; rows of pairs that do not bear it hold anything. */
    @SuppressWarnings("ReferenceEquality") // An equal loss that is not the same is only filled in again.
    double[][] losses(Loss loss) {
        if (losses == null) {
            losses = takeTable();
        }
        if (loss != filled) {
            loss.fill(types, losses);
            filled = loss;
        }
        return losses;
    }

    /** A table of {@code S * A} rows with whatever was in it before. */
    double[][] takeTable() {
        double[][] table = tables.poll();
        return table == null ? new double[states * actions][Rows.WIDTH] : table;
    }

    void giveTable(double[][] table) {
        tables.push(table);
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
        tables.clear();
        paths.clear();
        compiled.clear();
    }
}
