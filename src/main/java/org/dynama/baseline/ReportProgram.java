package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.baseline.ReportTree.Knowledge;
import org.dynama.baseline.ReportTree.Node;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;

/**
 * The mixtures of known policies where types may move. {@code B(I, t)} is what an agent of true type {@code t} expects from what
 * she knows, {@code I}, on, times the chance of it; for every report {@code r} that she could make truthfully,
 *
 * <pre>
 * B(I, t) &gt;= B(I, r) + [reward at t - reward at r] + sum over what is known next, I', and types w of (P(w | t) - P(w | r)) B(I', w)
 * </pre>
 *
 * <p>which is an equality at {@code t = r}, the definition of what she pays: so payments are no variables. No lie gains if no
 * single lie does, by backward induction, since what is to come depends on her true type of today and on reports only.
 */
final class ReportProgram implements ColumnGeneration {
    private static final int MOST_BLOCKS = 64;

    private final ReportTree tree;
    private final double unit;
    /** The lie of what an agent knows, her report and her true type, shape {@code [knowledge][K][K]}; -1 where it is none. */
    private final int[][][] rows;
    /** The variable of what an agent knows and each type, shape {@code [knowledge][K]}; -1 where it is nothing. */
    private final int[][] variables;

    private final List<Double> costs = new ArrayList<>();
    private final BitSet free = new BitSet();
    private final List<Mixing.Lie> lies = new ArrayList<>();
    private final Mixing mixing;
    private final int[] chosen;
    private double[] multipliers = {};

    /** @param unit what amounts are divided by, a power of two */
    ReportProgram(ReportTree tree, double unit) {
        this.tree = tree;
        this.unit = unit;
        chosen = new int[tree.size()];
        rows = new int[tree.knowledge.size()][][];
        variables = new int[tree.knowledge.size()][];
        for (int at = 0; at < rows.length; at++) {
            number(at);
        }
        Map<Integer, List<Integer>> after = new HashMap<>();
        for (int at = 0; at < rows.length; at++) {
            after.computeIfAbsent(tree.knowledge.get(at).key().before(), before -> new ArrayList<>())
                    .add(at);
        }
        for (int at = 0; at < rows.length; at++) {
            addLies(at, after.getOrDefault(at, List.of()));
        }
        double[] chances = new double[Math.min(MOST_BLOCKS, tree.roots.size())];
        for (int g = 0; g < chances.length; g++) {
            for (Node root : roots(g, chances.length)) {
                chances[g] += root.chance();
            }
        }
        mixing = new Mixing(chances, costs.stream().mapToDouble(c -> c).toArray(), free, lies);
    }

    /** How many lies there are. */
    int lies() {
        return lies.size();
    }

    private List<Node> roots(int block, int blocks) {
        int count = tree.roots.size();
        return tree.roots.subList((int) ((long) block * count / blocks), (int) ((long) (block + 1) * count / blocks));
    }

    /** The types that she may have, whatever she had before and said. */
    private boolean[] reachable(Knowledge knowledge) {
        boolean[] reachable = knowledge.possible().clone();
        int i = knowledge.key().agent();
        for (MarketAction action : knowledge.action()) {
            for (int t = 0; t < reachable.length; t++) {
                double[] moved = tree.market.moved(i, action, t);
                for (int w = 0; w < moved.length; w++) {
                    reachable[w] |= moved[w] > 0;
                }
            }
        }
        return reachable;
    }

    /** Gives variables to what an agent may expect; but for the first period only differences between types count. */
    private void number(int at) {
        Knowledge knowledge = tree.knowledge.get(at);
        boolean[] reachable = reachable(knowledge);
        variables[at] = new int[reachable.length];
        boolean isReference = !knowledge.isFirst();
        for (int t = 0; t < reachable.length; t++) {
            variables[at][t] = -1;
            if (reachable[t] && !isReference) {
                variables[at][t] = costs.size();
                free.set(costs.size(), !knowledge.isFirst());
                costs.add(
                        knowledge.isFirst()
                                ? tree.market.initial(knowledge.key().agent())[t]
                                : 0);
            }
            isReference &= !reachable[t];
        }
    }

    private void addLies(int at, List<Integer> after) {
        Knowledge knowledge = tree.knowledge.get(at);
        boolean[] reachable = reachable(knowledge);
        rows[at] = new int[reachable.length][reachable.length];
        for (int report = 0; report < reachable.length; report++) {
            for (int truth = 0; truth < reachable.length; truth++) {
                boolean isLie = knowledge.possible()[report] && reachable[truth] && truth != report;
                rows[at][report][truth] = isLie ? lies.size() : -1;
                if (isLie) {
                    lies.add(lie(at, after, truth, report));
                }
            }
        }
    }

    private Mixing.Lie lie(int at, List<Integer> after, int truth, int report) {
        int i = tree.knowledge.get(at).key().agent();
        double[] coefficients = new double[costs.size()];
        add(coefficients, variables[at][truth], -1);
        add(coefficients, variables[at][report], 1);
        for (int next : after) {
            if (tree.knowledge.get(next).key().report() == report) {
                MarketAction action = tree.knowledge.get(next).action().get(0);
                double[] truly = tree.market.moved(i, action, truth);
                double[] feigned = tree.market.moved(i, action, report);
                for (int w = 0; w < truly.length; w++) {
                    add(coefficients, variables[next][w], truly[w] - feigned[w]);
                }
            }
        }
        int[] used = IntStream.range(0, coefficients.length)
                .filter(u -> coefficients[u] != 0)
                .toArray();
        return new Mixing.Lie(
                used, Arrays.stream(used).mapToDouble(u -> coefficients[u]).toArray());
    }

    private static void add(double[] coefficients, int variable, double amount) {
        if (variable >= 0) {
            coefficients[variable] += amount;
        }
    }

    @Override
    public Mixing mixing() {
        return mixing;
    }

    /** What an action earns in a history, at the multipliers: virtual welfare, in units, times the chance of the history. */
    private double worth(Node node, MarketAction action) {
        double sum = node.chance() * welfare(node, action);
        for (int i = 0; i < node.types().length; i++) {
            int[] row = rows[node.known()[i]][node.types()[i]];
            for (int truth = 0; truth < row.length; truth++) {
                if (row[truth] >= 0 && multipliers[row[truth]] > 0) {
                    sum -= multipliers[row[truth]] * node.others()[i] * excess(node, action, i, truth);
                }
            }
        }
        return sum;
    }

    private double welfare(Node node, MarketAction action) {
        double sum = tree.market.designer(action, node.period());
        for (int i = 0; i < node.types().length; i++) {
            sum += tree.market.reward(i, action, node.period(), node.types()[i]);
        }
        return sum / unit;
    }

    /** What an agent of another type earns more by an action than the type that she reports. */
    private double excess(Node node, MarketAction action, int i, int truth) {
        return (tree.market.reward(i, action, node.period(), truth)
                        - tree.market.reward(i, action, node.period(), node.types()[i]))
                / unit;
    }

    @Override
    public double[] priced(double[] wanted) {
        multipliers = feasible(wanted);
        double[] values = new double[mixing.blocks()];
        for (int g = 0; g < values.length; g++) {
            for (Node root : roots(g, values.length)) {
                values[g] += best(root);
            }
        }
        return values;
    }

    /** Without negative multipliers, and shrunk until no first type's utility is saved at more than its cost. */
    private double[] feasible(double[] wanted) {
        double[] repaired = Arrays.stream(wanted).map(y -> Math.max(0, y)).toArray();
        double[] net = new double[costs.size()];
        for (int m = 0; m < repaired.length; m++) {
            Mixing.Lie lie = lies.get(m);
            for (int e = 0; e < lie.utilities().length; e++) {
                net[lie.utilities()[e]] -= repaired[m] * lie.coefficients()[e];
            }
        }
        double factor = 1;
        for (int u = 0; u < net.length; u++) {
            factor = !free.get(u) && net[u] > costs.get(u) ? Math.min(factor, costs.get(u) / net[u]) : factor;
        }
        double shrink = factor;
        return Arrays.stream(repaired).map(y -> y * shrink).toArray();
    }

    private double best(Node node) {
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < node.actions().size(); a++) {
            double value = worth(node, node.actions().get(a));
            for (Node child : node.children().get(a)) {
                value += best(child);
            }
            if (value > best) {
                best = value;
                chosen[node.number()] = a;
            }
        }
        return best;
    }

    @Override
    public void add(int block) {
        double[] gains = new double[lies.size()];
        double welfare = 0;
        for (Node root : roots(block, mixing.blocks())) {
            welfare += collect(root, gains);
        }
        mixing.add(block, welfare, gains);
    }

    private double collect(Node node, double[] gains) {
        MarketAction action = node.actions().get(chosen[node.number()]);
        double welfare = node.chance() * welfare(node, action);
        for (int i = 0; i < node.types().length; i++) {
            int[] row = rows[node.known()[i]][node.types()[i]];
            for (int truth = 0; truth < row.length; truth++) {
                if (row[truth] >= 0) {
                    gains[row[truth]] += node.others()[i] * excess(node, action, i, truth);
                }
            }
        }
        for (Node child : node.children().get(chosen[node.number()])) {
            welfare += collect(child, gains);
        }
        return welfare;
    }

    @Override
    public Reals utilities(Reals cases) {
        double[] utilities = new double[tree.market.agents()];
        for (int at = 0; at < variables.length; at++) {
            Knowledge knowledge = tree.knowledge.get(at);
            for (int t = 0; t < variables[at].length && knowledge.isFirst(); t++) {
                int variable = variables[at][t];
                utilities[knowledge.key().agent()] += variable < 0 ? 0 : costs.get(variable) * cases.get(variable);
            }
        }
        return Reals.of(utilities);
    }
}
