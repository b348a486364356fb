package org.dynama.refusal;

import java.util.Set;

/**
 * Text that is what it looks like. A terminal obeys control characters, and bidirectional and other invisible ones make two
 * texts look alike; such characters are called hidden here. Names that come from outside must have none, and whatever is
 * shown has them as escapes, such as {@code \}{@code u202E}.
 *
 * <p>Joiners and variation selectors, which Persian, the scripts of India and emoji need, are hidden only beside ASCII.
 */
public final class Printable {
    /** Letters and marks that are drawn as nothing: fillers of Hangul, Khmer's inherent vowels, the grapheme joiner, a blank. */
    private static final Set<Integer> BLANK = Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

    private Printable() {}

    /** The text with an escape in the place of each hidden character; line breaks and tabs, which lay out a text, stay. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            shown.append(c == '\n' || c == '\t' || !isHidden(text, at) ? Character.toString(c) : escape(c));
        }
        return shown.toString();
    }

    /** The first hidden character of a name, among which line breaks and tabs count, as a code point; -1 where there is none. */
    public static int firstHidden(String name) {
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            char first = name.charAt(at);
            if ((first < ' ' || first >= 0x7F) && isHidden(name, at)) {
                return name.codePointAt(at);
            }
        }
        return -1;
    }

    /** Whether a character is hidden wherever it stands. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> !isJoiner(c);
            default -> BLANK.contains(c) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        };
    }

    private static boolean isHidden(String text, int at) {
        int c = text.codePointAt(at);
        return isJoiner(c) ? at == 0 || text.charAt(at - 1) < 0x80 : isHidden(c);
    }

    /** Joiners and variation selectors change how the character before them is drawn. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static String escape(int c) {
        return String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c);
    }
}
