package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * Hard solutions of worlds with many states and few successors a pair, of any horizon, profile by profile: values, errors and
 * margins that are read from residuals, occupancies from the transposed equations. The graph is shared by all profiles; what is
 * found for one does not depend on the others.
 *
 * <p>Memory: {@code O(pairs + entries)} and, by profile, what its policy visits.
 */
public final class SparseSolver {
    /** From so many states on it is faster than elimination, as {@code SparseBenchmark} measures. */
    private static final int MANY_STATES = 256;
    /** Successors of a pair, at most, beside the number of states. */
    private static final double DENSE = 1.0 / 8;

    private static final int[] NOT_ASKED = {};

    private final Kernel kernel;
    private final SparseGraph graph;
    private final LaneRewards rewards;
    private final LaneSweeps sweeps;
    private final LaneIteration iteration;
    private final LaneVisits visits;
    private final LaneBounds bounds;
    private final LaneChoice choice;
    private final Passages passages;
    /** Of policies, where numbers are per period; else null. */
    private final @Nullable ChainClasses classes;

    /** Where runs need not end, whose profiles take long; else null. */
    private final @Nullable LaneMemory memory;

    private final int[] lowest;
    /** What the memory had for the last profile. */
    private @Nullable LaneState found;
    /** The last batch, and how far its values may be off. */
    private @Nullable AffineWelfare welfare;

    private @Nullable Profiles profiles;
    private double[] errors = {};

    /**
     * A solver.
     *
     * @param kernel holds types and compiled welfares
     * @param visits of a run, at most, expected and discounted; infinite where some policy never ends it; 1 per period
     * @param classes of policies, where numbers are per period; else null
     */
    public SparseSolver(Kernel kernel, double visits, @Nullable ChainClasses classes) {
        this.kernel = kernel;
        this.classes = classes;
        graph = new SparseGraph(kernel.mdp);
        rewards = new LaneRewards(graph);
        sweeps = new LaneSweeps(graph, rewards);
        PolicyMatrix matrix = new PolicyMatrix(graph);
        ChainEquations equations = new ChainEquations(Double.isInfinite(visits) && graph.states < MANY_STATES);
        this.visits = new LaneVisits(graph, matrix, equations, classes);
        memory = Double.isInfinite(visits) ? new LaneMemory(graph, rewards) : null;
        LaneLoops loops = Double.isInfinite(visits) ? new LaneLoops(sweeps) : null;
        iteration = new LaneIteration(sweeps, matrix, equations, this.visits, classes, loops);
        bounds = new LaneBounds(sweeps, visits, loops);
        choice = new LaneChoice(sweeps, bounds, loops);
        passages = new Passages(sweeps, bounds, matrix, equations, this.visits);
        lowest = new int[graph.states];
    }

    /** Whether an MDP is large and sparse enough: chance moves, states are many, and successors few beside them. */
    public static boolean suits(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        boolean chance = false;
        for (int p = 0; p < transitions.pairs(); p++) {
            chance |= transitions.end(p) - transitions.begin(p) > 1;
        }
        return (chance || mdp.horizon() instanceof Horizon.AverageReward)
                && mdp.stateCount() >= MANY_STATES
                && transitions.entries() <= DENSE * mdp.stateCount() * transitions.pairs();
    }

    /** What a solver and its kernel take, with the solution of a block of profiles, in bytes. */
    public static long bytes(Mdp mdp) {
        long states = mdp.stateCount();
        // By profile and state: a kernel's value and policy, and what is kept of a solution.
        long block = Profiles.BLOCK * (12 + 28) * states;
        return block + 80L * mdp.pairCount() + 24L * mdp.transitions().entries() + 1_000 * states;
    }

    /**
     * The optimal values; shape {@code [B]}.
     *
     * @param allowed by pair; those that never force a run into a state without any
     */
    public double[] values(AffineWelfare maximized, Profiles batch, boolean[] allowed) {
        if (!mayStart(allowed)) {
            errors = new double[batch.count()];
            double[] none = errors.clone();
            Arrays.fill(none, Double.NEGATIVE_INFINITY);
            return none;
        }
        begin(maximized, batch, allowed);
        double[] values = new double[batch.count()];
        for (int w = 0; w < values.length; w++) {
            values[w] = solve(w);
        }
        return values;
    }

    /** The optimal occupancies, ties to the lowest action; as {@link #values}. */
    public Measures.Optimal hard(AffineWelfare maximized, Profiles batch, boolean[] allowed) {
        if (!mayStart(allowed)) {
            CompiledWelfare.requirePolicy(values(maximized, batch, allowed));
        }
        begin(maximized, batch, allowed);
        LaneState[] states = new LaneState[batch.count()];
        IntToDoubleFunction margins = w -> {
            rewards.take(kernel, kernel.compile(maximized), allowed);
            rewards.take(w);
            return margin(states[w]);
        };
        LaneMeasures measures = classes == null
                ? new LaneMeasures(kernel, batch, margins)
                : new LongRunMeasures(kernel, batch, margins, graph, visits, classes, states);
        for (int w = 0; w < batch.count(); w++) {
            double value = solve(w);
            states[w] = chosen(w);
            visits.measure(lowest);
            measures.take(w, value, graph, lowest, visits.visits);
        }
        return measures;
    }

    /** Whether every initial state has an allowed action: else the value is minus infinity. */
    private boolean mayStart(boolean[] allowed) {
        for (int k = 0; k < graph.states; k++) {
            boolean any = graph.initial[k] == 0;
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                any |= allowed[graph.pairAt[j]];
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private double margin(LaneState state) {
        state.restore(sweeps);
        bounds.measure();
        double[] distance = passages.distance(state.error());
        visits.measure(state.lowest());
        return choice.margin(state.lowest(), visits.reached, distance);
    }

    /** How far values may be off; shape {@code [B]}. Costs nothing where the batch was just solved. */
    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are only solved again.
    public double[] errors(AffineWelfare maximized, Profiles batch, boolean[] allowed) {
        if (maximized != welfare || batch != profiles) {
            values(maximized, batch, allowed);
        }
        return errors.clone();
    }

    private void begin(AffineWelfare maximized, Profiles batch, boolean[] allowed) {
        kernel.load(batch);
        CompiledWelfare compiled = kernel.compile(maximized);
        CompiledWelfare.requireNoLoss(compiled.loss);
        rewards.take(kernel, compiled, allowed);
        welfare = maximized;
        profiles = batch;
        errors = new double[batch.count()];
    }

    private double solve(int w) {
        rewards.take(w);
        found = memory == null ? null : memory.find();
        if (found != null) {
            found.restore(sweeps);
            errors[w] = found.error();
        } else {
            iteration.run();
            errors[w] = bounds.error();
            if (memory != null) {
                memory.keep(LaneState.of(sweeps, NOT_ASKED, errors[w]));
            }
        }
        return graph.average ? sweeps.gain : sweeps.initialValue(kernel);
    }

    /** What was just solved, with the rule's choice, which only policies need. */
    private LaneState chosen(int w) {
        if (found != null && found.lowest().length > 0) {
            System.arraycopy(found.lowest(), 0, lowest, 0, lowest.length);
            return found;
        }
        bounds.measure();
        choice.lowest(errors[w], lowest);
        LaneState state = LaneState.of(sweeps, lowest, errors[w]);
        if (memory != null) {
            memory.keep(state);
        }
        return state;
    }
}
