package org.dynama.exact.certificate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.exact.rational.Rational;

/** Says in words where two designs, or two profiles of reports, first differ: each is listed as places and what stands there. */
final class DesignDifference {
    /** Characters of a number or name that are shown. */
    private static final int LONGEST = 60;

    private final Map<String, String> places = new LinkedHashMap<>();

    private DesignDifference() {}

    /** Where an environment differs from the announced one; empty where it does not. */
    static String ofEnvironments(CertifiedWorld given, CertifiedWorld announced) {
        return first(environment(given), environment(announced));
    }

    /** Where weights or boosts for one environment differ. */
    static String ofMechanisms(Design given, Design announced) {
        return first(mechanism(given), mechanism(announced));
    }

    /** Where the reports of the same agents differ. */
    static String ofReports(List<String> agents, List<List<Rational>> given, List<List<Rational>> right) {
        return first(reports(agents, given), reports(agents, right));
    }

    private static String first(DesignDifference given, DesignDifference announced) {
        List<Map.Entry<String, String>> here = List.copyOf(given.places.entrySet());
        List<Map.Entry<String, String>> there = List.copyOf(announced.places.entrySet());
        int k = 0;
        while (k < here.size() && k < there.size() && here.get(k).equals(there.get(k))) {
            k++;
        }
        if (k < here.size()) {
            String right = announced.places.get(here.get(k).getKey());
            if (!here.get(k).getValue().equals(right)) {
                return shown(here.get(k)) + (right == null ? " must not be there" : " must be " + shown(right));
            }
        }
        return k == there.size() ? "" : shown(there.get(k)) + " is missing";
    }

    private static String shown(Map.Entry<String, String> entry) {
        return entry.getKey() + " = " + shown(entry.getValue());
    }

    private static String shown(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }

    private static DesignDifference environment(CertifiedWorld world) {
        DesignDifference all = new DesignDifference();
        Timing timing = world.timing();
        all.add("name", quoted(world.name()));
        all.add("horizon", timing.kind().name().toLowerCase(Locale.ROOT));
        all.add("discount", timing.discount());
        all.names("agents", world.agents());
        all.names("states", world.states());
        for (int s = 0; s < world.states().size(); s++) {
            all.add(
                    "initial probability of state " + quoted(world.states().get(s)),
                    world.initial().get(s));
        }
        for (int k = 0; k < world.moves().size(); k++) {
            all.add("actions[" + k + "]", place(world, world.moves().get(k)));
        }
        world.moves().forEach(move -> all.move(world, move));
        for (int i = 0; i < world.agents().size(); i++) {
            for (int k = 0; k < world.worst().get(i).size(); k++) {
                all.numbers(
                        "worst type " + (k + 1) + " of agent "
                                + quoted(world.agents().get(i)),
                        world.worst().get(i).get(k));
            }
        }
        return all;
    }

    private void move(CertifiedWorld world, Move move) {
        String at = place(world, move);
        for (Move.Successor next : move.next()) {
            String state = world.states().get(next.state());
            add(at + ": probability of state " + quoted(state), next.probability());
        }
        for (Move.Reward reward : move.rewards()) {
            String agent = at + ": reward of agent " + quoted(world.agents().get(reward.agent()));
            numbers(agent + " by type", reward.coefficients());
            add(agent + ", constant", reward.constant());
        }
        for (Move.Absence absence : move.absence()) {
            String agent = at + ": without agent " + quoted(world.agents().get(absence.agent()));
            add(agent, absence.needed() ? "impossible" : "worth " + absence.reward() + " to her");
        }
    }

    private static DesignDifference mechanism(Design design) {
        DesignDifference all = new DesignDifference();
        CertifiedWorld world = design.world();
        for (int i = 0; i < world.agents().size(); i++) {
            all.add(
                    "weight of agent " + quoted(world.agents().get(i)),
                    design.weights().get(i));
        }
        for (int k = 0; k < world.moves().size(); k++) {
            all.add(
                    "boost of " + place(world, world.moves().get(k)),
                    design.boosts().get(k));
        }
        return all;
    }

    private static DesignDifference reports(List<String> agents, List<List<Rational>> reports) {
        DesignDifference all = new DesignDifference();
        for (int i = 0; i < agents.size(); i++) {
            all.numbers("report of agent " + quoted(agents.get(i)), reports.get(i));
        }
        return all;
    }

    private static String place(CertifiedWorld world, Move move) {
        return "state " + quoted(world.states().get(move.state())) + ", action " + quoted(move.action());
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private void names(String place, List<String> names) {
        for (int k = 0; k < names.size(); k++) {
            add(place + "[" + k + "]", quoted(names.get(k)));
        }
    }

    private void numbers(String place, List<Rational> numbers) {
        for (int k = 0; k < numbers.size(); k++) {
            add(place + "[" + k + "]", numbers.get(k));
        }
    }

    private void add(String place, Rational number) {
        add(place, number.toString());
    }

    private void add(String place, String value) {
        places.put(place, value);
    }
}
