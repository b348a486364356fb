package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Mdp;
import org.jspecify.annotations.Nullable;

/** What a total reward of a few states is worth, by trying every policy in fractions. */
final class EveryPolicy {
    private final Mdp mdp;
    private final Rational[] earned;
    private final BitSet allowed;
    private final List<int[]> choices = new ArrayList<>();
    private final int[] states;

    /**
     * What there is to try.
     *
     * @param earned by pair
     * @param usable pairs that are not forbidden
     */
    EveryPolicy(Mdp mdp, Rational[] earned, BitSet usable) {
        this.mdp = mdp;
        this.earned = earned;
        allowed = (BitSet) usable.clone();
        prune();
        BitSet reached = new BitSet();
        for (int s = 0; s < mdp.stateCount(); s++) {
            reached.set(s, mdp.initial().get(s) > 0);
        }
        for (int round = 0; round < mdp.stateCount(); round++) {
            allowed.stream().filter(pair -> reached.get(mdp.stateOf(pair))).forEach(pair -> reached.or(next(pair)));
        }
        states = reached.stream().toArray();
        for (int s : states) {
            choices.add(allowed.stream().filter(pair -> mdp.stateOf(pair) == s).toArray());
        }
    }

    private BitSet next(int pair) {
        BitSet next = new BitSet();
        for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
            next.set(mdp.transitions().next(k));
        }
        return next;
    }

    private void prune() {
        for (int before = -1; before != allowed.cardinality(); ) {
            before = allowed.cardinality();
            BitSet alive = new BitSet();
            allowed.stream().forEach(pair -> alive.set(mdp.stateOf(pair)));
            for (int pair = 0; pair < mdp.pairCount(); pair++) {
                BitSet lost = next(pair);
                lost.andNot(alive);
                allowed.set(pair, allowed.get(pair) && lost.isEmpty());
            }
        }
    }

    /** The most that a policy which ends earns; null where a total is none. */
    @Nullable
    Rational value() {
        Rational[] best = new Rational[mdp.stateCount()];
        BitSet free = new BitSet();
        int[] at = new int[states.length];
        boolean more = choices.stream().allMatch(choice -> choice.length > 0);
        if (!more) {
            return null;
        }
        while (more) {
            int[] policy = new int[mdp.stateCount()];
            Arrays.fill(policy, -1);
            for (int k = 0; k < at.length; k++) {
                policy[states[k]] = choices.get(k)[at[k]];
            }
            BitSet lasting = lasting(policy);
            for (int s = lasting.nextSetBit(0); s >= 0; s = lasting.nextSetBit(s + 1)) {
                BitSet loop = recurrent(policy, s);
                if (!loop.isEmpty()) {
                    Rational gain = gain(policy, loop);
                    boolean isFree = loop.stream().allMatch(state -> earned[policy[state]].signum() == 0);
                    if (gain.signum() > 0 || (gain.signum() == 0 && !isFree)) {
                        return null;
                    }
                    if (isFree) {
                        free.or(loop);
                    }
                }
            }
            if (lasting.isEmpty()) {
                Rational[] worth = worth(policy);
                for (int s : states) {
                    best[s] = best[s] == null || worth[s].compareTo(best[s]) > 0 ? worth[s] : best[s];
                }
            }
            int k = 0;
            while (k < at.length && ++at[k] == choices.get(k).length) {
                at[k++] = 0;
            }
            more = k < at.length;
        }
        Rational sum = Rational.ZERO;
        for (int s : states) {
            if (best[s] == null || (free.get(s) && best[s].signum() < 0)) {
                return null;
            }
            sum = sum.plus(Rational.decimal(mdp.initial().get(s)).times(best[s]));
        }
        return sum;
    }

    /** The states from which a policy may not end. */
    private BitSet lasting(int[] policy) {
        BitSet ends = new BitSet();
        for (int round = 0; round <= states.length; round++) {
            for (int s : states) {
                BitSet next = next(policy[s]);
                ends.set(s, ends.get(s) || next.isEmpty() || next.intersects(ends));
            }
        }
        BitSet lasting = new BitSet();
        Arrays.stream(states).filter(s -> !ends.get(s)).forEach(lasting::set);
        return lasting;
    }

    private BitSet reach(int[] policy, int from) {
        BitSet reach = new BitSet();
        reach.set(from);
        for (int round = 0; round < states.length; round++) {
            BitSet more = new BitSet();
            reach.stream().forEach(s -> more.or(next(policy[s])));
            reach.or(more);
        }
        return reach;
    }

    /** What a policy stays in that comes from a state without leaving it for good; empty where it does. */
    private BitSet recurrent(int[] policy, int from) {
        BitSet reach = reach(policy, from);
        return reach.stream().allMatch(s -> reach(policy, s).get(from)) ? reach : new BitSet();
    }

    private Rational probability(int pair, int to) {
        Rational sum = Rational.ZERO;
        Rational here = Rational.ZERO;
        for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
            Rational p = Rational.decimal(mdp.transitions().probability(k));
            sum = sum.plus(p);
            here = mdp.transitions().next(k) == to ? here.plus(p) : here;
        }
        return sum.signum() == 0 ? sum : here.dividedBy(sum);
    }

    private Rational[] worth(int[] policy) {
        int n = states.length;
        Rational[][] rows = new Rational[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Rational p = probability(policy[states[i]], states[j]);
                rows[i][j] = (i == j ? Rational.ONE : Rational.ZERO).minus(p);
            }
            rows[i][n] = earned[policy[states[i]]];
        }
        Rational[] x = solve(rows);
        Rational[] worth = new Rational[mdp.stateCount()];
        for (int i = 0; i < n; i++) {
            worth[states[i]] = x[i];
        }
        return worth;
    }

    private Rational gain(int[] policy, BitSet loop) {
        int[] members = loop.stream().toArray();
        int n = members.length;
        Rational[][] rows = new Rational[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Rational p = probability(policy[members[i]], members[j]);
                rows[i][j] = j == 0 ? Rational.ONE : (i == j ? Rational.ONE : Rational.ZERO).minus(p);
            }
            rows[i][n] = earned[policy[members[i]]];
        }
        return solve(rows)[0];
    }

    private static Rational[] solve(Rational[][] rows) {
        int n = rows.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            while (rows[pivot][k].signum() == 0) {
                pivot++;
            }
            Rational[] row = rows[pivot];
            rows[pivot] = rows[k];
            rows[k] = row;
            for (int i = 0; i < n; i++) {
                Rational factor = i == k ? Rational.ZERO : rows[i][k].dividedBy(row[k]);
                for (int j = k; j <= n && factor.signum() != 0; j++) {
                    rows[i][j] = rows[i][j].minus(factor.times(row[j])).reduced();
                }
            }
        }
        Rational[] x = new Rational[n];
        for (int k = 0; k < n; k++) {
            x[k] = rows[k][n].dividedBy(rows[k][k]).reduced();
        }
        return x;
    }
}
