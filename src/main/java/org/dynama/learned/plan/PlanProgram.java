package org.dynama.learned.plan;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.plan.ExactProgram.Sum;
import org.dynama.learned.plan.PlanBranch.Draw;
import org.dynama.learned.world.World;

/**
 * The most that a Bayesian incentive compatible, interim individually rational direct mechanism with lotteries earns, less a
 * price on its distance from a reference, by one linear program over a tree of histories.
 *
 * <p>Variables are the mechanism's realization plan q (the product of its chances along a history), interim payments times q
 * by history and own report, an agent's value of truth times q, and a bound on her value of anything else, which may not
 * exceed truth at the start. After the start the payment of the first report is zero: what is paid whatever she reports is
 * paid a period before. Reports that contradict a history need no variables: a mechanism takes them for the first possible one.
 *
 * <p>Amounts are in the world's unit.
 */
final class PlanProgram {
    final PlanTree tree;
    final ExactProgram program = new ExactProgram();
    /** The designer's, without the price of distance. */
    final Sum profit = new Sum();

    private final World world;
    private final int n;
    private final List<Rational> values;
    private final List<Rational> costs;
    private final Rational discount;
    private final Rational price;
    /** A draw's realization plan. */
    final IdentityHashMap<Draw, Integer> plans = new IdentityHashMap<>();
    /** A history's variables. */
    final IdentityHashMap<PlanNode, Variables> variables = new IdentityHashMap<>();

    /**
     * Of a history, per agent and type; -1 where there is none.
     *
     * @param payment by report
     * @param truth value of truth
     * @param best bound on the value of anything
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Variables(int[][] payment, int[][] truth, int[][] best) {}

    /**
     * A program.
     *
     * @param price of a unit of distance between the laws of whole runs, in the world's unit; zero where the tree has no
     *     reference
     */
    PlanProgram(PlanTree tree, Rational price) {
        this.tree = tree;
        this.price = price;
        world = tree.world;
        n = world.agents();
        Rational unit = Rational.binary(world.unit());
        values = tree.types.get(0).values.stream()
                .map(value -> value.dividedBy(unit).reduced())
                .toList();
        costs = ExactTypes.decimals(world.costs().toArray()).stream()
                .map(cost -> cost.dividedBy(unit).reduced())
                .toList();
        discount = Rational.decimal(world.discount());
        expand(tree.root, -1, Rational.ONE);
        Variables start = at(tree.root);
        for (int i = 0; i < n; i++) {
            for (int v : tree.root.possible(i)) {
                program.atMost(new Sum().add(start.truth[i][v], Rational.ONE.negated()), Rational.ZERO);
                program.atMost(
                        new Sum().add(start.best[i][v], Rational.ONE).add(start.truth[i][v], Rational.ONE.negated()),
                        Rational.ZERO);
            }
        }
    }

    private Variables at(PlanNode node) {
        return Objects.requireNonNull(variables.get(node), "every history has variables");
    }

    private int plan(Draw draw) {
        return Objects.requireNonNull(plans.get(draw), "every draw has a plan");
    }

    /**
     * A history's rows.
     *
     * @param plan of the history; -1 at the start
     * @param counts what its period counts
     */
    private void expand(PlanNode node, int plan, Rational counts) {
        int[][] payment = new int[n][values.size()];
        int[][] truth = new int[n][values.size()];
        int[][] best = new int[n][values.size()];
        for (int i = 0; i < n; i++) {
            Arrays.fill(payment[i], -1);
            Arrays.fill(truth[i], -1);
            List<Integer> possible = node.possible(i);
            for (int r : possible) {
                truth[i][r] = program.variable(false);
                if (node == tree.root || r != possible.get(0)) {
                    payment[i][r] = program.variable(false);
                    Rational chance = node.distribution.get(i).get(r);
                    earn(payment[i][r], counts.times(node.chance).times(chance));
                }
            }
            for (int v = 0; v < values.size(); v++) {
                best[i][v] = program.variable(false);
            }
        }
        variables.put(node, new Variables(payment, truth, best));
        for (PlanBranch branch : node.branches) {
            draw(branch, plan, counts);
        }
        for (int i = 0; i < n; i++) {
            for (int v = 0; v < values.size(); v++) {
                constrain(node, i, v);
            }
        }
    }

    private void earn(int variable, Rational amount) {
        Rational reduced = amount.reduced();
        profit.add(variable, reduced);
        program.maximize(variable, reduced);
    }

    /** A plan for each draw; together they are that of the history. */
    private void draw(PlanBranch branch, int plan, Rational counts) {
        Rational chance = branch.node.chance.times(branch.chance).reduced();
        Sum sum = new Sum();
        for (Draw draw : branch.draws) {
            int drawn = program.variable(true);
            plans.put(draw, drawn);
            sum.add(drawn, Rational.ONE);
            for (int i = 0; i < n; i++) {
                Rational weight = counts.times(chance)
                        .times(costs.get(i))
                        .times(draw.shares().get(i));
                earn(drawn, weight.negated());
            }
            if (draw.next() != null) {
                expand(draw.next(), drawn, counts.times(discount));
            } else if (price.signum() > 0) {
                measure(drawn, draw.reference(), chance);
            }
        }
        if (plan < 0) {
            program.equal(sum, Rational.ONE);
        } else {
            program.equal(sum.add(plan, Rational.ONE.negated()), Rational.ZERO);
        }
    }

    /** What a whole run's chance is more, and less, than that of the reference. */
    private void measure(int drawn, Rational reference, Rational chance) {
        int more = program.variable(true);
        int less = program.variable(true);
        Rational weight = price.times(chance).negated();
        program.maximize(more, weight);
        program.maximize(less, weight);
        program.equal(
                new Sum()
                        .add(drawn, Rational.ONE)
                        .add(more, Rational.ONE.negated())
                        .add(less, Rational.ONE),
                reference);
    }

    /** Truth's value, and that no report of an agent whose type is {@code v} is worth more than the bound. */
    private void constrain(PlanNode node, int i, int v) {
        Variables here = at(node);
        for (int r : node.possible(i)) {
            Sum report = new Sum().add(here.best[i][v], Rational.ONE.negated());
            addValue(report, node, i, v, r, true);
            program.atMost(report, Rational.ZERO);
        }
        if (here.truth[i][v] >= 0) {
            Sum truth = new Sum().add(here.truth[i][v], Rational.ONE.negated());
            addValue(truth, node, i, v, v, false);
            program.equal(truth, Rational.ZERO);
        }
    }

    private void addValue(Sum sum, PlanNode node, int i, int v, int r, boolean best) {
        int payment = at(node).payment[i][r];
        if (payment >= 0) {
            sum.add(payment, Rational.ONE.negated());
        }
        for (PlanBranch branch : node.branches) {
            if (branch.profile[i] != r) {
                continue;
            }
            Rational others = branch.others(i);
            for (Draw draw : branch.draws) {
                Rational y = draw.consumed().get(i);
                sum.add(plan(draw), others.times(values.get(v)).times(y));
                if (draw.next() != null) {
                    Variables next = at(draw.next());
                    List<Rational> move =
                            tree.types.get(i).next(y, node.memory.get(i)).get(v);
                    for (int w = 0; w < values.size(); w++) {
                        int later = best ? next.best[i][w] : next.truth[i][w];
                        sum.add(later, others.times(discount).times(move.get(w)));
                    }
                }
            }
        }
    }
}
