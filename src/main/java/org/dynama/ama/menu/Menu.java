package org.dynama.ama.menu;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;

/**
 * {@code K} different policies of an MDP with {@code S} states and {@code A} actions, from which a mechanism chooses by the
 * reports. Entry {@code k} names, for each state that it can reach, the actions that it takes there with their probabilities.
 *
 * <p>Stored in rows: {@code m} runs from {@code begin(k)} to {@code end(k)} over pairs in ascending order; the probabilities of a state's pairs sum to one within 1e-9.
 */
public final class Menu {
    /** One entry leaves nothing to choose. */
    static final int FEWEST = 2;

    private final int states;
    private final int actions;
    private final List<String> names;
    private final int[] begin;
    private final int[] pairs;
    private final double[] probabilities;

    Menu(int states, int actions, List<String> names, int[] begin, int[] pairs, double[] probabilities) {
        this.states = states;
        this.actions = actions;
        this.names = List.copyOf(names);
        this.begin = begin;
        this.pairs = pairs;
        this.probabilities = probabilities;
    }

    /** Collects policies of an MDP. */
    public static MenuBuilder of(Mdp mdp) {
        return new MenuBuilder(mdp);
    }

    /** The number of entries {@code K}. */
    public int size() {
        return names.size();
    }

    /** What an entry is called, for people. */
    public String name(int k) {
        return names.get(k);
    }

    /** What every entry is called; shape {@code [K]}. */
    public List<String> names() {
        return names;
    }

    /** The first pair of an entry; {@code end(k)} is one past its last. */
    public int begin(int k) {
        return begin[k];
    }

    public int end(int k) {
        return begin[k + 1];
    }

    /** How many pairs all entries have. */
    public int pairCount() {
        return pairs.length;
    }

    /** The pair at a place. */
    public int pair(int m) {
        return pairs[m];
    }

    /** The probability of the pair's action in its state; in (0, 1]. */
    public double probability(int m) {
        return probabilities[m];
    }

    /** Whether two entries are the same policy. */
    public boolean isSame(int k, Menu other, int l) {
        return Arrays.equals(pairs, begin(k), end(k), other.pairs, other.begin(l), other.end(l))
                && Arrays.equals(probabilities, begin(k), end(k), other.probabilities, other.begin(l), other.end(l));
    }

    /**
     * The menu of some of the entries, in the given order.
     *
     * @throws Refusal if there are fewer than two
     */
    public Menu only(Mdp mdp, int... kept) {
        MenuBuilder builder = new MenuBuilder(mdp);
        for (int k : kept) {
            builder.add(
                    names.get(k),
                    Arrays.copyOfRange(pairs, begin(k), end(k)),
                    Arrays.copyOfRange(probabilities, begin(k), end(k)));
        }
        return builder.build();
    }

    /**
     * The same under other names.
     *
     * @param name of each entry, different ones
     */
    public Menu named(IntFunction<String> name) {
        return new Menu(
                states, actions, IntStream.range(0, size()).mapToObj(name).toList(), begin, pairs, probabilities);
    }

    /**
     * Refuses another MDP than the policies'.
     *
     * @throws Refusal if it has another number of states or actions
     */
    void requireFits(Mdp mdp) {
        if (mdp.stateCount() != states || mdp.actionCount() != actions) {
            throw Refusal.of(
                    "a menu of policies for " + states + " states and " + actions + " actions must fit the world's "
                            + mdp.stateCount() + " and " + mdp.actionCount(),
                    "Maybe the menu belongs to another world.");
        }
    }
}
