package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text, each cut into words; empty ones are passed over. */
final class Lines {
    private final SourceWords words;
    private final List<String> line = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private boolean isLeft;

    Lines(SourceText source) {
        words = new SourceWords(source, (char) 0, "");
        isLeft = words.next();
    }

    /** Goes on to the next line; false where there is none. */
    boolean next() {
        line.clear();
        places.clear();
        while (isLeft && (line.isEmpty() || !words.startsLine())) {
            line.add(words.word());
            places.add(words.at());
            isLeft = words.next();
        }
        return !line.isEmpty();
    }

    int size() {
        return line.size();
    }

    String word(int k) {
        return line.get(k);
    }

    /** Where a word stands in the text, from 0. */
    int at(int k) {
        return places.get(k);
    }

    /** A word as a count of anything; -1 with a fault where it is none. */
    int count(int k, String what) {
        boolean isCount = line.get(k).matches("[0-9]{1,9}");
        if (!isCount) {
            words.source().fault(at(k), line.get(k), "must be " + what, "");
        }
        return isCount ? Integer.parseInt(line.get(k)) : -1;
    }

    /** A word as a number from 0 to below a limit; -1 with a fault where it is none. */
    int whole(int k, String what, int limit) {
        String word = line.get(k);
        boolean isWhole = word.matches("[0-9]{1,9}");
        if (!isWhole || Integer.parseInt(word) >= limit) {
            words.source().fault(at(k), word, "must be " + what + " from 0 to " + (limit - 1), "");
            return -1;
        }
        return Integer.parseInt(word);
    }

    /** A word as a finite number; NaN with a fault where it is none. */
    double number(int k, String what) {
        double number = Numerals.parse(line.get(k));
        if (Double.isNaN(number)) {
            words.source().fault(at(k), line.get(k), "must be " + what, "");
        }
        return number;
    }

    /** Whether the line has so many words; a fault where it has not. */
    boolean hasSize(int size, String form) {
        if (line.size() != size) {
            words.source().fault(at(0), "", "has " + line.size() + " words and must be " + form, "");
        }
        return line.size() == size;
    }

    /** Whether it begins with a hash sign, as comments do. */
    boolean isComment() {
        return word(0).charAt(0) == '#';
    }
}
