package org.dynama.exact.certificate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.dynama.exact.rational.Rational;

/** Builds a JSON text, one line for each entry of the outer maps and lists, so that faults and differences have a line. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    /** For each open map or list, whether its entries stand on lines of their own. */
    private final Deque<Boolean> tall = new ArrayDeque<>();

    private boolean first = true;

    /** Starts the next entry of a map. */
    JsonText key(String key) {
        separate();
        quote(key);
        text.append(": ");
        return this;
    }

    /** Starts the next entry of a list. */
    JsonText entry() {
        separate();
        return this;
    }

    private void separate() {
        text.append(first ? "" : ",");
        if (Boolean.TRUE.equals(tall.peek())) {
            text.append('\n').append(" ".repeat(tall.size()));
        } else {
            text.append(first ? "" : " ");
        }
        first = false;
    }

    /** Opens a map or list, by its bracket. */
    JsonText open(char bracket, boolean tallEntries) {
        text.append(bracket);
        tall.push(tallEntries);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        boolean wasTall = tall.pop();
        if (wasTall && !first) {
            text.append('\n').append(" ".repeat(tall.size()));
        }
        text.append(bracket);
        first = false;
        return this;
    }

    JsonText word(String word) {
        quote(word);
        return this;
    }

    JsonText fraction(Rational value) {
        return word(value.toString());
    }

    JsonText whole(int value) {
        text.append(value);
        return this;
    }

    private void quote(String word) {
        text.append('"');
        word.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (isEscaped(c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        text.append('"');
    }

    /** Control characters, line breaks, and unpaired surrogates, which no file in UTF-8 can hold. */
    private static boolean isEscaped(int c) {
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || isSurrogate;
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
