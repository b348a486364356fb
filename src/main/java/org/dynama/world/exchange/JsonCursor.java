package org.dynama.world.exchange;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reads JSON from the front to the back without a tree, so that large tables take no more memory than their text. */
final class JsonCursor {
    private final SourceText source;
    private final String text;
    private int at;
    private int keyAt;

    JsonCursor(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /** The character that comes next, blanks passed over; 0 at the end. */
    char peek() {
        while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Where it stands in the text, from 0. */
    int at() {
        return at;
    }

    /** Where the last key stands in the text, from 0. */
    int keyAt() {
        return keyAt;
    }

    /** Reads a list: is told the number of each entry, and must read it. */
    void array(IntConsumer entry) {
        enter('[', "a list");
        for (int k = 0; peek() != ']'; k++) {
            separate(k);
            entry.accept(k);
        }
        at++;
    }

    /** Reads a map: is told each key, and must read its value. */
    void object(Consumer<String> entry) {
        enter('{', "a map");
        Set<String> known = new HashSet<>();
        while (peek() != '}') {
            separate(known.size());
            peek();
            keyAt = at;
            String key = string();
            enter(':', "a colon behind a key");
            if (!known.add(key)) {
                throw source.end(keyAt, key, "is a key given twice", "Keep one of the two.");
            }
            entry.accept(key);
        }
        at++;
    }

    private void separate(int before) {
        if (before > 0) {
            enter(',', "a comma between entries");
        }
    }

    private void enter(char wanted, String what) {
        if (peek() != wanted) {
            throw wrong(what);
        }
        at++;
    }

    /** The fault of what stands here, where something else must. */
    RuntimeException wrong(String what) {
        if (peek() == 0) {
            return source.end(Math.max(0, text.length() - 1), "", "ends where " + what + " must follow", "");
        }
        return source.end(at, text.substring(at, Math.max(at + 1, word())), "must be " + what, "");
    }

    /** Where the word ends that begins here. */
    private int word() {
        int end = at;
        while (end < text.length() && " \n\t\r,:[]{}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Reads a text. */
    String string() {
        if (peek() != '"') {
            throw wrong("a text in quotes");
        }
        int start = at++;
        StringBuilder read = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) >= ' ') {
            read.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '"') {
            throw source.end(start, "", "begins a text that does not end on its line", "");
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        at++;
        char c = at < text.length() ? text.charAt(at) : 0;
        int plain = "\"\\/bfnrt".indexOf(c);
        String code = c == 'u' && at + 5 <= text.length() ? text.substring(at + 1, at + 5) : "";
        if (code.matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(code, 16);
        } else if (plain < 0) {
            throw source.end(at - 1, "\\" + c, "is no escape of JSON", "");
        }
        return "\"\\/\b\f\n\r\t".charAt(plain);
    }

    /** Reads a number. */
    double number() {
        peek();
        int end = word();
        double number = Numerals.parse(text.substring(at, end));
        if (Double.isNaN(number) || text.charAt(at) == '+') {
            throw wrong("a number");
        }
        at = end;
        return number;
    }

    /** Reads a number from 0 on that counts states or actions. */
    int whole(String what) {
        peek();
        int place = at;
        double number = number();
        if (!(number >= 0 && number <= GymnasiumTable.MOST_STATES && number == Math.rint(number))) {
            at = place;
            throw wrong(what);
        }
        return (int) number;
    }

    /** Reads {@code true} or {@code false}. */
    boolean truth() {
        peek();
        String word = text.substring(at, word());
        if (!word.equals("true") && !word.equals("false")) {
            throw wrong("true or false");
        }
        at += word.length();
        return word.equals("true");
    }

    /** Nothing may follow. */
    void requireEnd() {
        if (peek() != 0) {
            throw wrong("the end of the file");
        }
    }
}
