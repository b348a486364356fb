package org.dynama.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The end components of pairs that earn exactly nothing: within one a run gets from every state to every other for free, so that
 * all its states are worth the same, and which way it takes there is all the same.
 *
 * @see EndComponents
 */
public final class FreeLoops {
    private final Mdp mdp;
    /** By state, the first state of its loop; itself outside. */
    private final int[] home;
    /** The pairs that stay in a loop. */
    private final BitSet inner = new BitSet();

    /** @param free pairs that may be used and earn exactly nothing */
    public FreeLoops(Mdp mdp, BitSet free) {
        this.mdp = mdp;
        home = new int[mdp.stateCount()];
        Arrays.setAll(home, s -> s);
        BitSet lasting = Endlessness.of(mdp, free);
        for (BitSet loop : lasting.isEmpty() ? List.<BitSet>of() : EndComponents.of(mdp, lasting)) {
            loop.stream().forEach(s -> home[s] = loop.nextSetBit(0));
            inner.or(Endlessness.within(mdp, loop, lasting));
        }
    }

    /** The first state of a state's loop; the state itself outside. */
    public int home(int state) {
        return home[state];
    }

    /** Whether a pair stays in its loop. */
    public boolean isInner(int pair) {
        return inner.get(pair);
    }

    /** Those pairs, a copy. */
    public BitSet inner() {
        return (BitSet) inner.clone();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return inner.isEmpty();
    }

    /** Gives the states of each loop the largest of their values, which differ by rounding. */
    public void level(double[] value) {
        double[] most = value.clone();
        for (int s = 0; s < value.length; s++) {
            most[home[s]] = Math.max(most[home[s]], value[s]);
        }
        for (int s = 0; s < value.length; s++) {
            value[s] = home[s] == s && most[s] == value[s] ? value[s] : most[home[s]];
        }
    }

    /**
     * The pairs of a loop whose states are worth less than nothing, so that to stay there for ever is better than any end; empty
     * without one.
     *
     * @param error of values
     */
    public BitSet betterKeptTo(double[] value, double error) {
        BitSet kept = new BitSet();
        int worst = -1;
        for (int pair = inner.nextSetBit(0); pair >= 0; pair = inner.nextSetBit(pair + 1)) {
            int at = home[mdp.stateOf(pair)];
            worst = worst < 0 && value[at] < -error ? at : worst;
            kept.set(pair, at == worst);
        }
        return kept;
    }
}
