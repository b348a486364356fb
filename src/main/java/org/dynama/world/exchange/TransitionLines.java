package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code .tra} file of PRISM or Storm. PRISM begins with the numbers of states, choices (of an MDP) and transitions,
 * Storm with a word for the kind of the model or nothing; a line then is {@code state [choice] next probability [action]}.
 */
final class TransitionLines {
    private static final String FEWER = "A model of at most " + GymnasiumTable.MOST_STATES + " states can be read.";

    private final SourceText source;
    private final Lines lines;
    private final List<Map<Integer, Row>> rows = new ArrayList<>();
    private boolean isMdp;
    private int limit = GymnasiumTable.MOST_STATES;
    private long wanted = -1;
    private long wantedChoices = -1;
    private long read;

    /** What is known of a choice: where it stands, what it leads to, and its action's name, which may be empty. */
    record Row(int at, SparseRow next, String action) {}

    private TransitionLines(SourceText source) {
        this.source = source;
        this.lines = new Lines(source);
    }

    /** By state, then by choice; a chain's choice is 0. */
    static TransitionLines of(SourceText source, boolean isPrism) {
        TransitionLines transitions = new TransitionLines(source);
        transitions.read(isPrism);
        return transitions;
    }

    boolean isMdp() {
        return isMdp;
    }

    List<Map<Integer, Row>> rows() {
        return rows;
    }

    private void read(boolean isPrism) {
        if (!lines.next()) {
            throw source.end(0, "", "holds nothing", "Maybe the model was not exported.");
        }
        boolean isLine = true;
        if (isPrism) {
            header();
            isLine = lines.next();
        } else if (!lines.word(0).matches("[0-9]+")) {
            hint();
            isLine = lines.next();
        } else {
            isMdp = lines.size() > 3;
        }
        for (; isLine; isLine = lines.next()) {
            transition();
        }
        if (wanted >= 0 && read != wanted) {
            source.fault(
                    "has " + read + " transitions, and its first line says " + wanted, "Maybe the file is cut off.");
        }
        long choices = rows.stream().mapToLong(Map::size).sum();
        if (wantedChoices >= 0 && choices != wantedChoices) {
            source.fault("has " + choices + " choices, and its first line says " + wantedChoices, "");
        }
        rows.forEach(row -> row.values().forEach(this::check));
    }

    private void header() {
        isMdp = lines.size() == 3;
        if (lines.size() != 2 && lines.size() != 3) {
            throw source.end(
                    lines.at(0), "", "must begin with the numbers of states, choices (of an MDP) and transitions", "");
        }
        int states = lines.whole(0, "a number of states", GymnasiumTable.MOST_STATES + 1);
        wantedChoices = isMdp ? lines.count(1, "a number of choices") : -1;
        wanted = lines.count(lines.size() - 1, "a number of transitions");
        if (states < 1) {
            throw source.end(lines.at(0), lines.word(0), "must be a number of states, from 1 on", FEWER);
        }
        source.throwIfAny();
        limit = states;
        room(states - 1);
    }

    private void hint() {
        isMdp = lines.word(0).equalsIgnoreCase("mdp");
        if (lines.size() != 1 || !(isMdp || lines.word(0).equalsIgnoreCase("dtmc"))) {
            throw source.end(
                    lines.at(0), lines.word(0), "must be dtmc or mdp", "Other models have no choices in steps.");
        }
    }

    private void transition() {
        int more = isMdp ? 1 : 0;
        boolean isNamed = lines.size() == 4 + more;
        if (!isNamed && !lines.hasSize(3 + more, isMdp ? "state choice next probability" : "state next probability")) {
            return;
        }
        int state = lines.whole(0, "a state", limit);
        int choice = isMdp ? lines.whole(1, "a choice", GymnasiumTable.MOST_STATES) : 0;
        int next = lines.whole(1 + more, "a state", limit);
        double probability = lines.number(2 + more, "a probability");
        read++;
        if (state < 0 || choice < 0 || next < 0 || Double.isNaN(probability)) {
            return;
        }
        if (!(probability >= 0 && probability <= 1)) {
            source.fault(
                    lines.at(2 + more), lines.word(2 + more), "must be a probability", "Rates have no place here.");
            return;
        }
        room(Math.max(state, next));
        String action = isNamed ? lines.word(3 + more) : "";
        Row row = rows.get(state).computeIfAbsent(choice, k -> new Row(lines.at(0), new SparseRow(), action));
        if (row.next.has(next)) {
            source.fault(lines.at(0), "", "gives a transition twice, from " + state + " to " + next, "");
        } else if (!row.action.equals(action)) {
            int place = lines.at(lines.size() - 1);
            String rule = "names another action than the choice has: \"" + row.action + "\"";
            source.fault(place, isNamed ? action : "", rule, "");
        } else {
            row.next.set(next, probability);
        }
    }

    private void room(int state) {
        while (rows.size() <= state) {
            rows.add(new HashMap<>());
        }
    }

    private void check(Row row) {
        if (!(Math.abs(row.next.sum() - 1) <= 1e-9)) {
            source.fault(row.at, "", "begins probabilities that sum to " + row.next.sum() + " and must sum to 1", "");
        }
    }
}
