package org.dynama.exact.certificate;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * An environment in exact numbers: states, moves, and what they are worth to the agents as a function of their types.
 *
 * <p>Its structure is checked here, wherever it comes from: {@link CertifiedWorlds} makes one from the model's doubles, {@link
 * CertificateReader} from a file.
 *
 * @param name for people
 * @param timing how later rewards count
 * @param states names, unique
 * @param initial shape {@code [S]}; probabilities of the first state; sum exactly 1
 * @param agents names, unique
 * @param moves every feasible state-action pair, in any order
 * @param worst for each agent, types with the worst of which her payment is held against; none where it is against her absence
 */
public record CertifiedWorld(
        String name,
        Timing timing,
        List<String> states,
        List<Rational> initial,
        List<String> agents,
        List<Move> moves,
        List<List<List<Rational>>> worst) {

    public CertifiedWorld {
        states = List.copyOf(states);
        initial = List.copyOf(initial);
        agents = List.copyOf(agents);
        moves = List.copyOf(moves);
        worst = worst.stream()
                .map(types -> types.stream().map(List::copyOf).toList())
                .toList();
        requireUnique("state", states);
        requireUnique("agent", agents);
        if (initial.size() != states.size()) {
            throw new Refusal(
                    "initial", "", "has " + initial.size() + " probabilities and must have " + states.size(), "");
        }
        requireDistribution("initial", initial);
        Set<String> known = new HashSet<>();
        for (Move move : moves) {
            String where = "state \"" + states.get(move.state()) + "\", action \"" + move.action() + "\"";
            if (!known.add(move.state() + "/" + move.action())) {
                throw new Refusal(where, "", "must not be given twice", "Maybe rename one of the two.");
            }
            requireSuccessors(where, timing, move);
        }
        requireWorst(agents, moves, worst);
    }

    /** A world in which every payment is held against an agent's absence. */
    public CertifiedWorld(
            String name,
            Timing timing,
            List<String> states,
            List<Rational> initial,
            List<String> agents,
            List<Move> moves) {
        this(name, timing, states, initial, agents, moves, Collections.nCopies(agents.size(), List.of()));
    }

    /** The same with other worst types. */
    public CertifiedWorld withWorst(List<List<List<Rational>>> types) {
        return new CertifiedWorld(name, timing, states, initial, agents, moves, types);
    }

    /** Whether any payment is held against worst types. */
    public boolean hasWorst() {
        return worst.stream().anyMatch(types -> !types.isEmpty());
    }

    private static void requireWorst(List<String> agents, List<Move> moves, List<List<List<Rational>>> worst) {
        if (worst.size() != agents.size()) {
            throw new Refusal("worst", "", "has " + worst.size() + " agents and must have " + agents.size(), "");
        }
        for (Move move : moves) {
            for (Move.Reward reward : move.rewards()) {
                for (List<Rational> type : worst.get(reward.agent())) {
                    if (type.size() < reward.coefficients().size()) {
                        throw new Refusal(
                                "worst type of \"" + agents.get(reward.agent()) + "\"",
                                "",
                                "has " + type.size() + " components and must have "
                                        + reward.coefficients().size(),
                                "");
                    }
                }
            }
        }
    }

    private static void requireSuccessors(String where, Timing timing, Move move) {
        if (!move.next().isEmpty()) {
            requireDistribution(
                    where, move.next().stream().map(Move.Successor::probability).toList());
            if (move.next().stream().anyMatch(next -> next.probability().signum() == 0)) {
                throw Refusal.of(
                        where + ": a probability is 0 and must be positive", "Maybe leave that successor out.");
            }
        } else if (timing.kind() == Timing.Kind.AVERAGE) {
            throw new Refusal(
                    where,
                    "",
                    "ends the run and must lead to some state: an average horizon has no end",
                    "Maybe let it lead to a state in which nothing is earned any more.");
        }
    }

    private static void requireDistribution(String where, List<Rational> probabilities) {
        for (Rational probability : probabilities) {
            if (probability.signum() < 0) {
                throw new Refusal(where + ": probability", probability, "must not be negative", "");
            }
        }
        Rational sum = Fractions.sum(probabilities);
        if (!sum.equals(Rational.ONE)) {
            throw Refusal.of(where + ": probabilities sum to " + sum + " and must sum to exactly 1", "");
        }
    }

    private static void requireUnique(String what, List<String> names) {
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (!known.add(name)) {
                throw new Refusal(
                        what + " \"" + name + "\"", "", "must not be given twice", "Maybe rename one of the two.");
            }
        }
    }

    /** {@code state: action}, for people. */
    String moveName(int move) {
        return states.get(moves.get(move).state()) + ": " + moves.get(move).action();
    }
}
