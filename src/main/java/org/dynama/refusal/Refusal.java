package org.dynama.refusal;

import org.jspecify.annotations.Nullable;

/**
 * Something that the caller gave cannot be used: what, its value, the rule, and what to do instead.
 *
 * <p>The message reads {@code place = value rule}, and the hint on the next line. Whoever knows a better place, such as the
 * line of a file, takes the parts and says them there.
 *
 * <pre>{@code
 * throw new Refusal("weights[2]", -0.1, "must be finite and positive", "Maybe start from AmaParameters.vcg(environment).");
 * throw Refusal.of("state \"a\" has no action", "Give it one, or leave it out.");
 * }</pre>
 */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String value;
    private final String rule;
    private final String hint;

    /**
     * A refusal of a value at a place.
     *
     * @param place the name of what is refused, as {@code weights[2]}; empty where the rule is a whole sentence
     * @param value what stands there; an empty text where nothing does
     * @param rule what is wrong, so that {@code place = value rule} is a sentence
     * @param hint what to do; may be empty
     */
    public Refusal(String place, Object value, String rule, String hint) {
        this(place, value, rule, hint, null);
    }

    private Refusal(String place, Object value, String rule, String hint, @Nullable Throwable cause) {
        super(sentence(place, String.valueOf(value), rule) + (hint.isEmpty() ? "" : "\n" + hint), cause);
        this.place = place;
        this.value = String.valueOf(value);
        this.rule = rule;
        this.hint = hint;
    }

    /** A refusal in one sentence, where no single value is at fault. */
    public static Refusal of(String sentence, String hint) {
        return new Refusal("", "", sentence, hint);
    }

    /** The same, with what lies behind it. */
    public static Refusal of(String sentence, String hint, Throwable cause) {
        return new Refusal("", "", sentence, hint, cause);
    }

    private static String sentence(String place, String value, String rule) {
        String thing = place.isEmpty() || value.isEmpty() ? place + value : place + " = " + value;
        return thing.isEmpty() ? rule : thing + " " + rule;
    }

    /** The name of what is refused; empty where the rule is a whole sentence. */
    public String place() {
        return place;
    }

    /** What stands there; empty where nothing does. */
    public String value() {
        return value;
    }

    /** What is wrong. */
    public String rule() {
        return rule;
    }

    /** What to do; may be empty. */
    public String hint() {
        return hint;
    }

    /** What is wrong, and what to do, on one line. */
    public String onOneLine() {
        return hint.isEmpty() ? sentence() : sentence() + ". " + hint;
    }

    /** What is wrong as one sentence, without the hint. */
    public String sentence() {
        return sentence(place, value, rule);
    }
}
