package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.model.Transitions;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * What can happen in one period: what is drawn, which actions each draw leaves, what they earn, and where public state
 * and types go. The kernels of the agents are kept one by one: a joint one would have {@code B * B} entries.
 *
 * <p>The feasible set may depend on the public state besides the draw, {@code A(z, theta_0)}: the paper's own device for
 * draws that remember. Nothing in its proofs changes, because the public state is known when agents report.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section II.
 */
public final class PivotStage {
    private final int actions;
    private final double[] draws;
    private final Transitions next;
    private final int[][] feasible;
    private final int[][][] without;
    private final int[][] used;
    /** By {@link #row}, as all that follows. */
    private final double[] publicUtility;

    private final double common;
    private final double[] relative;
    /** By agent, row and type. */
    private final double[][] utility;

    private final int[] types;
    private final List<List<double[]>> kernels;
    private final int[][] kernelOf;

    PivotStage(StageBuilder builder) {
        actions = builder.actions;
        draws = Probabilities.normalized(builder.draws);
        next = builder.next.build();
        feasible = sorted(builder.feasible);
        without = new int[builder.types.length][][];
        for (int i = 0; i < without.length; i++) {
            without[i] = sorted(builder.without.get(i));
        }
        used = builder.used();
        types = builder.types;
        kernels = builder.kernels;
        int rows = next.pairs() + 1;
        publicUtility = new double[rows];
        utility = new double[types.length][];
        Arrays.setAll(
                utility,
                i -> new double[Entries.of("utilities", "Maybe fewer public states or types.", rows, types[i])]);
        kernelOf = new int[types.length][rows];
        for (int pair = 0; pair < next.pairs(); pair++) {
            StageBuilder.Pair known = builder.known(next.stateOf(pair), next.actionOf(pair));
            publicUtility[pair] = known.publicUtility;
            for (int i = 0; i < types.length; i++) {
                System.arraycopy(known.utility[i], 0, utility[i], pair * types[i], known.utility[i].length);
                kernelOf[i][pair] = known.kernelOf[i];
            }
        }
        common = shared();
        relative = Arrays.stream(publicUtility)
                .map(value -> Amounts.minus(value, common))
                .toArray();
    }

    /** A period like another one, with its own rewards. */
    private PivotStage(PivotStage like, double[] publicUtility, double[][] utility) {
        actions = like.actions;
        draws = like.draws;
        next = like.next;
        feasible = like.feasible;
        without = like.without;
        used = like.used;
        this.publicUtility = publicUtility;
        common = shared();
        relative = Arrays.stream(publicUtility)
                .map(value -> Amounts.minus(value, common))
                .toArray();
        this.utility = utility;
        types = like.types;
        kernels = like.kernels;
        kernelOf = like.kernelOf;
    }

    /** A period like another one, in which every draw has actions of its own. */
    private PivotStage(PivotStage whole) {
        PerDraw perDraw = new PerDraw(whole.draws.length, whole.actions);
        actions = whole.actions * whole.draws.length;
        draws = whole.draws;
        next = perDraw.next(whole.next);
        feasible = perDraw.sets(whole.feasible);
        without = Arrays.stream(whole.without).map(perDraw::sets).toArray(int[][][]::new);
        used = perDraw.used(feasible, without);
        publicUtility = perDraw.rows(whole.publicUtility, 1);
        common = whole.common;
        relative = perDraw.rows(whole.relative, 1);
        types = whole.types;
        utility = new double[types.length][];
        Arrays.setAll(utility, i -> perDraw.rows(whole.utility[i], types[i]));
        kernels = whole.kernels;
        kernelOf = Arrays.stream(whole.kernelOf).map(perDraw::numbers).toArray(int[][]::new);
    }

    /**
     * The same period with other rewards, for each reward's place as for the period's own.
     *
     * @param publicUtility by public state and action
     * @param utility by agent, public state, action and type
     * @throws Refusal if a reward is beyond what amounts of money may be
     */
    PivotStage rewarded(PublicReward publicUtility, AgentReward utility) {
        double[] common = new double[this.publicUtility.length];
        double[][] own = new double[types.length][];
        Arrays.setAll(own, i -> new double[this.utility[i].length]);
        for (int s = 0; s < used.length; s++) {
            for (int a : used[s]) {
                int row = row(s, a);
                common[row] = StageBuilder.amount("the public's utility", s, a, publicUtility.at(s, a));
                for (int i = 0; i < types.length; i++) {
                    for (int k = 0; k < types[i]; k++) {
                        own[i][row * types[i] + k] =
                                StageBuilder.amount("agent " + i + "'s utility", s, a, utility.at(i, s, a, k));
                    }
                }
            }
        }
        return new PivotStage(this, common, own);
    }

    /** The public's reward of an action. */
    interface PublicReward {
        double at(int s, int a);
    }

    /** An agent's reward of an action at her type. */
    interface AgentReward {
        double at(int i, int s, int a, int k);
    }

    /** The same period where action {@code a} under draw {@code z} has the number {@code a * Z + z}. */
    PivotStage byDraw() {
        return new PivotStage(this);
    }

    /** The number of a state-action pair; for an action that the state lacks the last row, of zeros. */
    private int row(int s, int a) {
        int pair = next.pair(s, a);
        return pair < 0 ? next.pairs() : pair;
    }

    private double shared() {
        return Amounts.common(IntStream.range(0, used.length)
                .boxed()
                .flatMapToDouble(s -> Arrays.stream(used[s]).mapToDouble(a -> publicUtility(s, a)))
                .toArray());
    }

    private static int[][] sorted(List<Set<Integer>> sets) {
        Map<List<Integer>, int[]> shared = new HashMap<>();
        int[][] arrays = new int[sets.size()][];
        for (int k = 0; k < arrays.length; k++) {
            arrays[k] = shared.computeIfAbsent(
                    List.copyOf(sets.get(k)),
                    set -> set.stream().mapToInt(Integer::intValue).toArray());
        }
        return arrays;
    }

    /** The number of draws {@code Z}. */
    public int draws() {
        return draws.length;
    }

    /** The probability of draw {@code z}; positive. */
    public double probability(int z) {
        return draws[z];
    }

    /** The actions that draw {@code z} leaves in public state {@code s}, ascending; not to be changed. */
    public int[] feasible(int s, int z) {
        return feasible[s * draws.length + z];
    }

    /** The actions that are feasible when agent {@code i} takes no part, ascending; not to be changed. */
    public int[] feasibleWithout(int i, int s, int z) {
        return without[i][s * draws.length + z];
    }

    /** Whether an action is feasible when agent {@code i} takes no part. */
    public boolean isFeasibleWithout(int i, int s, int z, int a) {
        return Arrays.binarySearch(feasibleWithout(i, s, z), a) >= 0;
    }

    /** Every action that some draw leaves in public state {@code s}, with all agents or without one; not to be changed. */
    public int[] used(int s) {
        return used[s];
    }

    /** Where actions lead the public state. */
    public Transitions next() {
        return next;
    }

    /** The public's utility {@code w(a, s)}. */
    public double publicUtility(int s, int a) {
        return publicUtility[row(s, a)];
    }

    /** What the public gets in one way or another, whatever is done: it decides nothing, and no payment. */
    public double common() {
        return common;
    }

    /** The public's utility less {@link #common}. */
    public double relativePublic(int s, int a) {
        return relative[row(s, a)];
    }

    /** Agent {@code i}'s utility {@code v_i(a, s, k)} at her type {@code k}. */
    public double utility(int i, int s, int a, int k) {
        return utility[i][row(s, a) * types[i] + k];
    }

    /** The kernel of agent {@code i}'s type, shape {@code [K_i, K_i]}, from row to column; not to be changed. */
    public double[] kernel(int i, int s, int a) {
        return kernels.get(i).get(kernelOf[i][row(s, a)]);
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return types.length;
    }

    /** The number of agent {@code i}'s types. */
    public int types(int i) {
        return types[i];
    }

    /** Whether agent {@code i}'s type stays as it is for certain. */
    public boolean stays(int i, int s, int a) {
        return kernelOf[i][row(s, a)] == 0;
    }
}
