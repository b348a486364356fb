package org.dynama.ama.menu.batch;

import java.util.Arrays;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.RewardMap;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** A menu as the products read it: bare rows, not to be changed. */
public final class EntryTable {
    /** Types of more numbers are multiplied without their zeros. */
    private static final int WIDE = 16;

    /** How many entries. */
    public final int entries;

    /** How many agents. */
    public final int agents;

    /** Columns of each agent, {@code m}. */
    public final int width;

    /** Features of shape {@code [K, n, m]}; of no length where they stand by columns. */
    public final double[] shares;

    /** Shape {@code [K]}. */
    public final double[] boosts;

    /** Shape {@code [n]}. */
    public final double[] weights;

    /** Features times their agent's weight; shape {@code [K, n, m]}. */
    final double[] weighted;

    /** Each agent's weight for each of her columns; shape {@code [n, m]}. */
    final double[] spread;

    /** Whether all weights are one. */
    final boolean even;

    private final @Nullable EntryColumns columns;
    /** Which entries stay without an agent, shape {@code [n][K]}; no rows where all do. */
    private final boolean[][] allowed;

    private final int constants;

    /** A menu whose entries all stay without any agent, and are worth nothing beside features; the arrays are kept. */
    public EntryTable(int agents, int width, double[] shares, double[] boosts, double[] weights) {
        this(agents, width, 0, shares, null, new boolean[0][], boosts, weights);
    }

    private EntryTable(
            int agents,
            int width,
            int constants,
            double[] shares,
            @Nullable EntryColumns columns,
            boolean[][] allowed,
            double[] boosts,
            double[] weights) {
        this.agents = agents;
        this.width = width;
        this.constants = constants;
        this.shares = shares;
        this.columns = columns;
        this.allowed = allowed;
        this.boosts = boosts;
        this.weights = weights;
        entries = boosts.length;
        even = Arrays.stream(weights).allMatch(weight -> weight == 1);
        spread = new double[agents * width];
        Arrays.setAll(spread, x -> weights[x / width]);
        weighted = even ? shares : new double[shares.length];
        if (!even) {
            Arrays.setAll(weighted, x -> shares[x] * spread[x % spread.length]);
        }
    }

    /**
     * A world's menu at no boosts and weights of one, with a column for each agent's constant before her components'.
     *
     * @param menu a world of one state whose actions are the entries
     * @param differentiated whether slopes in features are asked for
     */
    public static EntryTable of(Environment menu, boolean differentiated) {
        int agents = menu.agentCount();
        int width = menu.dimension() + 1;
        RewardMap rewards = menu.rewards();
        int entries = rewards.pairs();
        boolean isDense = differentiated || menu.dimension() <= WIDE;
        double[] shares = new double[isDense ? entries * agents * width : 0];
        for (int k = 0; k < entries && isDense; k++) {
            for (int m = rewards.begin(k); m < rewards.end(k); m++) {
                shares[(k * agents + rewards.agent(m)) * width + rewards.component(m) + 1] += rewards.coefficient(m);
            }
        }
        double[] ones = new double[agents];
        Arrays.fill(ones, 1);
        return new EntryTable(
                agents,
                width,
                1,
                shares,
                isDense ? null : new EntryColumns(rewards, agents, menu.dimension()),
                allowed(menu.absence(), agents, entries),
                new double[entries],
                ones);
    }

    private static boolean[][] allowed(Absence absence, int agents, int entries) {
        boolean[][] allowed = new boolean[agents][entries];
        boolean all = true;
        for (int i = 0; i < agents; i++) {
            for (int k = 0; k < entries; k++) {
                allowed[i][k] = absence.isAllowed(i, k);
                all &= allowed[i][k];
            }
        }
        return all ? new boolean[0][] : allowed;
    }

    /** The same entries with other boosts and weights. */
    public EntryTable with(AmaParameters parameters) {
        return new EntryTable(
                agents,
                width,
                constants,
                shares,
                columns,
                allowed,
                parameters.boosts().toArray(),
                parameters.weights().toArray());
    }

    /** Whether an entry stays without an agent. */
    boolean isAllowed(int i, int k) {
        return allowed.length == 0 || allowed[i][k];
    }

    /** What its products are made with. */
    Products products() {
        return columns == null ? new DenseProducts(agents, width, constants) : new SparseProducts(columns);
    }
}
