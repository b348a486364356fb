package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.model.EndComponents;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Leaving;
import org.dynama.model.Mdp;
import org.dynama.model.ProperPolicy;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * The graph of an economy with a total horizon whose runs need not end. Values {@code V} that no move improves bound what every
 * policy earns, also those that never end a run, if loops of moves that are all level earn exactly nothing, move by move, and
 * their states are not worth less than nothing: any other loop costs without an end.
 *
 * @see <a href="https://doi.org/10.1287/moor.16.3.580">Bertsekas and Tsitsiklis (1991), proposition 2</a>
 */
final class Lasting {
    /** States that count, in order; of each the moves that may be used, in order; chance without its odds. */
    private final Mdp mdp;

    private final int[] states;
    private final int[] moveOf;
    private final int[] pairOf;

    private Lasting(Mdp mdp, int[] states, int[] moveOf, int[] pairOf) {
        this.mdp = mdp;
        this.states = states;
        this.moveOf = moveOf;
        this.pairOf = pairOf;
    }

    /**
     * The graph of an economy.
     *
     * @throws IllegalArgumentException if from some state nothing surely ends a run
     */
    static Lasting of(Economy economy) {
        int[] states = economy.states.stream().toArray();
        int[] place = new int[economy.movesAt.size()];
        List<String> names = new ArrayList<>();
        for (int k = 0; k < states.length; k++) {
            place[states[k]] = k;
            names.add(economy.world.states().get(states[k]));
        }
        List<Integer> moves = new ArrayList<>();
        int[] pairOf = new int[economy.world.moves().size()];
        int most = economy.movesAt.stream().mapToInt(List::size).max().orElse(1);
        Transitions.Builder builder = new Transitions.Builder(states.length, most);
        for (int k = 0; k < states.length; k++) {
            List<Integer> here = economy.movesAt.get(states[k]);
            for (int a = 0; a < here.size(); a++) {
                pairOf[here.get(a)] = moves.size();
                moves.add(here.get(a));
                builder.end(k, a);
                List<Move.Successor> next = economy.move(here.get(a)).next();
                for (Move.Successor one : next) {
                    builder.to(k, a, place[one.state()], 1.0 / next.size());
                }
            }
        }
        double[] first = new double[states.length];
        first[0] = 1;
        List<String> actions = Collections.nCopies(most, "");
        Mdp mdp = new Mdp(names, actions, builder.build(), Reals.of(first), new Horizon.Total());
        Lasting lasting = new Lasting(
                mdp, states, moves.stream().mapToInt(Integer::intValue).toArray(), pairOf);
        BitSet lost = mdp.allPairs();
        lost.andNot(Leaving.sure(mdp, mdp.allPairs()));
        if (!lost.isEmpty()) {
            throw Refusal.of(
                    "horizon total needs a way to end a run: in " + economy.name + " there is none after "
                            + lasting.shown(economy, lost),
                    "Maybe use a discounted horizon.");
        }
        return lasting;
    }

    private String shown(Economy economy, BitSet pairs) {
        int most = 5;
        List<String> names = pairs.stream()
                .limit(most)
                .mapToObj(pair -> "\"" + economy.world.moveName(moveOf[pair]) + "\"")
                .toList();
        int more = pairs.cardinality() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private BitSet taken(int[] policy) {
        BitSet taken = new BitSet();
        for (int s : states) {
            taken.set(pairOf[policy[s]]);
        }
        return taken;
    }

    /** Lets a policy end every run, by other moves where it would not. */
    void lead(int[] policy) {
        BitSet usable = taken(policy);
        BitSet lost = Leaving.trapped(mdp, usable);
        mdp.allPairs().stream().filter(pair -> lost.get(mdp.stateOf(pair))).forEach(usable::set);
        take(usable, policy);
    }

    private boolean take(BitSet pairs, int[] policy) {
        int[] pair = ProperPolicy.lowest(mdp, pairs);
        boolean changed = false;
        for (int k = 0; k < states.length; k++) {
            changed |= policy[states[k]] != moveOf[pair[k]];
            policy[states[k]] = moveOf[pair[k]];
        }
        return changed;
    }

    /** @throws Refusal if a policy keeps a run going for ever: one that improves on another earns more and more there */
    void requireEnd(Economy economy, int[] policy) {
        BitSet loop = Endlessness.component(mdp, taken(policy));
        if (!loop.isEmpty()) {
            throw Refusal.of(
                    "a total reward has no bound in " + economy.name
                            + ", or no policy that ends: a run goes on for ever by " + shown(economy, loop),
                    "Maybe boosts there that take away what is earned, or a discounted horizon.");
        }
    }

    /** Takes the rule's moves for optimal values; whether that changes the policy. */
    boolean breakTies(Economy economy, int[] policy, List<Rational> values) {
        BitSet level = level(economy, values);
        requireSettled(economy, level, values);
        return take(level, policy);
    }

    /**
     * By state that counts, the move that the rule takes for values that are optimal where runs come.
     *
     * @throws Refusal if values bound no policy that never ends a run
     */
    int[] first(Economy economy, List<Rational> values) {
        BitSet level = level(economy, values);
        requireSettled(economy, level, values);
        int[] first = new int[economy.movesAt.size()];
        int[] pair = ProperPolicy.lowest(mdp, level);
        for (int k = 0; k < states.length; k++) {
            first[states[k]] = pair[k] < 0 ? Optimum.NO_MOVE : moveOf[pair[k]];
        }
        return first;
    }

    private BitSet level(Economy economy, List<Rational> values) {
        Bellman bellman = new Bellman(economy, values, Rational.ZERO);
        BitSet level = new BitSet();
        for (int pair = 0; pair < moveOf.length; pair++) {
            level.set(pair, bellman.slack(moveOf[pair]).signum() == 0);
        }
        return level;
    }

    private void requireSettled(Economy economy, BitSet level, List<Rational> values) {
        BitSet lasting = Endlessness.of(mdp, level);
        List<BitSet> loops = lasting.isEmpty() ? List.of() : EndComponents.of(mdp, lasting);
        for (BitSet loop : loops) {
            BitSet inner = Endlessness.within(mdp, loop, lasting);
            boolean isFree = inner.stream()
                    .allMatch(pair -> economy.coefficient(moveOf[pair]).signum() == 0);
            boolean isKeptTo = values.get(states[loop.nextSetBit(0)]).signum() < 0;
            if (!isFree || isKeptTo) {
                throw Refusal.of(
                        "a total reward has no best policy that ends in " + economy.name + ": to go on for ever by "
                                + shown(economy, inner)
                                + (isFree ? " earns nothing, and every end earns less" : " earns now more, now less"),
                        "Maybe a move there that ends the run and earns nothing, or a discounted horizon.");
            }
        }
    }
}
