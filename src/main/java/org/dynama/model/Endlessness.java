package org.dynama.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether runs of an MDP must end: under every policy with probability one, unless some states can be kept to for ever.
 *
 * <p>Rewards do not matter: what stays somewhere for ever and earns nothing there earns any amount once boosts are added.
 */
public final class Endlessness {
    private Endlessness() {}

    /**
     * The pairs that are left when those that can lead to a state without any are taken away, until there are none; costs
     * {@code O(entries)}.
     *
     * @param allowed pairs that may be used
     */
    public static BitSet keep(Mdp mdp, BitSet allowed) {
        Transitions transitions = mdp.transitions();
        BitSet kept = (BitSet) allowed.clone();
        int[] left = new int[mdp.stateCount()];
        List<List<Integer>> before = new ArrayList<>();
        for (int s = 0; s < left.length; s++) {
            before.add(new ArrayList<>());
        }
        for (int pair = kept.nextSetBit(0); pair >= 0; pair = kept.nextSetBit(pair + 1)) {
            left[transitions.stateOf(pair)]++;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                before.get(transitions.next(k)).add(pair);
            }
        }
        List<Integer> lost = new ArrayList<>();
        for (int s = 0; s < left.length; s++) {
            if (left[s] == 0) {
                lost.add(s);
            }
        }
        for (int at = 0; at < lost.size(); at++) {
            for (int pair : before.get(lost.get(at))) {
                if (kept.get(pair)) {
                    kept.clear(pair);
                    if (--left[transitions.stateOf(pair)] == 0) {
                        lost.add(transitions.stateOf(pair));
                    }
                }
            }
        }
        return kept;
    }

    /**
     * The pairs by which a run can surely go on for ever: where there are none, every policy ends every run.
     *
     * @param allowed pairs that may be used
     */
    public static BitSet of(Mdp mdp, BitSet allowed) {
        BitSet lasting = (BitSet) allowed.clone();
        Transitions transitions = mdp.transitions();
        allowed.stream()
                .filter(pair -> transitions.begin(pair) == transitions.end(pair))
                .forEach(lasting::clear);
        return keep(mdp, lasting);
    }

    /** All pairs by which some policy stays in an end component for ever. */
    public static BitSet loops(Mdp mdp) {
        BitSet kept = of(mdp, mdp.allPairs());
        BitSet loops = new BitSet();
        for (BitSet states : kept.isEmpty() ? List.<BitSet>of() : EndComponents.of(mdp, kept)) {
            loops.or(within(mdp, states, kept));
        }
        return loops;
    }

    /**
     * The pairs of the first end component in which a run can stay for ever; none where every run must end.
     *
     * @param allowed pairs that may be used
     */
    public static BitSet component(Mdp mdp, BitSet allowed) {
        BitSet kept = of(mdp, allowed);
        return kept.isEmpty() ? kept : within(mdp, EndComponents.of(mdp, kept).get(0), kept);
    }

    /** Of some pairs, those that stay in a set of states. */
    public static BitSet within(Mdp mdp, BitSet states, BitSet pairs) {
        BitSet within = new BitSet();
        pairs.stream().filter(pair -> staysIn(mdp, states, pair)).forEach(within::set);
        return within;
    }

    /**
     * Of pairs that may be used, those in states to which runs can get by them.
     *
     * @param allowed none of which leads to a state without any
     */
    public static BitSet reachable(Mdp mdp, BitSet allowed) {
        BitSet states = new BitSet();
        List<Integer> open = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0) {
                states.set(s);
                open.add(s);
            }
        }
        BitSet found = new BitSet();
        Transitions transitions = mdp.transitions();
        for (int at = 0; at < open.size(); at++) {
            for (int pair = mdp.firstPair(open.get(at)); pair < mdp.endPair(open.get(at)); pair++) {
                found.set(pair, allowed.get(pair));
                for (int k = transitions.begin(pair); k < transitions.end(pair) && allowed.get(pair); k++) {
                    if (!states.get(transitions.next(k))) {
                        states.set(transitions.next(k));
                        open.add(transitions.next(k));
                    }
                }
            }
        }
        return found;
    }

    /** Whether rewards are totals, and some policy never ends a run. */
    public static boolean mayLast(Mdp mdp) {
        return mdp.horizon() instanceof Horizon.Total
                && !of(mdp, mdp.allPairs()).isEmpty();
    }

    private static boolean staysIn(Mdp mdp, BitSet states, int pair) {
        boolean stays = states.get(mdp.stateOf(pair));
        for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
            stays &= states.get(mdp.transitions().next(k));
        }
        return stays;
    }

    /** Pairs for people, the first few of them. */
    public static String shown(Mdp mdp, BitSet pairs) {
        int most = 5;
        String first = pairs.stream()
                .limit(most)
                .mapToObj(pair -> "\"" + mdp.pairName(pair) + "\"")
                .collect(Collectors.joining(", "));
        return pairs.cardinality() <= most ? first : first + " and " + (pairs.cardinality() - most) + " more";
    }
}
