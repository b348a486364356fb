package org.dynama.ama.menu;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

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
    private final Supplier<PolicyRows> read;
    private final @Nullable IntFunction<Menu> alone;
    /** Null until something asks what a policy does. */
    private @Nullable PolicyRows rows;

    Menu(int states, int actions, List<String> names, @Nullable PolicyRows rows, Supplier<PolicyRows> read) {
        this(states, actions, names, rows, read, null);
    }

    private Menu(
            int states,
            int actions,
            List<String> names,
            @Nullable PolicyRows rows,
            Supplier<PolicyRows> read,
            @Nullable IntFunction<Menu> alone) {
        this.alone = alone;
        this.states = states;
        this.actions = actions;
        this.names = List.copyOf(names);
        this.rows = rows;
        this.read = read;
    }

    /**
     * A menu whose policies are read when something asks for them: what its entries are worth is known without.
     *
     * @param names of its entries
     * @param read the same menu
     * @param alone of an entry, {@link #alone}
     */
    public static Menu later(Mdp mdp, List<String> names, Supplier<Menu> read, IntFunction<Menu> alone) {
        return new Menu(
                mdp.stateCount(),
                mdp.actionCount(),
                names,
                null,
                () -> read.get().rows(),
                alone);
    }

    /** One entry alone, as entry 0: what it does is known without the others. */
    public Menu alone(int k) {
        if (alone != null) {
            return alone.apply(k);
        }
        PolicyRows rows = rows();
        int size = end(k) - begin(k);
        PolicyRows one = new PolicyRows(
                new int[] {0, size},
                Arrays.copyOfRange(rows.pairs, begin(k), end(k)),
                Arrays.copyOfRange(rows.probabilities, begin(k), end(k)));
        return new Menu(states, actions, List.of(name(k)), one, () -> one);
    }

    private PolicyRows rows() {
        PolicyRows known = rows;
        return known == null ? readRows() : known;
    }

    private synchronized PolicyRows readRows() {
        PolicyRows known = rows == null ? read.get() : rows;
        rows = known;
        return known;
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
        return rows().begin[k];
    }

    public int end(int k) {
        return rows().begin[k + 1];
    }

    /** How many pairs all entries have. */
    public int pairCount() {
        return rows().pairs.length;
    }

    /** The pair at a place. */
    public int pair(int m) {
        return rows().pairs[m];
    }

    /** The probability of the pair's action in its state; in (0, 1]. */
    public double probability(int m) {
        return rows().probabilities[m];
    }

    /** Whether two entries are the same policy. */
    public boolean isSame(int k, Menu other, int l) {
        PolicyRows one = rows();
        PolicyRows two = other.rows();
        return Arrays.equals(one.pairs, begin(k), end(k), two.pairs, other.begin(l), other.end(l))
                && Arrays.equals(one.probabilities, begin(k), end(k), two.probabilities, other.begin(l), other.end(l));
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
                    Arrays.copyOfRange(rows().pairs, begin(k), end(k)),
                    Arrays.copyOfRange(rows().probabilities, begin(k), end(k)));
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
                states, actions, IntStream.range(0, size()).mapToObj(name).toList(), rows, this::rows);
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
