package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.exact.rational.Rational;

/** CertifiedWorlds written by hand: one agent for each reward, types of one component. */
final class SmallCertifiedWorlds {
    private final Timing timing;
    private final Map<String, String> initial = new LinkedHashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private final int agents;

    SmallCertifiedWorlds(Timing.Kind kind, int agents) {
        timing = new Timing(kind, kind == Timing.Kind.DISCOUNTED ? Rational.parse("9/10") : Rational.ONE);
        this.agents = agents;
    }

    SmallCertifiedWorlds states(String... names) {
        states.addAll(List.of(names));
        return this;
    }

    SmallCertifiedWorlds first(String state, String probability) {
        initial.put(state, probability);
        return this;
    }

    /** @param next successors and their probabilities in turn */
    SmallCertifiedWorlds move(
            String state, String action, List<Integer> coefficients, List<Move.Absence> absence, String... next) {
        List<Move.Successor> successors = new ArrayList<>();
        for (int k = 0; k < next.length; k += 2) {
            successors.add(new Move.Successor(states.indexOf(next[k]), Rational.parse(next[k + 1])));
        }
        List<Move.Reward> rewards = new ArrayList<>();
        for (int i = 0; i < coefficients.size(); i++) {
            rewards.add(new Move.Reward(i, List.of(Rational.of(coefficients.get(i))), Rational.ZERO));
        }
        moves.add(new Move(states.indexOf(state), action, successors, rewards, absence));
        return this;
    }

    /** With weights one, boosts zero and the given reports. */
    Instance reports(String... reports) {
        List<Rational> first = states.stream()
                .map(state -> Rational.parse(initial.getOrDefault(state, "0")))
                .toList();
        List<String> names = new ArrayList<>();
        List<List<Rational>> types = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            names.add("agent " + (i + 1));
            types.add(List.of(Rational.parse(reports[i])));
        }
        Design design = new Design(
                new CertifiedWorld("small", timing, states, first, names, moves),
                names.stream().map(name -> Rational.ONE).toList(),
                moves.stream().map(move -> Rational.ZERO).toList());
        return new Instance(design, types);
    }
}
