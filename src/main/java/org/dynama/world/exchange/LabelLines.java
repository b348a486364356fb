package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code .lab} file: PRISM's begins with {@code 0="init" 1="deadlock"} and has lines {@code state: 0 1}, Storm's
 * declares names between {@code #DECLARATION} and {@code #END} and has lines {@code state init deadlock}.
 */
final class LabelLines {
    private final SourceText source;
    private final Lines lines;
    private final int states;
    private final Map<String, BitSet> labels = new LinkedHashMap<>();

    private LabelLines(SourceText source, int states) {
        this.source = source;
        this.states = states;
        lines = new Lines(source);
    }

    /** The states of each label. */
    static Map<String, BitSet> read(SourceText source, int states) {
        LabelLines read = new LabelLines(source, states);
        if (!read.lines.next()) {
            throw source.end(0, "", "holds nothing", "Maybe 0=\"init\" and a line 0: 0.");
        } else if (read.lines.isComment()) {
            read.storm();
        } else {
            read.prism();
        }
        return read.labels;
    }

    private void storm() {
        if (!lines.word(0).equals("#DECLARATION")) {
            throw source.end(lines.at(0), lines.word(0), "must be #DECLARATION", "");
        }
        boolean isEnd = false;
        while (!isEnd && lines.next()) {
            isEnd = lines.word(0).equals("#END");
            for (int k = 0; k < lines.size() && !isEnd; k++) {
                declare(lines.word(k), k);
            }
        }
        if (!isEnd) {
            throw source.end(0, "", "begins a declaration that no #END ends", "");
        }
        while (lines.next()) {
            mark(lines.whole(0, "a state", states), List.copyOf(labels.keySet()), false);
        }
    }

    private void prism() {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            String word = lines.word(k);
            int equals = word.indexOf("=\"");
            if (!word.matches("[0-9]{1,6}=\"[^\"]+\"") || Integer.parseInt(word.substring(0, equals)) != k) {
                throw source.end(lines.at(k), word, "must be label " + k + ", such as " + k + "=\"init\"", "");
            }
            names.add(word.substring(equals + 2, word.length() - 1));
            declare(names.get(k), k);
        }
        while (lines.next()) {
            String state = lines.word(0);
            if (!state.matches("[0-9]{1,9}:") || Integer.parseInt(state.substring(0, state.length() - 1)) >= states) {
                source.fault(lines.at(0), state, "must be a state below " + states + ", with a colon", "");
            } else {
                mark(Integer.parseInt(state.substring(0, state.length() - 1)), names, true);
            }
        }
    }

    private void declare(String name, int k) {
        if (labels.put(name, new BitSet()) != null) {
            source.fault(lines.at(k), name, "is a label that is declared twice", "");
        }
    }

    private void mark(int state, List<String> names, boolean byNumber) {
        for (int k = 1; k < lines.size() && state >= 0; k++) {
            int label = byNumber ? lines.whole(k, "a label", names.size()) : names.indexOf(lines.word(k));
            if (label >= 0) {
                BitSet marked = labels.getOrDefault(names.get(label), new BitSet());
                if (marked.get(state)) {
                    source.fault(lines.at(k), lines.word(k), "marks state " + state + " twice", "");
                }
                marked.set(state);
            } else if (!byNumber) {
                source.fault(lines.at(k), lines.word(k), "is a label that is not declared", "");
            }
        }
    }
}
