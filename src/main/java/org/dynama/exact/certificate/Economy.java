package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One of the problems that a mechanism solves: the grand economy, or the marginal economy without one agent.
 *
 * <p>Only states that can be reached and kept going count: from the first states by moves that are allowed and never lead
 * to a state without one. Costs {@code O(S * entries)} at worst.
 */
final class Economy {
    /** Left out in the grand economy. */
    static final int NOBODY = -1;

    final CertifiedWorld world;
    /** In words: {@code the grand economy}. */
    final String name;
    /** The states that count. */
    final BitSet states;
    /** By state, the moves that may be used there; empty at states that do not count. */
    final List<List<Integer>> movesAt = new ArrayList<>();
    /** By move, its affine welfare per visit; null at moves that may not be used. */
    private final List<@Nullable Rational> coefficients = new ArrayList<>();

    /**
     * The economy without an agent.
     *
     * @param absent the agent, or {@link #NOBODY}
     * @throws IllegalArgumentException if it cannot be run from some first state
     */
    Economy(Rewards rewards, int absent) {
        Instance instance = rewards.instance;
        world = instance.world();
        name = absent == NOBODY
                ? "the grand economy"
                : "the marginal economy without \"" + world.agents().get(absent) + "\"";
        BitSet allowed = new BitSet();
        for (int move = 0; move < world.moves().size(); move++) {
            allowed.set(move, absent == NOBODY || !world.moves().get(move).needs(absent));
        }
        prune(allowed);
        states = reachable(allowed);
        for (int s = 0; s < world.states().size(); s++) {
            movesAt.add(new ArrayList<>());
        }
        for (int move = 0; move < world.moves().size(); move++) {
            boolean counts =
                    allowed.get(move) && states.get(world.moves().get(move).state());
            coefficients.add(counts ? coefficient(rewards, absent, move) : null);
            if (counts) {
                movesAt.get(world.moves().get(move).state()).add(move);
            }
        }
    }

    private static Rational coefficient(Rewards rewards, int absent, int move) {
        Instance instance = rewards.instance;
        Rational sum = instance.boosts().get(move);
        for (int i = 0; i < instance.weights().size(); i++) {
            Rational reward = i == absent ? instance.world().moves().get(move).rewardInAbsence(i) : rewards.of(i, move);
            sum = sum.plus(instance.weights().get(i).times(reward));
        }
        return sum.reduced();
    }

    /** Takes away moves that may lead to a state without any, until there are none. */
    private void prune(BitSet allowed) {
        BitSet alive = new BitSet();
        int before;
        do {
            before = allowed.cardinality();
            alive.clear();
            allowed.stream().forEach(move -> alive.set(move(move).state()));
            for (int move = allowed.nextSetBit(0); move >= 0; move = allowed.nextSetBit(move + 1)) {
                allowed.set(move, move(move).next().stream().allMatch(next -> alive.get(next.state())));
            }
        } while (allowed.cardinality() < before);
    }

    private BitSet reachable(BitSet allowed) {
        BitSet found = new BitSet();
        List<List<Integer>> at = new ArrayList<>();
        world.states().forEach(state -> at.add(new ArrayList<>()));
        allowed.stream().forEach(move -> at.get(move(move).state()).add(move));
        List<Integer> open = new ArrayList<>();
        for (int s = 0; s < world.states().size(); s++) {
            if (world.initial().get(s).signum() > 0) {
                found.set(s);
                open.add(s);
            }
        }
        for (int done = 0; done < open.size(); done++) {
            int s = open.get(done);
            if (at.get(s).isEmpty()) {
                throw new Refusal(
                        "state \"" + world.states().get(s) + "\"",
                        "",
                        "may be the first, and " + name + " has no way to go on from there",
                        "Maybe add an action that needs nobody.");
            }
            for (int move : at.get(s)) {
                for (Move.Successor next : move(move).next()) {
                    if (!found.get(next.state())) {
                        found.set(next.state());
                        open.add(next.state());
                    }
                }
            }
        }
        return found;
    }

    Move move(int move) {
        return world.moves().get(move);
    }

    /** Whether a move may be used. */
    boolean allows(int move) {
        return coefficients.get(move) != null;
    }

    /** The affine welfare of one visit of a move that may be used. */
    Rational coefficient(int move) {
        Rational coefficient = coefficients.get(move);
        if (coefficient == null) {
            throw new Refusal("\"" + world.moveName(move) + "\"", "", "is not allowed in " + name, "");
        }
        return coefficient;
    }
}
