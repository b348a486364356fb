package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/** Collects a period; what is not set is zero, and types and public state that are given no kernel stay. */
public final class StageBuilder {
    private final int states;
    final int actions;
    final int[] types;
    final double[] draws;
    final Transitions.Builder next;
    final List<Set<Integer>> feasible;
    final List<List<Set<Integer>>> without = new ArrayList<>();
    /** What was said of state-action pairs, by {@code s * A + a}; nothing is kept of the others. */
    private final Map<Long, Pair> pairs = new HashMap<>();

    final List<List<double[]>> kernels = new ArrayList<>();
    private final List<Map<Reals, Integer>> kernelIndex = new ArrayList<>();

    /** What a state-action pair earns, and how types go on: by agent, and then by type. */
    static final class Pair {
        private static final double[] NOTHING = {};

        boolean moves;
        double publicUtility;
        final double[][] utility;
        final int[] kernelOf;

        Pair(int agents) {
            utility = new double[agents][];
            Arrays.fill(utility, NOTHING);
            kernelOf = new int[agents];
        }
    }

    /**
     * An empty period.
     *
     * @param draws shape {@code [Z]}; probability of each draw, positive, sum 1 within 1e-9
     */
    public StageBuilder(int states, int actions, JointTypes profiles, double... draws) {
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
        feasible = sets();
        for (int i = 0; i < types.length; i++) {
            without.add(sets());
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

    /** What is known of a pair; to be changed. */
    private Pair pair(int s, int a) {
        return pairs.computeIfAbsent((long) s * actions + a, key -> new Pair(types.length));
    }

    /** What was said of a pair, and nothing but zeros where nothing was. */
    Pair known(int s, int a) {
        Pair known = pairs.get((long) s * actions + a);
        return known == null ? new Pair(types.length) : known;
    }

    /** Makes an action feasible under a draw when everyone takes part. */
    public StageBuilder allow(int s, int z, int a) {
        feasible.get(s * draws.length + z).add(a);
        return this;
    }

    /** Makes an action feasible under a draw when agent {@code i} takes no part. */
    public StageBuilder allowWithout(int i, int s, int z, int a) {
        without.get(i).get(s * draws.length + z).add(a);
        return this;
    }

    /** Makes an action feasible under a draw, whoever is missing. */
    public StageBuilder allowAlways(int s, int z, int a) {
        allow(s, z, a);
        for (int i = 0; i < types.length; i++) {
            allowWithout(i, s, z, a);
        }
        return this;
    }

    /** Adds a successor of the public state. */
    public StageBuilder to(int s, int a, int successor, double probability) {
        next.to(s, a, successor, probability);
        pair(s, a).moves = true;
        return this;
    }

    public StageBuilder publicUtility(int s, int a, double value) {
        pair(s, a).publicUtility = amount("the public's utility", s, a, value);
        return this;
    }

    public StageBuilder utility(int i, int s, int a, int k, double value) {
        double[][] utility = pair(s, a).utility;
        utility[i] = Arrays.copyOf(utility[i], types[i]);
        utility[i][k] = amount("agent " + i + "'s utility", s, a, value);
        return this;
    }

    static double amount(String name, int s, int a, double value) {
        return Amounts.require(name, value, "in state " + s + ", action " + a + " ");
    }

    /**
     * Sets where an agent's type goes.
     *
     * @param kernel shape {@code [K_i, K_i]}, each row's sum 1 within 1e-9
     */
    public StageBuilder kernel(int i, int s, int a, Reals kernel) {
        pair(s, a).kernelOf[i] = kernelIndex.get(i).computeIfAbsent(kernel, given -> add(i, given));
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
                if (!known(s, a).moves) {
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

    int[][] used() {
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
