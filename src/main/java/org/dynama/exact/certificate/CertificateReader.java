package org.dynama.exact.certificate;

import java.nio.file.Path;
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
import org.dynama.config.Schema;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates, strictly: whatever is unknown, missing, doubled or no fraction is a fault with its place. What it
 * returns has the right shape; whether it is true is {@link Verifier}'s to say.
 */
public final class CertificateReader {
    private static final Schema SCHEMA = Schema.resource("certificate.schema.json");
    private static final int LARGEST_MIB = 256;

    private final Document document;
    private final Faults faults;
    private final Map<String, Integer> states = new HashMap<>();
    private final Map<String, Integer> agents = new LinkedHashMap<>();
    /** By state and action. */
    private final Map<List<Object>, Integer> moves = new HashMap<>();

    private CertificateReader(Document document) {
        this.document = document;
        faults = new Faults(document.source());
    }

    /**
     * Reads a file of at most 256 MiB.
     *
     * @throws ConfigException with all faults
     */
    public static Certificate read(Path file) {
        return new CertificateReader(Document.read(file, SCHEMA, LARGEST_MIB)).certificate();
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static Certificate parse(String source, String text) {
        return new CertificateReader(Document.parse(source, text, SCHEMA, List.of())).certificate();
    }

    private Certificate certificate() {
        CertifiedWorld world = world();
        Instance instance = instance(world);
        Digests digests = new Digests(
                document.text("digests.environment"),
                document.text("digests.mechanism"),
                document.text("digests.reports"));
        Proof grand = proof("grand");
        List<Proof> marginals = byAgent("marginal").stream().map(this::proof).toList();
        faults.throwIfAny();
        Certificate certificate = new Certificate(
                instance,
                digests,
                grand,
                marginals,
                new Certificate.Settlement(
                        fractions(byAgent("rewards")),
                        fractions(byAgent("payments")),
                        fractions(byAgent("utilities")),
                        fraction("welfare")),
                Math.toIntExact(document.whole("repaired")));
        faults.throwIfAny();
        return certificate;
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

    private Instance instance(CertifiedWorld world) {
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
        List<Rational> weights = fractions(byAgent("mechanism.weights"));
        List<List<Rational>> reports = byAgent("reports").stream()
                .map(path -> fractions(document.entries(path)))
                .toList();
        faults.throwIfAny();
        return checked("mechanism", () -> new Instance(world, weights, boosts, reports));
    }

    private Proof proof(String path) {
        List<Proof.Row> rows = new ArrayList<>();
        for (String row : document.entries(path + ".policy")) {
            Integer state = known(row + ".state", document.text(row + ".state"), states, "state");
            Integer move = state == null ? null : moves.get(List.of(state, document.text(row + ".action")));
            if (state == null || move == null) {
                fault(row + ".action", "names no action of its state", "");
                continue;
            }
            Rational passages = document.has(row + ".passages") ? fraction(row + ".passages") : Rational.ZERO;
            rows.add(new Proof.Row(state, move, fraction(row + ".visits"), passages, fraction(row + ".value")));
        }
        return new Proof(fraction(path + ".value"), rows);
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
    private List<String> byAgent(String path) {
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

    private List<Rational> fractions(List<String> paths) {
        return paths.stream().map(this::fraction).toList();
    }

    private Rational fraction(String path) {
        return Rational.parse(document.text(path));
    }

    private void fault(String path, String rule, String hint) {
        faults.add(document.fault(path, rule, hint));
    }

    /** Turns what a constructor refuses into a fault of a place. */
    private <T> T checked(String path, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException exception) {
            throw new ConfigException(document.source(), List.of(document.fault(path, "is wrong", exception)));
        }
    }
}
