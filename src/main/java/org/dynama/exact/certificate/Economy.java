package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One of the problems that a mechanism solves: the grand economy, or the marginal economy without one agent. What can
 * happen in it is found once; what it is worth comes with each instance ({@link #at}).
 *
 * <p>Only states that can be reached and kept going count: from the first states by moves that are allowed and never lead
 * to a state without one. Costs {@code O(S * entries)} at worst.
 */
final class Economy {
    final CertifiedWorld world;
    /** In words: {@code the grand economy}. */
    final String name;
    /** The states that count. */
    final BitSet states;
    /** By state, the moves that may be used there; empty at states that do not count. */
    final List<List<Integer>> movesAt;
    /** Of a total horizon whose runs need not end; else null. */
    final @Nullable Lasting lasting;
    /** Who is left out. */
    final BitSet absent;
    /** By move, its affine welfare per visit; null at moves that may not be used, or before an instance is known. */
    private final List<@Nullable Rational> coefficients;

    /**
     * The economy without some agents.
     *
     * @throws IllegalArgumentException if it cannot be run from some first state, or the horizon is total and nothing surely ends
     *     a run
     */
    Economy(CertifiedWorld world, BitSet absent) {
        this.world = world;
        this.absent = absent;
        name = name(world, absent);
        BitSet allowed = new BitSet();
        for (int move = 0; move < world.moves().size(); move++) {
            allowed.set(move, absent.stream().noneMatch(world.moves().get(move)::needs));
        }
        prune(allowed);
        states = reachable(allowed);
        movesAt = new ArrayList<>();
        world.states().forEach(state -> movesAt.add(new ArrayList<>()));
        allowed.stream()
                .filter(move -> states.get(move(move).state()))
                .forEach(move -> movesAt.get(move(move).state()).add(move));
        coefficients = List.of();
        lasting = world.timing().kind() == Timing.Kind.TOTAL && !SureEnd.isSure(this) ? Lasting.of(this) : null;
    }

    /** Whether all states that count have one value; shape {@code [S]}. */
    boolean hasOne(List<Rational> values) {
        Rational first = values.get(states.nextSetBit(0));
        return states.stream().allMatch(s -> values.get(s).equals(first));
    }

    private Economy(Economy structure, String name, List<@Nullable Rational> coefficients) {
        world = structure.world;
        absent = structure.absent;
        this.name = name;
        states = structure.states;
        movesAt = structure.movesAt;
        lasting = structure.lasting;
        this.coefficients = coefficients;
    }

    /** The grand economy. */
    static Economy grand(CertifiedWorld world) {
        return new Economy(world, new BitSet());
    }

    /** The economy of the reports but one agent's, in whose place stands one of her worst types. */
    static Economy worst(Instance instance, int agent, int type) {
        CertifiedWorld world = instance.world();
        Economy grand = grand(world);
        String name = "the economy with worst type " + (type + 1) + " of \""
                + world.agents().get(agent) + "\"";
        Instance there = instance.with(agent, world.worst().get(agent).get(type));
        return new Economy(grand, name, List.of()).at(new Rewards(there));
    }

    /** The marginal economy without one agent. */
    static Economy without(CertifiedWorld world, int agent) {
        BitSet absent = new BitSet();
        absent.set(agent);
        return new Economy(world, absent);
    }

    private static String name(CertifiedWorld world, BitSet absent) {
        List<String> names = absent.stream()
                .mapToObj(i -> "\"" + world.agents().get(i) + "\"")
                .toList();
        return names.isEmpty() ? "the grand economy" : "the marginal economy without " + String.join(", ", names);
    }

    /** This economy with what its moves are worth in an instance. */
    Economy at(Rewards rewards) {
        List<@Nullable Rational> all =
                new ArrayList<>(Collections.nCopies(world.moves().size(), null));
        movesAt.forEach(moves -> moves.forEach(move -> all.set(move, coefficient(rewards, move))));
        return new Economy(this, name, all);
    }

    private Rational coefficient(Rewards rewards, int index) {
        Rational others = rewards.without(absent, index);
        List<Rational> parts = new ArrayList<>(List.of(others));
        for (Move.Absence left : move(index).absence()) {
            if (absent.get(left.agent())) {
                parts.add(rewards.instance.weights().get(left.agent()).times(left.reward()));
            }
        }
        return parts.size() == 1 ? others : Fractions.sum(parts);
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
        return movesAt.get(move(move).state()).contains(move);
    }

    /** The affine welfare of one visit of a move that may be used, in an instance. */
    Rational coefficient(int move) {
        Rational coefficient = coefficients.get(move);
        if (coefficient == null) {
            throw new Refusal("\"" + world.moveName(move) + "\"", "", "is not allowed in " + name, "");
        }
        return coefficient;
    }
}
