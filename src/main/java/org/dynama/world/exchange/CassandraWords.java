package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of Cassandra's files: keywords with a colon behind them, names, numbers, and {@code *} for all of a kind. */
final class CassandraWords {
    private static final Set<String> KEYWORDS =
            Set.of("discount", "values", "states", "actions", "observations", "start", "T", "O", "R");

    private static final Set<String> STARTS = Set.of("include", "exclude");

    private final SourceWords words;
    private final SourceText source;

    CassandraWords(SourceText source) {
        this.source = source;
        words = new SourceWords(source, '#', ":*");
    }

    /** Names of states or actions by number, or as many as there are without names. */
    record Known(String what, List<String> names, Map<String, Integer> numbers) {
        static Known of(String what, List<String> names) {
            Map<String, Integer> numbers = new HashMap<>();
            names.forEach(name -> numbers.put(name, numbers.size()));
            return new Known(what, names, numbers);
        }

        int size() {
            return names.size();
        }
    }

    /** Some numbers in a row: one, or all of a kind. */
    record Range(int from, int to) {}

    SourceWords words() {
        return words;
    }

    SourceText source() {
        return source;
    }

    /** Whether the word that comes next begins a section, or none comes. */
    boolean isSectionNext() {
        if (!words.next()) {
            return true;
        }
        int place = words.at();
        boolean isSection = isSection();
        words.back(place);
        return isSection;
    }

    /** Whether the word begins a section; stands behind it then, before its colon. */
    boolean isSection() {
        String word = words.word();
        int place = words.at();
        boolean isSection = KEYWORDS.contains(word) && words.next() && (words.is(":") || isStart(word));
        words.back(place);
        words.next();
        return isSection;
    }

    private boolean isStart(String word) {
        return word.equals("start") && STARTS.contains(words.word());
    }

    /** Reads the words up to the next section. */
    List<String> list() {
        List<String> list = new ArrayList<>();
        while (!isSectionNext()) {
            words.next();
            list.add(words.word());
        }
        return list;
    }

    /** Reads a colon, which there must be. */
    void colon() {
        words.require("a colon");
        if (!words.is(":")) {
            throw source.end(words.at(), words.word(), "must be a colon", "");
        }
    }

    /** Reads a colon, if one comes next. */
    boolean hasColon() {
        int place = words.at() + words.word().length();
        if (words.next() && words.is(":")) {
            return true;
        }
        words.back(place);
        return false;
    }

    /** Reads a name, a number or {@code *}. */
    Range range(Known known) {
        words.require(known.what);
        if (words.is("*")) {
            return new Range(0, known.size());
        }
        Integer number = known.numbers.get(words.word());
        if (number == null && words.word().matches("[0-9]{1,9}")) {
            number = Integer.valueOf(words.word());
        }
        if (number == null || number >= known.size()) {
            source.fault(words.at(), words.word(), "is none of the " + known.size() + " " + known.what + "s", "");
            return new Range(0, 0);
        }
        return new Range(number, number + 1);
    }

    /** Reads a probability; NaN with a fault where it is none. */
    double probability() {
        words.require("a probability");
        double probability = words.number("a probability");
        if (probability < 0 || probability > 1) {
            source.fault(words.at(), words.word(), "must be a probability", "");
            return Double.NaN;
        }
        return probability;
    }

    /** Reads a number; NaN with a fault where it is none. */
    double number() {
        words.require("a number");
        return words.number("a number");
    }
}
