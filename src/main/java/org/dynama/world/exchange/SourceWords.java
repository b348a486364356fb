package org.dynama.world.exchange;

/** The words of a text, one after the other: what stands between blanks, and marks, which are words wherever they stand. */
final class SourceWords {
    /** Whole numbers of these files count states and actions. */
    private static final int LONGEST_WHOLE = 9;

    private final SourceText source;
    private final String text;
    private final char comment;
    private final String marks;
    private int at;
    private int end;
    private boolean startsLine;

    /**
     * Stands before the first word.
     *
     * @param comment begins what is passed over up to the end of its line; 0 for none
     * @param marks characters that are a word each
     */
    SourceWords(SourceText source, char comment, String marks) {
        this.source = source;
        this.text = source.text();
        this.comment = comment;
        this.marks = marks;
    }

    /** Goes on to the next word; false where there is none. */
    boolean next() {
        startsLine = end == 0;
        at = end;
        while (at < text.length() && (isBlank(at) || text.charAt(at) == comment)) {
            if (text.charAt(at) == comment) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else {
                startsLine |= text.charAt(at) == '\n';
                at++;
            }
        }
        end = Math.min(at + 1, text.length());
        boolean isMark = at < text.length() && marks.indexOf(text.charAt(at)) >= 0;
        while (!isMark && end < text.length() && !isBlank(end) && goesOn(text.charAt(end))) {
            end++;
        }
        return at < text.length();
    }

    private boolean isBlank(int place) {
        char c = text.charAt(place);
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private boolean goesOn(char c) {
        return c != comment && marks.indexOf(c) < 0;
    }

    /** Goes on to the next word, which there must be. */
    void require(String what) {
        if (!next()) {
            throw source.end(Math.max(0, text.length() - 1), "", "ends where " + what + " must follow", "");
        }
    }

    /** The word; empty behind the last one. */
    String word() {
        return text.substring(at, end);
    }

    boolean is(String word) {
        return text.startsWith(word, at) && end - at == word.length();
    }

    /** Where the word stands in the text, from 0. */
    int at() {
        return at;
    }

    /** Whether it is the first of its line. */
    boolean startsLine() {
        return startsLine;
    }

    /** Goes back to a place where a word begins, so that it comes next. */
    void back(int place) {
        end = place;
    }

    /** The word as a number from 0 on; -1 with a fault where it is none. */
    int whole(String what) {
        for (int k = at; k < end; k++) {
            if (text.charAt(k) < '0' || text.charAt(k) > '9' || end - at > LONGEST_WHOLE) {
                source.fault(at, word(), "must be " + what, "");
                return -1;
            }
        }
        return at < end ? Integer.parseInt(word()) : -1;
    }

    boolean isNumber() {
        return !Double.isNaN(Numerals.parse(word()));
    }

    /** The word as a finite number; NaN with a fault where it is none. */
    double number(String what) {
        double number = Numerals.parse(word());
        if (Double.isNaN(number)) {
            source.fault(at, word(), "must be " + what, "");
        }
        return number;
    }

    SourceText source() {
        return source;
    }
}
