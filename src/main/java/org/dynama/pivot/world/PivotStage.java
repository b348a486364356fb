package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
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
    private final double[] publicUtility;
    private final double common;
    private final double[] relative;
    private final double[][] utility;
    private final int[] types;
    private final List<List<double[]>> kernels;
    private final int[][] kernelOf;

    private PivotStage(Builder builder) {
        actions = builder.actions;
        draws = Probabilities.normalized(builder.draws);
        next = builder.next.build();
        feasible = sorted(builder.feasible);
        without = new int[builder.types.length][][];
        for (int i = 0; i < without.length; i++) {
            without[i] = sorted(builder.without.get(i));
        }
        used = builder.used();
        publicUtility = builder.publicUtility;
        common = shared();
        relative = Arrays.stream(publicUtility)
                .map(value -> Amounts.minus(value, common))
                .toArray();
        utility = builder.utility;
        types = builder.types;
        kernels = builder.kernels;
        kernelOf = builder.kernelOf;
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
                common[s * actions + a] = Builder.amount("the public's utility", s, a, publicUtility.at(s, a));
                for (int i = 0; i < types.length; i++) {
                    for (int k = 0; k < types[i]; k++) {
                        own[i][(s * actions + a) * types[i] + k] =
                                Builder.amount("agent " + i + "'s utility", s, a, utility.at(i, s, a, k));
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

    private double shared() {
        return Amounts.common(IntStream.range(0, used.length)
                .boxed()
                .flatMapToDouble(s -> Arrays.stream(used[s]).mapToDouble(a -> publicUtility[s * actions + a]))
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
        return publicUtility[s * actions + a];
    }

    /** What the public gets in one way or another, whatever is done: it decides nothing, and no payment. */
    public double common() {
        return common;
    }

    /** The public's utility less {@link #common}. */
    public double relativePublic(int s, int a) {
        return relative[s * actions + a];
    }

    /** Agent {@code i}'s utility {@code v_i(a, s, k)} at her type {@code k}. */
    public double utility(int i, int s, int a, int k) {
        return utility[i][(s * actions + a) * types[i] + k];
    }

    /** The kernel of agent {@code i}'s type, shape {@code [K_i, K_i]}, from row to column; not to be changed. */
    public double[] kernel(int i, int s, int a) {
        return kernels.get(i).get(kernelOf[i][s * actions + a]);
    }

    /** The number of agent {@code i}'s types. */
    public int types(int i) {
        return types[i];
    }

    /** Whether agent {@code i}'s type stays as it is for certain. */
    public boolean stays(int i, int s, int a) {
        return kernelOf[i][s * actions + a] == 0;
    }

    /** Collects a period; what is not set is zero, and types and public state that are given no kernel stay. */
    public static final class Builder {
        private final int states;
        private final int actions;
        private final int[] types;
        private final double[] draws;
        private final Transitions.Builder next;
        private final boolean[] moves;
        private final List<Set<Integer>> feasible;
        private final List<List<Set<Integer>>> without = new ArrayList<>();
        private final double[] publicUtility;
        private final double[][] utility;
        private final List<List<double[]>> kernels = new ArrayList<>();
        private final List<Map<Reals, Integer>> kernelIndex = new ArrayList<>();
        private final int[][] kernelOf;

        /**
         * An empty period.
         *
         * @param draws shape {@code [Z]}; probability of each draw, positive, sum 1 within 1e-9
         */
        public Builder(int states, int actions, JointTypes profiles, double... draws) {
            this.states = states;
            this.actions = actions;
            types = new int[profiles.agents()];
            Arrays.setAll(types, profiles::types);
            Probabilities.require("the distribution of draws", draws, draws.length);
            for (int z = 0; z < draws.length; z++) {
                if (!(draws[z] > 0)) {
                    throw Refusal.of("draw " + z + " has probability 0 and must be possible", "Maybe leave it out.");
                }
            }
            this.draws = draws.clone();
            next = new Transitions.Builder(states, actions);
            moves = new boolean[Entries.of("a stage", "Maybe fewer public states or actions.", states, actions)];
            feasible = sets();
            publicUtility = new double[states * actions];
            utility = new double[types.length][];
            kernelOf = new int[types.length][states * actions];
            for (int i = 0; i < types.length; i++) {
                without.add(sets());
                utility[i] = new double
                        [Entries.of(
                                "a table of utilities",
                                "Maybe fewer public states, actions or types.",
                                states,
                                actions,
                                types[i])];
                double[] identity = new double[Entries.of("a kernel", "Maybe fewer types.", types[i], types[i])];
                for (int k = 0; k < types[i]; k++) {
                    identity[k * types[i] + k] = 1;
                }
                kernels.add(new ArrayList<>(List.of(identity)));
                kernelIndex.add(new HashMap<>(Map.of(Reals.of(identity), 0)));
            }
        }

        private List<Set<Integer>> sets() {
            List<Set<Integer>> sets = new ArrayList<>();
            for (int k = 0; k < states * draws.length; k++) {
                sets.add(new TreeSet<>());
            }
            return sets;
        }

        /** Makes an action feasible under a draw when everyone takes part. */
        public Builder allow(int s, int z, int a) {
            feasible.get(s * draws.length + z).add(a);
            return this;
        }

        /** Makes an action feasible under a draw when agent {@code i} takes no part. */
        public Builder allowWithout(int i, int s, int z, int a) {
            without.get(i).get(s * draws.length + z).add(a);
            return this;
        }

        /** Makes an action feasible under a draw, whoever is missing. */
        public Builder allowAlways(int s, int z, int a) {
            allow(s, z, a);
            for (int i = 0; i < types.length; i++) {
                allowWithout(i, s, z, a);
            }
            return this;
        }

        /** Adds a successor of the public state. */
        public Builder to(int s, int a, int successor, double probability) {
            next.to(s, a, successor, probability);
            moves[s * actions + a] = true;
            return this;
        }

        public Builder publicUtility(int s, int a, double value) {
            publicUtility[s * actions + a] = amount("the public's utility", s, a, value);
            return this;
        }

        public Builder utility(int i, int s, int a, int k, double value) {
            utility[i][(s * actions + a) * types[i] + k] = amount("agent " + i + "'s utility", s, a, value);
            return this;
        }

        private static double amount(String name, int s, int a, double value) {
            return Amounts.require(name, value, "in state " + s + ", action " + a + " ");
        }

        /**
         * Sets where an agent's type goes.
         *
         * @param kernel shape {@code [K_i, K_i]}, each row's sum 1 within 1e-9
         */
        public Builder kernel(int i, int s, int a, Reals kernel) {
            kernelOf[i][s * actions + a] = kernelIndex.get(i).computeIfAbsent(kernel, given -> add(i, given));
            return this;
        }

        private int add(int i, Reals kernel) {
            int size = types[i];
            double[] rows = new double[size * size];
            if (kernel.size() != rows.length) {
                throw Refusal.of(
                        "a kernel of agent " + i + " has " + kernel.size() + " entries and must have " + size + " x "
                                + size,
                        "");
            }
            for (int k = 0; k < size; k++) {
                double[] row = Arrays.copyOfRange(kernel.toArray(), k * size, (k + 1) * size);
                Probabilities.require("the kernel of agent " + i + " from type " + k, row, size);
                System.arraycopy(Probabilities.normalized(row), 0, rows, k * size, size);
            }
            kernels.get(i).add(rows);
            return kernels.get(i).size() - 1;
        }

        /**
         * The period.
         *
         * @throws Refusal if a feasible set is empty, or a kernel does not sum to 1
         */
        public PivotStage build() {
            for (int s = 0; s < states; s++) {
                for (int z = 0; z < draws.length; z++) {
                    requireAction(feasible, s, z, "everyone");
                    for (int i = 0; i < types.length; i++) {
                        requireAction(without.get(i), s, z, "everyone but agent " + i);
                    }
                }
            }
            int[][] actionsOf = used();
            for (int s = 0; s < states; s++) {
                for (int a : actionsOf[s]) {
                    if (!moves[s * actions + a]) {
                        next.to(s, a, s, 1);
                    }
                }
            }
            return new PivotStage(this);
        }

        private void requireAction(List<Set<Integer>> sets, int s, int z, String who) {
            if (sets.get(s * draws.length + z).isEmpty()) {
                throw Refusal.of(
                        "public state " + s + " and draw " + z + " leave " + who + " no feasible action",
                        "Maybe add one that does nothing.");
            }
        }

        private int[][] used() {
            int[][] used = new int[states][];
            for (int s = 0; s < states; s++) {
                Set<Integer> union = new TreeSet<>();
                for (int z = 0; z < draws.length; z++) {
                    int row = s * draws.length + z;
                    union.addAll(feasible.get(row));
                    without.forEach(sets -> union.addAll(sets.get(row)));
                }
                used[s] = union.stream().mapToInt(Integer::intValue).toArray();
            }
            return used;
        }
    }
}
