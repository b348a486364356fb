package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.exact.rational.Rational;

/**
 * Reads what certificates and announcements have in common, strictly: environment, mechanism and digests; then, by the names
 * of these, the rest of the file.
 */
final class DesignReader extends NamesReader {
    /** What is added to the schema of a file that speaks of a design. */
    static final String SCHEMA = "design.schema.json";

    static final int LARGEST_MIB = 256;

    private final CertifiedWorld world;
    private final List<Rational> weights;
    private final List<Rational> boosts;

    /**
     * Begins with the environment and the mechanism, by whose names the rest is read.
     *
     * @throws ConfigException with all faults of the environment
     */
    DesignReader(Document document) {
        super(document);
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
        List<List<List<Rational>>> worst = worst();
        faults.throwIfAny();
        return checked(
                "environment",
                () -> new CertifiedWorld(
                        document.text("environment.name"), timing(), stateNames, initial, agentNames, read, worst));
    }

    private List<List<List<Rational>>> worst() {
        if (!document.has("environment.worst")) {
            return Collections.nCopies(agents.size(), List.of());
        }
        return byAgent("environment.worst").stream()
                .map(path -> document.entries(path).stream()
                        .map(type -> fractions(document.entries(type)))
                        .toList())
                .toList();
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
}
