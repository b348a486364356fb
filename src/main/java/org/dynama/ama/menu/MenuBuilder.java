package org.dynama.ama.menu;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;

/** Collects the policies of a menu; one that is there already is not added again. */
public final class MenuBuilder {
    /** How far a state's probabilities may be from summing to one. */
    private static final double BALANCED = 1e-9;

    /** Names are keys of certificates, which readers of YAML take up to 1,024 characters long. */
    private static final int LONGEST_NAME = 200;

    private final Mdp mdp;
    private final List<String> names = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<Policy, Integer> places = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    MenuBuilder(Mdp mdp) {
        this.mdp = mdp;
    }

    /** In ascending order; by value. */
    private record Policy(IntBuffer pairs, DoubleBuffer probabilities) {}

    /** How many policies there are. */
    public int size() {
        return names.size();
    }

    /**
     * Adds the policy that takes actions in proportion to weights, in the states that it reaches; elsewhere weights are not
     * looked at. A solver's occupancies will do, and so will the probabilities of a lottery.
     *
     * @param name for people
     * @param weights by pair; not negative
     * @return whether it is a new one
     * @throws Refusal if a state that is reached has no positive weight, or a weight is not finite
     */
    public boolean add(String name, IntToDoubleFunction weights) {
        int before = size();
        return place(name, weights) == before;
    }

    /**
     * The same.
     *
     * @return the place of the policy, which is the last if it is a new one
     */
    public int place(String name, IntToDoubleFunction weights) {
        Reach reach = new Reach(mdp);
        int state;
        while ((state = reach.next()) >= 0) {
            for (int pair = reach.first(state); pair < reach.first(state + 1); pair++) {
                if (weights.applyAsDouble(pair) > 0) {
                    reach.follow(pair);
                }
            }
        }
        IntStream.Builder pairs = IntStream.builder();
        DoubleStream.Builder probabilities = DoubleStream.builder();
        for (int s = reach.reached().nextSetBit(0); s >= 0; s = reach.reached().nextSetBit(s + 1)) {
            double sum = 0;
            for (int pair = reach.first(s); pair < reach.first(s + 1); pair++) {
                sum += weights.applyAsDouble(pair);
            }
            requireSome(name, s, sum);
            for (int pair = reach.first(s); pair < reach.first(s + 1); pair++) {
                if (weights.applyAsDouble(pair) > 0) {
                    pairs.add(pair);
                    probabilities.add(weights.applyAsDouble(pair) / sum);
                }
            }
        }
        return place(name, pairs.build().toArray(), probabilities.build().toArray());
    }

    /**
     * Adds a policy.
     *
     * @param name for people; where another policy has it, a number is added
     * @param pairs ascending, of every state that it reaches and of no other
     * @param probabilities of each pair's action in its state; positive, their sum over a state one within 1e-9
     * @return whether it is a new one
     * @throws Refusal if it is none
     */
    public boolean add(String name, int[] pairs, double[] probabilities) {
        int before = size();
        return place(name, pairs, probabilities) == before;
    }

    private int place(String name, int[] pairs, double[] probabilities) {
        Policy policy = new Policy(IntBuffer.wrap(pairs.clone()), DoubleBuffer.wrap(probabilities.clone()));
        Integer known = places.get(policy);
        if (known != null) {
            return known;
        }
        check(name, pairs, probabilities);
        places.put(policy, size());
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
        String unique = shown;
        for (int copy = 2; !taken.add(unique); copy++) {
            unique = shown + " (" + copy + ")";
        }
        names.add(unique);
        policies.add(policy);
        return size() - 1;
    }

    /**
     * The menu.
     *
     * @throws Refusal if it has fewer than two entries
     */
    public Menu build() {
        if (names.size() < Menu.FEWEST) {
            throw new Refusal(
                    "menu",
                    names.size(),
                    "different policies must be at least " + Menu.FEWEST
                            + ": with one nobody's report changes anything",
                    "Maybe add another policy.");
        }
        return collected();
    }

    /** The policies so far, though they be too few for a menu. */
    public Menu collected() {
        int[] begin = new int[names.size() + 1];
        for (int k = 0; k < names.size(); k++) {
            begin[k + 1] = Math.addExact(begin[k], policies.get(k).pairs.capacity());
        }
        IntBuffer pairs = IntBuffer.allocate(begin[names.size()]);
        DoubleBuffer probabilities = DoubleBuffer.allocate(begin[names.size()]);
        for (Policy policy : policies) {
            pairs.put(policy.pairs.duplicate());
            probabilities.put(policy.probabilities.duplicate());
        }
        PolicyRows rows = new PolicyRows(begin, pairs.array(), probabilities.array());
        return new Menu(mdp.stateCount(), mdp.actionCount(), names, rows, () -> rows);
    }

    private void check(String name, int[] pairs, double[] probabilities) {
        Reach reach = new Reach(mdp);
        BitSet named = new BitSet();
        double[] sums = new double[mdp.stateCount()];
        for (int m = 0; m < pairs.length; m++) {
            int pair = pairs[m];
            boolean ordered = m == 0 || pairs[m - 1] < pair;
            if (!ordered || pair < 0 || pair >= mdp.pairCount()) {
                throw new Refusal(
                        "pair " + pair,
                        "",
                        "of \"" + name + "\" must be one of the world's and follow those before it",
                        "");
            }
            if (!(probabilities[m] > 0 && probabilities[m] <= 1)) {
                throw new Refusal(
                        "probability",
                        probabilities[m],
                        "of \"" + mdp.pairName(pair) + "\" in \"" + name + "\" must lie in (0, 1]",
                        "");
            }
            sums[mdp.stateOf(pair)] += probabilities[m];
            named.set(pair);
        }
        int state;
        while ((state = reach.next()) >= 0) {
            if (!(Math.abs(sums[state] - 1) <= BALANCED)) {
                throw new Refusal(
                        "probabilities of \"" + name + "\"",
                        sums[state],
                        "must sum to 1 in state \"" + mdp.states().get(state) + "\", which it reaches",
                        "");
            }
            sums[state] = 0;
            for (int pair = named.nextSetBit(reach.first(state));
                    pair >= 0 && pair < reach.first(state + 1);
                    pair = named.nextSetBit(pair + 1)) {
                reach.follow(pair);
            }
        }
        for (int s = 0; s < sums.length; s++) {
            if (sums[s] > 0) {
                throw new Refusal(
                        "\"" + name + "\"",
                        "",
                        "must not name actions of state \"" + mdp.states().get(s) + "\", which it never reaches",
                        "");
            }
        }
    }

    private void requireSome(String name, int s, double sum) {
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new Refusal(
                    "weights of \"" + name + "\"",
                    sum,
                    "must have a finite and positive sum in state \""
                            + mdp.states().get(s) + "\", which it reaches",
                    "");
        }
    }
}
