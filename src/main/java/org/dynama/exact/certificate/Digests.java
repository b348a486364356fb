package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.file.DigestText;

/**
 * SHA-256 digests of what was agreed before the run. Whoever has announced an environment and a mechanism announces their
 * digests, and every agent sees at once whether a certificate speaks of them and of her report.
 *
 * <p>They do not depend on how a file writes a number, nor on spaces or the order of its keys; on the order of agents,
 * states and actions they do.
 *
 * @param environment of the world
 * @param mechanism of the environment's digest, weights and boosts
 * @param reports of the reported types; empty where nobody has reported yet
 */
public record Digests(String environment, String mechanism, String reports) {

    /** The digests of an instance. */
    public static Digests of(Instance instance) {
        Digests design = of(instance.design());
        return new Digests(
                design.environment(), design.mechanism(), of(instance.world().agents(), instance.reports()));
    }

    /** The digest of reports, for each agent one. */
    static String of(List<String> agents, List<List<Rational>> reports) {
        Text text = new Text("reports");
        text.words(agents);
        reports.forEach(text::numbers);
        return text.digest();
    }

    /** The digests of a design. */
    public static Digests of(Design design) {
        String environment = environment(design.world());
        Text mechanism = new Text("mechanism");
        mechanism.word(environment);
        mechanism.numbers(design.weights());
        mechanism.numbers(design.boosts());
        return new Digests(environment, mechanism.digest(), "");
    }

    private static String environment(CertifiedWorld world) {
        Text text = new Text("environment");
        text.word(world.name());
        text.word(world.timing().kind().name());
        text.number(world.timing().discount());
        text.words(world.states());
        text.numbers(world.initial());
        text.words(world.agents());
        text.sizeOf(world.moves());
        world.moves().forEach(move -> append(text, move));
        if (world.hasWorst()) {
            // Worlds without any keep the digests that they had before there were worst types.
            text.word("worst");
            world.worst().forEach(types -> {
                text.sizeOf(types);
                types.forEach(text::numbers);
            });
        }
        return text.digest();
    }

    private static void append(Text text, Move move) {
        text.size(move.state());
        text.word(move.action());
        text.sizeOf(move.next());
        for (Move.Successor next : move.next()) {
            text.size(next.state());
            text.number(next.probability());
        }
        text.sizeOf(move.rewards());
        for (Move.Reward reward : move.rewards()) {
            text.size(reward.agent());
            text.numbers(reward.coefficients());
            text.number(reward.constant());
        }
        text.sizeOf(move.absence());
        for (Move.Absence absence : move.absence()) {
            text.size(absence.agent());
            text.word(String.valueOf(absence.needed()));
            text.number(absence.reward());
        }
    }

    /** Words and numbers; what they are of comes first, so that no digest of one thing is one of another. */
    private static final class Text {
        private final DigestText text = new DigestText();

        Text(String what) {
            word(what);
        }

        void word(String word) {
            text.word(word);
        }

        void words(List<String> words) {
            sizeOf(words);
            words.forEach(this::word);
        }

        void size(int size) {
            text.size(size);
        }

        void sizeOf(List<?> list) {
            size(list.size());
        }

        void number(Rational number) {
            word(number.toString());
        }

        void numbers(List<Rational> numbers) {
            sizeOf(numbers);
            numbers.forEach(this::number);
        }

        String digest() {
            return text.digest();
        }
    }
}
