package org.dynama.solver.average;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The Markov chain of one deterministic policy: where its runs come, settle and spend their time. A policy is an array of
 * pairs by state, -1 at states out of reach.
 */
final class PolicyChain {
    private final Steps steps;
    private final double[] initial;
    private final double[] shares;
    private final BitSet reached = new BitSet();
    private final Places places;
    private final StateElimination elimination;
    /** Of the chain at hand; empty before the first. */
    private int[] policy = {};

    private final boolean settled;
    private boolean sharesKnown;

    /** @param initial shape {@code [S]}; probabilities of the first state; all zero: a run begins where it settles */
    PolicyChain(Steps steps, double[] initial) {
        this.steps = steps;
        this.initial = initial;
        settled = Arrays.stream(initial).allMatch(probability -> probability == 0);
        shares = new double[initial.length];
        places = new Places(steps, initial.length);
        elimination = new StateElimination(places, initial.length);
    }

    /** Makes a policy's chain the one at hand; costs little where it is already. */
    void take(int[] wanted) {
        if (Arrays.equals(policy, wanted)) {
            return;
        }
        policy = wanted.clone();
        sharesKnown = false;
        reached.clear();
        places.find(policy);
        elimination.run(steps, policy);
        boolean moved = false;
        for (int k = 0; k < places.classCount(); k++) {
            moved |= places.moveOrigin(k, elimination.share());
        }
        if (moved) {
            elimination.run(steps, policy);
        }
    }

    Places places() {
        return places;
    }

    /** Solves equations on the chain, if it has one recurrent class. */
    StateElimination elimination() {
        return elimination;
    }

    /** What a recurrent class earns per period, by what a visit of each state earns. */
    double gain(int number, double[] earned) {
        double sum = 0;
        for (int k = places.origin(number); k < places.origin(number + 1); k++) {
            sum += elimination.share()[k] * earned[places.stateAt(k)];
        }
        return sum;
    }

    /** Shape {@code [S]}; the long-run shares of periods; not a copy. */
    double[] shares() {
        if (!sharesKnown) {
            sharesKnown = true;
            settle();
        }
        return shares;
    }

    /** Lets the first states' probabilities flow to the classes, which divide them. */
    private void settle() {
        double[] mass = new double[places.size()];
        for (int k = 0; k < mass.length; k++) {
            mass[k] = settled ? (places.classOf(places.stateAt(k)) == 0 ? 1 : 0) : initial[places.stateAt(k)];
        }
        elimination.settle(mass);
        double total = 0;
        for (int k = 0; k < places.origin(places.classCount()); k++) {
            total += mass[k];
        }
        Arrays.fill(shares, 0);
        for (int c = 0; c < places.classCount(); c++) {
            double entered = 0;
            for (int k = places.origin(c); k < places.origin(c + 1); k++) {
                entered += mass[k];
            }
            for (int k = places.origin(c); k < places.origin(c + 1); k++) {
                shares[places.stateAt(k)] = elimination.share()[k] * (entered / total);
            }
        }
    }

    /** Shape {@code [S]}; expected visits of states that runs leave for good. */
    double[] passages() {
        double[] mass = new double[places.size()];
        Arrays.setAll(mass, k -> initial[places.stateAt(k)]);
        elimination.settle(mass);
        elimination.pass(mass);
        double[] visits = new double[initial.length];
        for (int k = places.origin(places.classCount()); k < mass.length; k++) {
            visits[places.stateAt(k)] = mass[k];
        }
        return visits;
    }

    /** Whether the policy's runs ever come to a state. */
    boolean reaches(int s) {
        if (settled) {
            return places.classOf(s) >= 0;
        }
        if (reached.isEmpty()) {
            int[] open = new int[policy.length];
            int count = 0;
            for (int first = 0; first < policy.length; first++) {
                if (initial[first] > 0) {
                    reached.set(first);
                    open[count++] = first;
                }
            }
            while (count > 0) {
                int p = policy[open[--count]];
                for (int k = steps.begin(p); k < steps.end(p); k++) {
                    if (!reached.get(steps.next(k))) {
                        reached.set(steps.next(k));
                        open[count++] = steps.next(k);
                    }
                }
            }
        }
        return reached.get(s);
    }
}
