package org.dynama.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.dynama.refusal.Printable;

/** What a text from outside may be: it may be a name, and names reach terminals, pages and digests. */
final class NameRules {
    /** Characters of a name; far beyond what a page can show. */
    static final int LONGEST = 1_000;

    static final String HINT = "Maybe a short name of visible characters.";

    /** Certificates hold numbers as text. */
    private static final Pattern FRACTION = Pattern.compile("-?[0-9]++(/[0-9]++)?");

    private NameRules() {}

    /** What is wrong with a key, in words; empty where nothing is. */
    static String refusalOfKey(String key) {
        int length = key.codePointCount(0, key.length());
        return length > LONGEST
                ? "must have at most " + LONGEST + " characters, and has " + length
                : refusalOfSentence(key);
    }

    /** The same of a text in a record, which may be a sentence of any length. */
    static String refusalOfSentence(String text) {
        int hidden = Printable.firstHidden(text);
        return hidden < 0
                ? ""
                : String.format(
                        "must not hold U+%04X, %s", hidden, describe(hidden).toLowerCase(Locale.ROOT));
    }

    private static String describe(int c) {
        String name = Character.getName(c);
        return Character.getType(c) == Character.SURROGATE ? "half a character" : name == null ? "no character" : name;
    }

    /** What is wrong with a text, in words; empty where nothing is. A fraction may be long. */
    static String refusal(String text) {
        return text.length() > LONGEST && FRACTION.matcher(text).matches() ? "" : refusalOfKey(text);
    }
}
