package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Regularized solutions on the rows of a kernel, by iteration: {@code O(entries)} a sweep, and memory for the same.
 *
 * <p>The kernel's own methods find the hard solutions; its value rows are overwritten.
 */
public final class SparseRegularized {
    /** Of random graphs with three successors elimination is slower from 50 on, of deterministic tori from some 300 on. */
    private static final int MANY_STATES = 256;

    /** Of a deterministic world whose joint entropy is solved by elimination: it takes up to 750 MiB there. */
    private static final int MOST_CERTAIN = 600;

    private static final int SHARE_OF_MEMORY = 4;

    /** Of all the successors that there could be. */
    private static final double DENSE = 0.125;

    final Kernel kernel;
    final FlowGraph graph;
    final FlowMatrix flow;
    final FlowSolver solver;
    final SoftBellman bellman;
    private final SoftIteration iteration;
    private final Endless runs;
    private @Nullable IteratedJoint joint;
    private @Nullable JointNewton newton;
    private final double[] exactly = new double[Rows.WIDTH];

    /**
     * For a kernel's MDP.
     *
     * @param runs how later rewards count
     * @throws Refusal if it would take more than a quarter of Java's memory
     */
    public SparseRegularized(Kernel kernel, Endless runs) {
        long most = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        if (bytes(kernel.mdp) > most) {
            throw Refusal.of(
                    "a softened solution on " + kernel.mdp.stateCount() + " states and " + kernel.mdp.pairCount()
                            + " state-action pairs needs " + (bytes(kernel.mdp) >> 20) + " MiB a thread, more than the "
                            + (most >> 20) + " MiB that are a quarter of Java's memory",
                    "Maybe more memory for Java (JAVA_OPTS=-Xmx...), or optimizer.kind: sobol, which needs no entropy.");
        }
        this.kernel = kernel;
        this.runs = runs;
        graph = new FlowGraph(kernel.mdp, runs.discount());
        flow = new FlowMatrix(graph);
        solver = new FlowSolver(flow);
        bellman = new SoftBellman(graph);
        iteration = new SoftIteration(bellman, flow, solver);
    }

    /** Whether iteration is faster than elimination, or at least never much slower: states are many, and successors few. */
    public static boolean suits(Mdp mdp) {
        long states = mdp.stateCount();
        return states >= MANY_STATES && mdp.transitions().entries() <= DENSE * states * mdp.pairCount();
    }

    /**
     * Whether the same holds of the joint entropy. Where nothing is left to chance visits lie many powers of ten apart, and
     * elimination, in which little fills in, is three to five times as fast; from about 600 states on it may not fit any more. 128
     * profiles of a torus at temperature 0.05, seconds by iteration and by elimination: 400 cells 8 and 2.4, 1,024 cells 37 and 13.
     */
    public static boolean suitsJoint(Mdp mdp) {
        return suits(mdp)
                && (mdp.stateCount() > MOST_CERTAIN || !mdp.transitions().isDeterministic());
    }

    /** What it takes beside its kernel's rows, for either entropy with its pullback: four tables and rows by state. */
    public static long bytes(Mdp mdp) {
        long states = mdp.stateCount();
        long entries = mdp.transitions().entries();
        long rows = 4L * mdp.pairCount() + FlowSolver.rows(states) + IteratedJoint.rows(states) + 12 * states;
        return 8L * Rows.WIDTH * rows + 12 * entries + 20L * mdp.pairCount();
    }

    /**
     * The solution.
     *
     * @param welfare its boosts finite
     * @param profiles at most {@link Rows#WIDTH}
     */
    public Measures.Regularized solve(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        CompiledWelfare.requireNoLoss(welfare.loss());
        double alpha = regularizer.temperature();
        kernel.load(profiles);
        double[][] c = kernel.takeTable();
        try {
            coefficients(c, kernel.compile(welfare));
            return regularizer instanceof Regularizer.JointEntropy
                    ? new JointVisits(this, profiles, alpha, c)
                    : new IteratedVisits(this, profiles, alpha, c);
        } finally {
            kernel.giveTable(c);
        }
    }

    /** Made when first needed. */
    IteratedJoint joint() {
        if (joint == null) {
            joint = new IteratedJoint(graph, flow, solver, bellman, kernel.initial);
        }
        return joint;
    }

    /** Made when first needed; refuses what has no joint entropy. */
    JointNewton newton() {
        if (newton == null) {
            Endless.requireReach(kernel.mdp);
            newton = new JointNewton(joint(), runs, kernel.initial);
        }
        return newton;
    }

    /** The Newton steps that each lane took in the last joint-entropy solution; not a copy. */
    public int[] jointSteps() {
        return newton().steps();
    }

    /** Fills rows by pair with what a visit is worth. */
    void coefficients(double[][] c, CompiledWelfare compiled) {
        for (int p = 0; p < c.length; p++) {
            Rows.fill(c[p], compiled.base[p]);
            for (int m = compiled.offsets[p]; m < compiled.offsets[p + 1]; m++) {
                Rows.addScaled(c[p], compiled.coefficient[m], kernel.types[compiled.row[m]]);
            }
        }
    }

    void iterate(double[][] c, double[][] policy, double alpha, int count) {
        iteration.run(c, policy, kernel.value, alpha, count);
    }

    /** Solves a system with the loaded policy's flow in all lanes in use, to a share of the right-hand side. */
    void solve(double[][] x, double[][] b, int count, double relative, boolean transposed) {
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        Rows.fill(exactly, relative);
        solver.solve(x, b, exactly, all, transposed);
    }
}
