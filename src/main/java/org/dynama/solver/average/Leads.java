package org.dynama.solver.average;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** By how much each pair is better than what the policy does in its state, and what rounding may feign of that. */
final class Leads {
    private final Steps steps;
    private final RelativeValues values;
    private final Transitions transitions;
    private final double[] lead;
    private final double[] error;
    private final int[] lowest;

    Leads(Mdp mdp, Steps steps, RelativeValues values) {
        this.steps = steps;
        this.values = values;
        transitions = mdp.transitions();
        lead = new double[mdp.pairCount()];
        error = new double[mdp.pairCount()];
        lowest = new int[mdp.stateCount()];
    }

    /** Holds the pairs of one profile against the values at hand. */
    void measure(double[][] c, double[][] noise, int[] pairs, int w) {
        for (int p : pairs) {
            lead[p] = values.lead(transitions.stateOf(p), p, c[p][w]);
            error[p] = values.leadError(p, c[p][w]) + noise[p][w];
        }
    }

    /** Takes the best pairs where they are better than the policy's for certain; whether there were any. */
    boolean improve(int[] policy, int[] pairs) {
        boolean any = false;
        int s = -1;
        double most = 0;
        for (int p : pairs) {
            if (transitions.stateOf(p) != s) {
                s = transitions.stateOf(p);
                most = 0;
            }
            if (lead[p] > most && lead[p] > error[p]) {
                most = lead[p];
                policy[s] = p;
                any = true;
            }
        }
        return any;
    }

    /** The policy with the lowest of those pairs that are as good as its own but for rounding; not a copy. */
    int[] lowest(int[] policy, int[] pairs) {
        Arrays.fill(lowest, -1);
        for (int p : pairs) {
            int s = transitions.stateOf(p);
            if (lowest[s] < 0 && (p == policy[s] || isLevel(p, policy[s]))) {
                lowest[s] = p;
            }
        }
        return lowest;
    }

    private boolean isLevel(int p, int taken) {
        return lead[p] + error[p] + error[taken] >= 0;
    }

    /** Of a pair over the policy's. */
    double lead(int p) {
        return lead[p];
    }

    double error(int p) {
        return error[p];
    }

    /** What a pair leads to, of some function of the state, beside staying where it is. */
    double rise(int p, double[] function) {
        double sum = 0;
        for (int k = steps.begin(p); k < steps.end(p); k++) {
            sum += steps.probability(k) * (function[steps.next(k)] - function[transitions.stateOf(p)]);
        }
        return sum;
    }

    /** The sum of some function at both ends of a pair's steps. */
    double spread(int p, double[] function) {
        double sum = 0;
        for (int k = steps.begin(p); k < steps.end(p); k++) {
            sum += steps.probability(k) * (function[steps.next(k)] + function[transitions.stateOf(p)]);
        }
        return sum;
    }
}
