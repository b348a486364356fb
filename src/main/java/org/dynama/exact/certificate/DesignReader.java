package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Reads what certificates and announcements have in common, strictly: environment, mechanism and digests; then, by the names
 * of these, the rest of the file.
 */
final class DesignReader {
    /** What is added to the schema of a file that speaks of a design. */
    static final String SCHEMA = "design.schema.json";

    static final int LARGEST_MIB = 256;

    private final Document document;
    private final Faults faults;
    private final Map<String, Integer> states = new HashMap<>();
    private final Map<String, Integer> agents = new LinkedHashMap<>();
    /** By state and action. */
    private final Map<List<Object>, Integer> moves = new HashMap<>();

    private final CertifiedWorld world;
    private final List<Rational> weights;
    private final List<Rational> boosts;

    /**
     * Begins with the environment and the mechanism, by whose names the rest is read.
     *
     * @throws ConfigException with all faults of the environment
     */
    DesignReader(Document document) {
        this.document = document;
        faults = new Faults(document.source());
        world = world();
        boosts = boosts();
        weights = fractions(byAgent("mechanism.weights"));
    }

    /**
     * Environment and mechanism, when all has been read.
     *
     * @throws ConfigException with all faults of the file
     */
    Design design() {
        return checked("mechanism", () -> new Design(world, weights, boosts));
    }

    /** Digests as the file gives them; none of reports where it has none. */
    Digests digests() {
        return new Digests(
                document.text("digests.environment"),
                document.text("digests.mechanism"),
                document.has("digests.reports") ? document.text("digests.reports") : "");
    }

    private CertifiedWorld world() {
        List<String> stateNames = index("environment.states", states);
        List<String> agentNames = index("environment.agents", agents);
        faults.throwIfAny();
        List<Rational> initial = new ArrayList<>(Collections.nCopies(stateNames.size(), Rational.ZERO));
        for (String name : document.keys("environment.initial")) {
            String path = Document.join("environment.initial", name);
            Integer state = known(path, name, states, "state");
            if (state != null) {
                initial.set(state, fraction(path));
            }
        }
        List<Move> read = new ArrayList<>();
        for (String path : document.entries("environment.actions")) {
            Integer state = known(path + ".state", document.text(path + ".state"), states, "state");
            String action = document.text(path + ".name");
            List<Move.Successor> next = successors(path + ".next");
            List<Move.Reward> rewards = rewards(path + ".rewards");
            List<Move.Absence> absences = absences(path);
            if (state != null && moves.putIfAbsent(List.of(state, action), read.size()) != null) {
                fault(path, "names the state and action of an earlier entry", "Maybe rename one of the two.");
            }
            read.add(new Move(state == null ? 0 : state, action, next, rewards, absences));
        }
        faults.throwIfAny();
        return checked(
                "environment",
                () -> new CertifiedWorld(
                        document.text("environment.name"), timing(), stateNames, initial, agentNames, read));
    }

    private Timing timing() {
        String kind = document.text("environment.horizon.kind");
        return new Timing(
                Timing.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                document.has("environment.horizon.discount") ? fraction("environment.horizon.discount") : Rational.ONE);
    }

    private List<Move.Successor> successors(String path) {
        List<Move.Successor> successors = new ArrayList<>();
        for (String name : document.keys(path)) {
            Integer state = known(Document.join(path, name), name, states, "state");
            if (state != null) {
                successors.add(new Move.Successor(state, fraction(Document.join(path, name))));
            }
        }
        return successors;
    }

    private List<Move.Reward> rewards(String path) {
        List<Move.Reward> rewards = new ArrayList<>();
        for (String name : document.has(path) ? document.keys(path) : List.<String>of()) {
            String inner = Document.join(path, name);
            Integer agent = known(inner, name, agents, "agent");
            if (agent != null) {
                rewards.add(new Move.Reward(
                        agent, fractions(document.entries(inner + ".type")), fraction(inner + ".constant")));
            }
        }
        return rewards;
    }

    private List<Move.Absence> absences(String path) {
        Map<Integer, Move.Absence> absences = new LinkedHashMap<>();
        for (String entry : document.has(path + ".needs") ? document.entries(path + ".needs") : List.<String>of()) {
            Integer agent = known(entry, document.text(entry), agents, "agent");
            if (agent != null) {
                absences.put(agent, new Move.Absence(agent, true, Rational.ZERO));
            }
        }
        for (String name : document.has(path + ".absent") ? document.keys(path + ".absent") : List.<String>of()) {
            String inner = Document.join(path + ".absent", name);
            Integer agent = known(inner, name, agents, "agent");
            if (agent != null && absences.putIfAbsent(agent, new Move.Absence(agent, false, fraction(inner))) != null) {
                fault(inner, "must not be given for an agent who is needed", "Remove it, or the agent from needs.");
            }
        }
        return List.copyOf(absences.values());
    }

    private List<Rational> boosts() {
        List<Rational> boosts = new ArrayList<>();
        for (String state : document.keys("mechanism.boosts")) {
            String path = Document.join("mechanism.boosts", state);
            Integer index = known(path, state, states, "state");
            for (String action : document.keys(path)) {
                if (index == null || !moves.containsKey(List.of(index, action))) {
                    fault(Document.join(path, action), "names an action that the environment does not have", "");
                }
            }
        }
        for (Move move : world.moves()) {
            String path = Document.join(
                    Document.join("mechanism.boosts", world.states().get(move.state())), move.action());
            if (document.has(path)) {
                boosts.add(fraction(path));
            } else {
                fault(path, "is missing", "");
            }
        }
        return boosts;
    }

    /** The index of a state that a key holds; null with a fault where there is none. */
    @Nullable
    Integer state(String path) {
        return known(path, document.text(path), states, "state");
    }

    /** The index of an action of a state; null where there is none. */
    @Nullable
    Integer move(int state, String action) {
        return moves.get(List.of(state, action));
    }

    /** The names in a list, which must be unique. */
    private List<String> index(String path, Map<String, Integer> index) {
        List<String> names = new ArrayList<>();
        for (String entry : document.entries(path)) {
            String name = document.text(entry);
            if (index.putIfAbsent(name, names.size()) != null) {
                fault(entry, "is given twice", "Keep one of the two.");
            }
            names.add(name);
        }
        return names;
    }

    private @Nullable Integer known(String path, String name, Map<String, Integer> index, String what) {
        Integer found = index.get(name);
        if (found == null) {
            fault(path, "names " + what + " \"" + name + "\", which the environment does not have", "");
        }
        return found;
    }

    /** For each agent, the path of her entry in a map that must have one for each and no other. */
    List<String> byAgent(String path) {
        List<String> paths = new ArrayList<>();
        for (String name : document.keys(path)) {
            known(Document.join(path, name), name, agents, "agent");
        }
        for (String name : agents.keySet()) {
            String inner = Document.join(path, name);
            if (document.has(inner)) {
                paths.add(inner);
            } else {
                fault(inner, "is missing", "");
            }
        }
        return paths;
    }

    List<Rational> fractions(List<String> paths) {
        return paths.stream().map(this::fraction).toList();
    }

    /** A fraction in lowest terms: one number has one text, so that nothing can hide in how it is written. */
    Rational fraction(String path) {
        try {
            Rational value = Rational.parse(document.text(path));
            if (!value.isReduced()) {
                fault(path, "must be in lowest terms", "Write it as " + value + ".");
            }
            return value;
        } catch (NumberFormatException noFraction) {
            fault(path, "must be a fraction in quotes", "Maybe a line break is in it.");
            return Rational.ZERO;
        }
    }

    void fault(String path, String rule, String hint) {
        faults.add(document.fault(path, rule, hint));
    }

    /** Throws all faults so far, and turns what a constructor refuses into a fault of a place. */
    <T> T checked(String path, Supplier<T> make) {
        faults.throwIfAny();
        try {
            return make.get();
        } catch (IllegalArgumentException exception) {
            throw new ConfigException(document.source(), List.of(document.fault(path, "is wrong", exception)));
        }
    }
}
