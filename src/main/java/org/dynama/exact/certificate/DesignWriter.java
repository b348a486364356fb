package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.exact.rational.Rational;

/**
 * Writes a file that speaks of a design: format and version first, environment and mechanism where the file wants them. Every
 * number is a fraction in quotes, in lowest terms.
 */
final class DesignWriter {
    /** For the sections that only some files have. */
    final JsonText json = new JsonText();

    private final Design design;
    private final CertifiedWorld world;

    DesignWriter(String format, int schema, Design design) {
        this.design = design;
        world = design.world();
        json.open('{', true);
        json.key("format").word(format);
        json.key("schema").whole(schema);
    }

    /** Digests, then what they are of. */
    void digests(Digests digests) {
        json.key("digests").open('{', true);
        json.key("environment").word(digests.environment());
        json.key("mechanism").word(digests.mechanism());
        if (!digests.reports().isEmpty()) {
            json.key("reports").word(digests.reports());
        }
        json.close('}');
        environment();
        mechanism();
    }

    /** The text of the file. */
    String end() {
        json.close('}');
        return json.toString();
    }

    /** A fraction for each agent. */
    void byAgent(String key, List<Rational> values) {
        json.key(key).open('{', false);
        for (int i = 0; i < values.size(); i++) {
            json.key(world.agents().get(i)).fraction(values.get(i));
        }
        json.close('}');
    }

    void fractions(List<Rational> values) {
        json.open('[', false);
        values.forEach(value -> json.entry().fraction(value));
        json.close(']');
    }

    private void words(String key, List<String> words) {
        json.key(key).open('[', false);
        words.forEach(word -> json.entry().word(word));
        json.close(']');
    }

    private void environment() {
        Timing timing = world.timing();
        json.key("environment").open('{', true);
        json.key("name").word(world.name());
        json.key("horizon").open('{', false);
        json.key("kind").word(timing.kind().name().toLowerCase(Locale.ROOT));
        if (timing.kind() == Timing.Kind.DISCOUNTED) {
            json.key("discount").fraction(timing.discount());
        }
        json.close('}');
        words("agents", world.agents());
        words("states", world.states());
        json.key("initial").open('{', false);
        for (int s = 0; s < world.states().size(); s++) {
            if (world.initial().get(s).signum() > 0) {
                json.key(world.states().get(s)).fraction(world.initial().get(s));
            }
        }
        json.close('}');
        json.key("actions").open('[', true);
        world.moves().forEach(this::move);
        json.close(']');
        if (world.hasWorst()) {
            worst();
        }
        json.close('}');
    }

    private void worst() {
        json.key("worst").open('{', true);
        for (int i = 0; i < world.agents().size(); i++) {
            json.key(world.agents().get(i)).open('[', false);
            world.worst().get(i).forEach(type -> {
                json.entry();
                fractions(type);
            });
            json.close(']');
        }
        json.close('}');
    }

    private void move(Move move) {
        json.entry().open('{', false);
        json.key("state").word(world.states().get(move.state()));
        json.key("name").word(move.action());
        json.key("next").open('{', false);
        for (Move.Successor next : move.next()) {
            json.key(world.states().get(next.state())).fraction(next.probability());
        }
        json.close('}');
        json.key("rewards").open('{', false);
        for (Move.Reward reward : move.rewards()) {
            json.key(world.agents().get(reward.agent())).open('{', false);
            json.key("type");
            fractions(reward.coefficients());
            json.key("constant").fraction(reward.constant());
            json.close('}');
        }
        json.close('}');
        words(
                "needs",
                move.absence().stream()
                        .filter(Move.Absence::needed)
                        .map(absent -> world.agents().get(absent.agent()))
                        .toList());
        json.key("absent").open('{', false);
        for (Move.Absence absent : move.absence()) {
            if (!absent.needed()) {
                json.key(world.agents().get(absent.agent())).fraction(absent.reward());
            }
        }
        json.close('}').close('}');
    }

    private void mechanism() {
        List<Rational> boosts = design.boosts();
        json.key("mechanism").open('{', true);
        byAgent("weights", design.weights());
        json.key("boosts").open('{', true);
        List<List<Integer>> moves = new ArrayList<>();
        world.states().forEach(state -> moves.add(new ArrayList<>()));
        for (int move = 0; move < boosts.size(); move++) {
            moves.get(world.moves().get(move).state()).add(move);
        }
        for (int s = 0; s < world.states().size(); s++) {
            json.key(world.states().get(s)).open('{', false);
            for (int move : moves.get(s)) {
                json.key(world.moves().get(move).action()).fraction(boosts.get(move));
            }
            json.close('}');
        }
        json.close('}').close('}');
    }
}
