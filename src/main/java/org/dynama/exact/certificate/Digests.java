package org.dynama.exact.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * SHA-256 digests of what was agreed before the run. Whoever has announced an environment and a mechanism announces their
 * digests, and every agent sees at once whether a certificate speaks of them and of her report.
 *
 * <p>They do not depend on how a file writes a number, nor on spaces or the order of its keys.
 *
 * @param environment of the world
 * @param mechanism of the world, weights and boosts
 * @param reports of the reported types
 */
public record Digests(String environment, String mechanism, String reports) {

    /** The digests of an instance. */
    public static Digests of(Instance instance) {
        Text environment = environment(instance.world());
        String world = environment.digest();
        Text mechanism = environment;
        mechanism.numbers(instance.weights());
        mechanism.numbers(instance.boosts());
        Text reports = new Text();
        for (int i = 0; i < instance.reports().size(); i++) {
            reports.word(instance.world().agents().get(i));
            reports.numbers(instance.reports().get(i));
        }
        return new Digests(world, mechanism.digest(), reports.digest());
    }

    private static Text environment(CertifiedWorld world) {
        Text text = new Text();
        text.word(world.name());
        text.word(world.timing().kind().name());
        text.number(world.timing().discount());
        text.size(world.states().size());
        world.states().forEach(text::word);
        text.numbers(world.initial());
        text.size(world.agents().size());
        world.agents().forEach(text::word);
        text.size(world.moves().size());
        world.moves().forEach(move -> append(text, move));
        return text;
    }

    private static void append(Text text, Move move) {
        text.size(move.state());
        text.word(move.action());
        text.size(move.next().size());
        for (Move.Successor next : move.next()) {
            text.size(next.state());
            text.number(next.probability());
        }
        text.size(move.rewards().size());
        for (Move.Reward reward : move.rewards()) {
            text.size(reward.agent());
            text.numbers(reward.coefficients());
            text.number(reward.constant());
        }
        text.size(move.absence().size());
        for (Move.Absence absence : move.absence()) {
            text.size(absence.agent());
            text.word(String.valueOf(absence.needed()));
            text.number(absence.reward());
        }
    }

    /** Words with their lengths before them, so that no two lists of words give one text. */
    private static final class Text {
        private final StringBuilder text = new StringBuilder();

        void word(String word) {
            text.append(word.length()).append(':').append(word);
        }

        void size(int size) {
            text.append(size).append(';');
        }

        void number(Rational number) {
            word(number.toString());
        }

        void numbers(List<Rational> numbers) {
            size(numbers.size());
            numbers.forEach(this::number);
        }

        String digest() {
            return sha256(text.toString());
        }
    }

    /** The digest of a text in UTF-8, 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java platform has SHA-256", exception);
        }
    }
}
