package org.dynama.exact;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.EndComponents;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** Holds a primal and a dual solution against {@link MultichainProgram}'s constraints, with no help from whoever solved it. */
final class MultichainCheck {
    private static final double UNIT = 0x1p-53;
    private static final int ROUNDINGS = 32;

    private final Mdp mdp;
    private final Transitions transitions;
    private final AllowedPairs allowed;
    private final double[] initial;
    /** By state, the number of its end component; -1 in none. */
    private final int[] home;

    MultichainCheck(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        this.allowed = allowed;
        transitions = mdp.transitions();
        initial = mdp.initial().toArray();
        home = homes();
    }

    private int[] homes() {
        int[] found = new int[mdp.stateCount()];
        Arrays.fill(found, -1);
        BitSet pairs = new BitSet();
        Arrays.stream(allowed.pairs).forEach(pairs::set);
        List<BitSet> ends = EndComponents.of(mdp, pairs);
        for (int k = 0; k < ends.size(); k++) {
            int number = k;
            ends.get(k).stream().forEach(s -> found[s] = number);
        }
        return found;
    }

    /** A primal and a dual solution, by pair and by state. */
    @SuppressWarnings("ArrayRecordComponent")
    record Point(double[] x, double[] y, double[] g, double[] h) {}

    /** What a point proves of its value and of being the only optimum. */
    LpSolution.Proof proof(double[] c, double[] size, Point point) {
        double value = 0;
        double traffic = 0;
        double passages = 1;
        double lost = 0;
        double below = 0;
        double relative = 0;
        for (int pair : allowed.pairs) {
            value += point.x[pair] * c[pair];
            traffic += Math.abs(point.x[pair]) * size[pair];
            passages += Math.abs(point.y[pair]);
        }
        for (int pair : allowed.pairs) {
            double slack = slack(c, point, pair);
            double terms = terms(size, point, pair);
            double rounding = (ROUNDINGS * UNIT + transitions.imbalance(pair)) * terms;
            lost = Math.max(lost, -loss(point, pair) + rounding);
            below = Math.max(below, -slack + rounding);
            double most = Math.max(-slack, -loss(point, pair));
            relative = most > 0 ? Math.max(relative, most / (terms + traffic)) : relative;
        }
        double dual = 0;
        for (int s : allowed.states) {
            dual += initial[s] * point.g[s];
        }
        double gap = Math.abs(value - dual);
        double noise = lost * passages + below;
        Residuals residuals =
                new Residuals(residual(point), relative, gap == 0 ? 0 : gap / Math.max(traffic, Math.abs(dual)));
        double error = noise + gap + ROUNDINGS * UNIT * traffic;
        return new LpSolution.Proof(residuals, error, margin(c, point) - 2 * noise);
    }

    /** By how much a pair's gain is less than its state's. */
    private double loss(Point point, int pair) {
        double loss = point.g[transitions.stateOf(pair)];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            loss -= transitions.probability(k) * point.g[transitions.next(k)];
        }
        return loss;
    }

    private double slack(double[] c, Point point, int pair) {
        int s = transitions.stateOf(pair);
        double slack = point.g[s] + point.h[s] - c[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            slack -= transitions.probability(k) * point.h[transitions.next(k)];
        }
        return slack;
    }

    private double terms(double[] size, Point point, int pair) {
        int s = transitions.stateOf(pair);
        double terms = Math.abs(point.g[s]) + Math.abs(point.h[s]) + size[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            int next = transitions.next(k);
            terms += transitions.probability(k) * (Math.abs(point.g[next]) + Math.abs(point.h[next]));
        }
        return terms;
    }

    private double residual(Point point) {
        double[] stay = new double[mdp.stateCount()];
        double[] come = new double[mdp.stateCount()];
        double worst = 0;
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            worst = Math.max(worst, Math.max(-point.x[pair], -point.y[pair]));
            stay[s] += point.x[pair];
            come[s] += point.x[pair] + point.y[pair];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                stay[transitions.next(k)] -= transitions.probability(k) * point.x[pair];
                come[transitions.next(k)] -= transitions.probability(k) * point.y[pair];
            }
        }
        for (int s : allowed.states) {
            worst = Math.max(worst, Math.max(Math.abs(stay[s]), Math.abs(come[s] - initial[s])));
        }
        return worst;
    }

    /**
     * The least slack of what is left out where runs stay, and the least loss of gain of what leaves a place on their way, or
     * nothing where they pass an end component, in which they could stay.
     */
    private double margin(double[] c, Point point) {
        BitSet staying = new BitSet();
        BitSet passing = new BitSet();
        int[] taken = new int[mdp.stateCount()];
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            taken[s] += point.x[pair] > 0 ? 1 : 0;
            if (point.x[pair] > 0) {
                staying.set(home[s] < 0 ? mdp.stateCount() : home[s]);
            }
        }
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            if (point.y[pair] > 0 && home[s] >= 0 && !staying.get(home[s])) {
                return 0;
            }
            passing.set(s, passing.get(s) || point.y[pair] > 0);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            boolean left = point.x[pair] <= 0;
            if (taken[s] > 0 && (left || taken[s] > 1)) {
                least = Math.min(least, left ? Math.max(slack(c, point, pair), loss(point, pair)) : 0);
            } else if (taken[s] == 0 && home[s] < 0 && passing.get(s) && point.y[pair] <= 0) {
                least = Math.min(least, loss(point, pair));
            } else if (taken[s] == 0 && home[s] >= 0 && staying.get(home[s]) && leaves(pair)) {
                least = Math.min(least, loss(point, pair));
            }
        }
        return least;
    }

    private boolean leaves(int pair) {
        boolean leaves = false;
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            leaves |= home[transitions.next(k)] != home[transitions.stateOf(pair)];
        }
        return leaves;
    }
}
