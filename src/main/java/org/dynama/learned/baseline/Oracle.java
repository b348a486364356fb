package org.dynama.learned.baseline;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.LinearProgram.Terms;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;

/**
 * The most that a Bayesian incentive compatible, interim individually rational direct mechanism with lotteries earns in a
 * small discrete world, by one linear program over public histories of reports and draws.
 *
 * <p>Variables are the mechanism's realization plan q (the product of its chances along a history), payments times q, a
 * agent's value of truth times q, and a bound on her value of anything else, which may not exceed truth at the start.
 * Reports that contradict a history need no variables: a mechanism may punish them without end.
 */
public final class Oracle {
    /** Agents times reports of the last period; the largest take half a minute. */
    private static final int LARGEST = 1000;

    private final World world;
    private final TypeChain chain;
    private final double[] values;
    private final int n;
    private final int draws;
    /** Whether a draw serves a set of agents, as its bits say; else it has one winner, or none. */
    private final boolean together;

    private final LinearProgram program = new LinearProgram();

    private Oracle(World world) {
        this.world = world;
        chain = TypeChain.of(world);
        values = chain.points();
        n = world.agents();
        draws = world.dynamics().match(bandit -> n + 1, fixedSales -> n + 1, habit -> 1 << n);
        together = world.dynamics().match(bandit -> false, fixedSales -> false, habit -> true);
    }

    /** Nodes of the history tree that the program would have, by which its size grows. */
    private static double size(World world) {
        double types = ((Types.Discrete) world.types()).values().size();
        double moves = world.dynamics()
                .match(
                        bandit -> 1 + world.agents() * types,
                        fixedSales -> 1.0 + world.agents(),
                        habit -> Math.pow(2 * 2, world.agents()));
        return Math.pow(types, world.agents()) * Math.pow(moves, world.periods() - 1.0);
    }

    /**
     * Why the program is not solved; empty where it is.
     *
     * <p>It wants one good, types of one component, and few histories.
     */
    public static String obstacle(World world) {
        if (!(world.types() instanceof Types.Discrete)) {
            return "types fill an interval";
        }
        if (world.components() > 1 || (world.goods() > 1)) {
            return "there are several goods";
        }
        if (size(world) * world.agents() > LARGEST) {
            return "there are too many histories";
        }
        return "";
    }

    /** The optimal profit. */
    public static LinearProgram.Solution solve(World world) {
        Oracle oracle = new Oracle(world);
        return oracle.solve();
    }

    /** A history's chances: each agent's type distribution, memory, and the chance of its types. */
    private static final class Node {
        final int period;
        final double[][] distribution;
        final double[] memory;
        final double chance;
        final int plan;
        final int[][] truth;
        final int[][] best;

        Node(
                int period,
                double[][] distribution,
                double[] memory,
                double chance,
                int plan,
                int[][] truth,
                int[][] best) {
            this.period = period;
            this.distribution = distribution;
            this.memory = memory;
            this.chance = chance;
            this.plan = plan;
            this.truth = truth;
            this.best = best;
        }
    }

    private LinearProgram.Solution solve() {
        int root = program.variable(true);
        program.equal(new Terms().add(root, 1), 1);
        double[][] distribution = new double[n][];
        for (int i = 0; i < n; i++) {
            distribution[i] = chain.initial();
        }
        Node start = node(0, distribution, new double[n], 1, root);
        expand(start);
        for (int i = 0; i < n; i++) {
            for (int v = 0; v < values.length; v++) {
                program.atMost(new Terms().add(start.truth[i][v], -1), 0);
                program.atMost(new Terms().add(start.best[i][v], 1).add(start.truth[i][v], -1), 0);
            }
        }
        return program.solve();
    }

    private Node node(int period, double[][] distribution, double[] memory, double chance, int plan) {
        int[][] truth = new int[n][values.length];
        int[][] best = new int[n][values.length];
        for (int i = 0; i < n; i++) {
            for (int v = 0; v < values.length; v++) {
                truth[i][v] = program.variable(false);
                best[i][v] = program.variable(false);
            }
        }
        return new Node(period, distribution, memory, chance, plan, truth, best);
    }

    /** What follows a node for one profile of reports: chances of it, payments, and a node per draw. */
    private static final class Branch {
        final int[] profile;
        final double chance;
        final int[] payments;
        final int[] plans;
        final List<Node> children;

        Branch(int[] profile, double chance, int[] payments, int[] plans, List<Node> children) {
            this.profile = profile;
            this.chance = chance;
            this.payments = payments;
            this.plans = plans;
            this.children = children;
        }
    }

    private void expand(Node node) {
        List<Branch> branches = new ArrayList<>();
        int profiles = (int) Math.pow(values.length, n);
        for (int code = 0; code < profiles; code++) {
            int[] profile = new int[n];
            double chance = 1;
            int rest = code;
            for (int i = n - 1; i >= 0; i--) {
                profile[i] = rest % values.length;
                rest /= values.length;
                chance *= node.distribution[i][profile[i]];
            }
            if (chance > 0) {
                branches.add(branch(node, profile, chance));
            }
        }
        for (int i = 0; i < n; i++) {
            for (int v = 0; v < values.length; v++) {
                constrain(node, branches, i, v);
            }
        }
    }

    private boolean wins(int draw, int i) {
        return together ? (draw >> i & 1) == 1 : draw == i;
    }

    private double[] consumed(int draw, double[] memory) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            if (wins(draw, i)) {
                y[i] = world.dynamics().unitDemand() ? 1 - memory[i] : 1;
            }
        }
        return y;
    }

    private Branch branch(Node node, int[] profile, double chance) {
        int[] payments = new int[n];
        int[] plans = new int[draws];
        double weight = node.chance * chance * Math.pow(world.discount(), node.period);
        for (int i = 0; i < n; i++) {
            payments[i] = program.variable(false);
            program.maximize(payments[i], weight);
        }
        List<Node> children = new ArrayList<>();
        Terms sum = new Terms().add(node.plan, -1);
        for (int o = 0; o < draws; o++) {
            double[] y = consumed(o, node.memory);
            if (together && Integer.bitCount(o) > world.goods()) {
                plans[o] = -1;
                continue;
            }
            plans[o] = program.variable(true);
            sum.add(plans[o], 1);
            for (int i = 0; i < n; i++) {
                program.maximize(plans[o], wins(o, i) ? -weight * world.costs().get(i * world.goods()) : 0);
            }
            if (node.period < world.periods() - 1) {
                double[][] distribution = new double[n][];
                double[] memory = new double[n];
                for (int i = 0; i < n; i++) {
                    distribution[i] = chain.next(y[i], node.memory[i])[profile[i]];
                    memory[i] = node.memory[i] + y[i];
                }
                children.add(node(node.period + 1, distribution, memory, node.chance * chance, plans[o]));
            }
        }
        program.equal(sum, 0);
        children.forEach(this::expand);
        return new Branch(profile, chance, payments, plans, children);
    }

    /** Truth's value, and that no report of an agent whose type is {@code v} is worth more than the bound. */
    private void constrain(Node node, List<Branch> branches, int i, int v) {
        for (int r = 0; r < values.length; r++) {
            if (node.distribution[i][r] > 0) {
                Terms report = new Terms().add(node.best[i][v], -1);
                addValue(report, node, branches, i, v, r, true);
                program.atMost(report, 0);
            }
        }
        if (node.distribution[i][v] > 0) {
            Terms truth = new Terms().add(node.truth[i][v], -1);
            addValue(truth, node, branches, i, v, v, false);
            program.equal(truth, 0);
        } else {
            program.equal(new Terms().add(node.truth[i][v], 1), 0);
        }
    }

    private void addValue(Terms terms, Node node, List<Branch> branches, int i, int v, int r, boolean best) {
        for (Branch branch : branches) {
            if (branch.profile[i] != r) {
                continue;
            }
            double others = branch.chance / node.distribution[i][r];
            terms.add(branch.payments[i], -others);
            int child = 0;
            for (int o = 0; o < draws; o++) {
                if (branch.plans[o] < 0) {
                    continue;
                }
                double y = consumed(o, node.memory)[i];
                terms.add(branch.plans[o], others * values[v] * y);
                if (!branch.children.isEmpty()) {
                    Node next = branch.children.get(child++);
                    double[] move = chain.next(y, node.memory[i])[v];
                    for (int w = 0; w < values.length; w++) {
                        int later = best ? next.best[i][w] : next.truth[i][w];
                        if (move[w] > 0) {
                            terms.add(later, others * move[w] * world.discount());
                        }
                    }
                }
            }
        }
    }
}
