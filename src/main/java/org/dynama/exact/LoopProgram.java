package org.dynama.exact;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.Endlessness;
import org.dynama.model.FreeLoops;
import org.dynama.model.Leaving;
import org.dynama.model.LoopLengths;
import org.dynama.model.Mdp;
import org.dynama.model.ProperPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What is special about the program of a total reward whose runs need not end: only policies that end every run are bases; those
 * which the simplex method comes to are such, unless a loop earns more and more and the program has no bound.
 *
 * <p>Loops that earn exactly nothing leave visits without a bound and the value with one: their states get one dual value, which
 * must not be negative, else to stay there would be better than any visits that the program has.
 */
final class LoopProgram {
    /** As in the sweeps: an error that is larger, beside what a value is made of, leaves no value. */
    private static final double BLUNT = 1e-6;

    private final Mdp mdp;
    private final int[] pairs;
    private final BitSet allowed = new BitSet();
    private final boolean isPossible;
    private final LoopLengths lengths;
    private FreeLoops free;

    LoopProgram(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        pairs = allowed.pairs;
        lengths = new LoopLengths(mdp);
        Arrays.stream(pairs).forEach(this.allowed::set);
        isPossible = Leaving.sure(mdp, this.allowed).equals(this.allowed);
        free = new FreeLoops(mdp, new BitSet());
    }

    /** Whether every run can be made to end. */
    boolean isPossible() {
        return isPossible;
    }

    private BitSet taken(int[] states, int[] choice) {
        BitSet taken = new BitSet();
        Arrays.stream(states).forEach(s -> taken.set(pairs[choice[s]]));
        return taken;
    }

    /** Whether a basis is none: its policy keeps a run going for ever. */
    boolean lasts(int[] states, int[] choice) {
        return !Endlessness.of(mdp, taken(states, choice)).isEmpty();
    }

    /** Lets a choice of columns end every run, by other columns where it would not. */
    void lead(int[] states, int[] choice) {
        BitSet usable = taken(states, choice);
        BitSet lost = Leaving.trapped(mdp, usable);
        allowed.stream().filter(pair -> lost.get(mdp.stateOf(pair))).forEach(usable::set);
        take(usable, states, choice);
    }

    /** The rule's choice among some pairs, which ends every run; whether it is another. */
    boolean take(BitSet level, int[] states, int[] choice) {
        int[] policy = ProperPolicy.lowest(mdp, level);
        boolean changed = false;
        for (int s : states) {
            int column = Arrays.binarySearch(pairs, policy[s]);
            changed |= column != choice[s];
            choice[s] = column;
        }
        return changed;
    }

    /**
     * Finds the loops that earn nothing, and makes their states worth the same.
     *
     * @param c coefficients by pair
     * @param sizes of their parts; only where these are zero is nothing earned whatever rounding does
     */
    void settle(double[] c, double[] sizes, double[] v) {
        BitSet nothing = new BitSet();
        Arrays.stream(pairs).filter(pair -> c[pair] == 0 && sizes[pair] == 0).forEach(nothing::set);
        free = new FreeLoops(mdp, nothing);
        free.level(v);
    }

    /** Whether a pair stays in a loop that earns nothing. */
    boolean isFree(int pair) {
        return free.isInner(pair);
    }

    /** The error of values that may miss their constraints by so much; infinite where they prove nothing. */
    double error(double[] slack, double[] v, double missing) {
        double error = missing * most(slack, missing);
        if (!free.isEmpty()) {
            error = free.betterKeptTo(v, error).isEmpty() ? 2 * error : Double.POSITIVE_INFINITY;
        }
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /**
     * Whether an error is small beside the numbers that it is made of: what is not is no total, or one of equations that are nearly
     * singular, and must not pass for a number.
     *
     * @param sizes by pair, of what coefficients are the sum of
     */
    boolean isKnown(double error, double[] v, double[] sizes) {
        double largest = Arrays.stream(pairs)
                .mapToDouble(pair -> sizes[pair] + Math.abs(v[mdp.stateOf(pair)]))
                .max()
                .orElse(0);
        return error <= BLUNT * largest;
    }

    private double most(double[] slack, double missing) {
        double[] loss = new double[mdp.pairCount()];
        for (int j = 0; j < pairs.length; j++) {
            loss[pairs[j]] = slack[j];
        }
        return lengths.most(free, allowed, loss, missing);
    }

    /** The program's own, or null where every policy ends every run. */
    static @Nullable LoopProgram of(Mdp mdp, AllowedPairs allowed) {
        return Endlessness.mayLast(mdp) ? new LoopProgram(mdp, allowed) : null;
    }
}
