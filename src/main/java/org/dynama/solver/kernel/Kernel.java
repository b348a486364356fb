package org.dynama.solver.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.solver.OccupancySolver;
import org.jspecify.annotations.Nullable;

/**
 * What the plain Java kernels share: {@link Rows#WIDTH} profiles at a time, batch innermost, their types in rows, tables
 * that are lent and given back, compiled welfares. It allocates nothing in steady state and starts no native engine.
 */
public abstract class Kernel implements OccupancySolver {
    /** More welfares than a batch of economies has; past it the cache of compiled ones is emptied. */
    private static final int CACHED = 64;

    public final Mdp mdp;
    public final RewardMap rewards;
    public final int states;
    public final int actions;
    public final int dimension;
    public final double[] initial;
    /** One row per agent and type component, for the profiles at hand. */
    public final double[][] types;

    public final double[] zero = new double[Rows.WIDTH];
    /** Rows by state; the row past the last is the end's and stays zero. */
    public final double[][] value;

    /** No type lies on a side of zero. */
    static final int NONE = Integer.MIN_VALUE;

    private final int[] box;
    private boolean boxed;
    private @Nullable Profiles loaded;
    private @Nullable Loss filled;
    private double @Nullable [][] losses;
    private final Deque<double[][]> tables = new ArrayDeque<>();
    private final IdentityHashMap<AffineWelfare, CompiledWelfare> compiled = new IdentityHashMap<>();
    /** The only successor of a pair, {@code states} where it ends the run, -1 where chance decides. */
    private final int[] successor;

    /** Whether only the designer moves. */
    public final boolean deterministic;

    public Kernel(Mdp mdp, RewardMap rewards, int dimension) {
        this.mdp = mdp;
        this.rewards = rewards;
        this.dimension = dimension;
        states = mdp.stateCount();
        actions = mdp.actionCount();
        initial = mdp.initial().toArray();
        types = new double[rewards.agents() * dimension][Rows.WIDTH];
        box = new int[2 * types.length];
        value = new double[states + 1][Rows.WIDTH];
        successor = new int[mdp.pairCount()];
        boolean chance = false;
        for (int p = 0; p < successor.length; p++) {
            successor[p] = onlySuccessor(p);
            chance |= successor[p] < 0;
        }
        deterministic = !chance;
    }

    private int onlySuccessor(int pair) {
        Transitions transitions = mdp.transitions();
        int length = transitions.end(pair) - transitions.begin(pair);
        if (length > 1) {
            return -1;
        }
        return length == 0 ? states : transitions.next(transitions.begin(pair));
    }

    @Override
    public int capacity() {
        return Rows.WIDTH;
    }

    public int successor(int pair) {
        return successor[pair];
    }

    /** Adds the expected value of the initial state, from the value rows. */
    public final void addInitialValues(double[] values) {
        addInitialValues(value, values);
    }

    /** The same from other value rows, by state. */
    public final void addInitialValues(double[][] rows, double[] values) {
        for (int s = 0; s < states; s++) {
            for (int w = 0; w < values.length && initial[s] > 0; w++) {
                values[w] += initial[s] * rows[s][w];
            }
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // Equal profiles that are not the same need not be compared: loading is cheap.
    public final void load(Profiles profiles) {
        if (profiles.count() > Rows.WIDTH) {
            throw new Refusal("profiles", profiles.count(), "must be at most capacity() = " + Rows.WIDTH, "");
        }
        if (profiles == loaded) {
            return;
        }
        if (profiles.agents() != rewards.agents() || profiles.dimension() != dimension) {
            throw Refusal.of(
                    "profiles of " + profiles.agents() + " agents with types of dimension " + profiles.dimension()
                            + " must fit the solver's " + rewards.agents() + " and " + dimension,
                    "");
        }
        loaded = profiles;
        boxed = false;
        filled = null;
        for (int i = 0; i < rewards.agents(); i++) {
            for (int k = 0; k < dimension; k++) {
                profiles.copyTypes(i, k, 0, profiles.count(), types[i * dimension + k], 0);
            }
        }
    }

    /** Whether these are the profiles at hand. */
    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same may be loaded again.
    public final boolean isLoaded(Profiles profiles) {
        return profiles == loaded;
    }

    /** Guards measures against types that were replaced under them. */
    public final void requireLoaded(Profiles profiles) {
        if (!isLoaded(profiles)) {
            throw new Failure(
                    "these measures belong to a batch of profiles that the solver has left",
                    "Maybe read them before the next batch is solved.");
        }
    }

    /**
     * A box around the types of the profiles at hand, the same for profiles alike: for each row the exponents of the powers of
     * two below and above which no type lies; {@link #NONE} on a side of zero without any. Not a copy.
     */
    public final int[] box() {
        if (!boxed) {
            boxed = true;
            int lanes = loaded == null ? 0 : loaded.count();
            for (int row = 0; row < types.length; row++) {
                double least = 0;
                double most = 0;
                for (int w = 0; w < lanes; w++) {
                    least = Math.min(least, types[row][w]);
                    most = Math.max(most, types[row][w]);
                }
                box[2 * row] = least < 0 ? Math.getExponent(least) + 1 : NONE;
                box[2 * row + 1] = most > 0 ? Math.getExponent(most) + 1 : NONE;
            }
        }
        return box;
    }

    /** The least type of a row in the box. */
    final double least(int row) {
        return box()[2 * row] == NONE ? 0 : -Math.scalb(1.0, box[2 * row]);
    }

    /** The largest. */
    final double most(int row) {
        return box()[2 * row + 1] == NONE ? 0 : Math.scalb(1.0, box[2 * row + 1]);
    }

    public final CompiledWelfare compile(AffineWelfare welfare) {
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

    /** The table of a loss for the profiles at hand; rows of pairs that do not bear it hold anything. */
    @SuppressWarnings("ReferenceEquality") // An equal loss that is not the same is only filled in again.
    public final double[][] losses(Loss loss) {
        if (losses == null) {
            losses = takeTable();
        }
        if (loss != filled) {
            loss.fill(types, losses);
            filled = loss;
        }
        return losses;
    }

    /** A table of a row a pair with whatever was in it before. */
    public final double[][] takeTable() {
        double[][] table = tables.poll();
        return table == null ? new double[mdp.pairCount()][Rows.WIDTH] : table;
    }

    public final void giveTable(double[][] table) {
        tables.push(table);
    }

    @Override
    public void close() {
        tables.clear();
        compiled.clear();
    }
}
